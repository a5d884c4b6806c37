//SOURCES Backend.java

package backend;

import module java.base;

/// A started program whose end is a future, and which is cancelled by something else.
///
/// @param ended completes when nothing of the program runs any more
/// @param cancels asks the program to end early
record Program(Future<?> ended, Runnable cancels) implements Running {

  @Override
  public void cancel() {
    if (!ended.isDone()) cancels.run();
  }

  @Override
  public void await() throws Exception {
    try {
      ended.get();
    } catch (CancellationException e) {
      // Asked for by cancel.
    } catch (ExecutionException e) {
      if (!(e.getCause() instanceof CancellationException)) throw Backend.failure(e);
    }
  }
}
