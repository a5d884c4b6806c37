//SOURCES ../backend/Backend.java
//SOURCES ../backend/Decorated.java
//SOURCES ../backend/Running.java

package worker;

import module java.base;

import backend.Backend;
import backend.Decorated;
import backend.Running;

/// A mutant that keeps an entry in a queue for each cancelled task. It removes the entries only
/// when the next program starts, or in a background thread. It should do so before it reports the
/// end of the program to the awaiting thread.
public final class TidiesUpLater extends Decorated<Object> {
  private static final Duration LATER = Duration.ofMillis(200);

  private final boolean inBackground;

  /// The entries of the last program.
  private volatile Queue<Object> kept = new ConcurrentLinkedQueue<>();

  public TidiesUpLater(Backend<Object> good, boolean inBackground) {
    super(good);
    this.inBackground = inBackground;
  }

  @Override
  public Object onCancel(Object operation, Runnable teardown) {
    return inner.onCancel(
        operation,
        () -> {
          kept.add(new Object());
          teardown.run();
        });
  }

  @Override
  public Running start(Object program) {
    kept = new ConcurrentLinkedQueue<>();
    var running = inner.start(program);
    return new Running() {
      @Override
      public void cancel() {
        running.cancel();
      }

      @Override
      public void await() throws Exception {
        running.await();
        var own = kept;
        if (inBackground) Thread.ofVirtual().start(() -> tidyUp(own));
      }
    };
  }

  private static void tidyUp(Queue<Object> own) {
    try {
      Thread.sleep(LATER);
    } catch (InterruptedException e) {
      // Then the entries are removed earlier.
    }
    own.clear();
  }
}
