//SOURCES Backend.java
//SOURCES Running.java

package backend;

import module java.base;

/// A started program. Its end is a future; a separate action cancels it.
public final class Program implements Running {
  private final Future<?> ended;
  private final Runnable cancels;
  private volatile boolean cancelled;

  /// @param ended completes when nothing of the program runs any more
  /// @param cancels asks the program to end early
  public Program(Future<?> ended, Runnable cancels) {
    this.ended = ended;
    this.cancels = cancels;
  }

  @Override
  public void cancel() {
    if (ended.isDone()) return;
    cancelled = true;
    cancels.run();
  }

  @Override
  public void await() throws Exception {
    try {
      ended.get();
    } catch (CancellationException e) {
      if (!cancelled) throw Backend.failure(e);
    } catch (ExecutionException e) {
      if (!cancelled || !(e.getCause() instanceof CancellationException)) throw Backend.failure(e);
    }
  }
}
