package backend;

import java.util.concurrent.Callable;

/// A piece of user code that may fail: the body of a `call`, and the whole program of a blocking
/// backend.
@FunctionalInterface
public interface Action {
  void run() throws Exception;

  /// The same for executors, which want a value. Where adapters start a task, they write it out, as
  /// a program by hand does.
  default Callable<Void> callable() {
    return () -> {
      run();
      return null;
    };
  }
}
