package backend;

import java.util.concurrent.Callable;

/// A piece of user code that may fail: the body of a `call`, and the whole program of a blocking
/// backend.
@FunctionalInterface
public interface Action {
  void run() throws Exception;

  /// The same action as a `Callable`, for executors that want a value. Where adapters start a task,
  /// they write the lambda out instead, as a hand-written program does.
  default Callable<Void> callable() {
    return () -> {
      run();
      return null;
    };
  }
}
