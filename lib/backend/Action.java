package backend;

import java.util.concurrent.Callable;

/// A piece of user code that may fail: the body of a `call`, and the whole program of a blocking backend.
@FunctionalInterface
public interface Action {
  void run() throws Exception;

  /// The same for executors, which want a value.
  default Callable<Void> callable() {
    return () -> {
      run();
      return null;
    };
  }
}
