package backend;

/// A piece of user code that may fail: the body of a `call`, and the whole program of a blocking backend.
@FunctionalInterface
public interface Action {
  void run() throws Exception;
}
