package backend;

/// A program that has been started.
public interface Running {

  /// Asks the program to end early, by the library's own means, and returns without waiting for it.
  /// It has no effect on a program that has ended. A second call has no effect.
  void cancel();

  /// Blocks until nothing of the program runs any more. Returns normally when the program has
  /// finished or has been cancelled by {@link #cancel}.
  ///
  /// @throws Exception the failure of the program: the very exception that a child threw
  void await() throws Exception;
}
