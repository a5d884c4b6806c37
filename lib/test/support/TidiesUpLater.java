//SOURCES Mutant.java
//SOURCES ../../Library.java

package test.support;

import module java.base;

import backend.Running;

/// Keeps an entry of a queue for each cancelled task, until the next program starts or a background
/// thread comes by: not until whoever awaits the program has been told.
final class TidiesUpLater extends Mutant {
  private static final Duration LATER = Duration.ofMillis(200);

  private final boolean inBackground;

  /// Of the last program.
  private volatile Queue<Object> kept = new ConcurrentLinkedQueue<>();

  TidiesUpLater(boolean inBackground) {
    this.inBackground = inBackground;
  }

  @Override
  public Object onCancel(Object operation, Runnable teardown) {
    return good.onCancel(
        operation,
        () -> {
          kept.add(new Object());
          teardown.run();
        });
  }

  @Override
  public Running start(Object program) {
    kept = new ConcurrentLinkedQueue<>();
    var running = good.start(program);
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
      // Then it is earlier.
    }
    own.clear();
  }
}
