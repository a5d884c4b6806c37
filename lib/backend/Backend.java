//SOURCES Action.java
//SOURCES Http.java
//SOURCES Running.java
//SOURCES Told.java
//SOURCES Unsupported.java

package backend;

import module java.base;

/// One concurrency library, seen as the few operations that the scenarios are written in. `T` is
/// the library's own idea of "something that will happen": a blocking body, a supplier of futures,
/// a `Mono`, a fiber's program. A value of `T` describes work; nothing happens before
/// {@link #start}.
///
/// Every operation may throw {@link Unsupported} when the library has no such thing.
///
/// @param <T> the library's type of an operation
public interface Backend<T> extends AutoCloseable {

  /// Waits on the library's own timer for the whole delay. Ends late by the timer's resolution and
  /// the scheduler's latency; ends early only where the library itself does. Cancelled: ends at
  /// once.
  T sleep(Duration delay);

  /// Runs user code inside the operation. A thrown exception is the failure of the operation.
  T call(Action action);

  /// The same where the library wants code that computes for long or blocks: elsewhere than the
  /// tasks that wait. A cancellation may leave the code running to its end.
  default T blocking(Action action) {
    throw new Unsupported("no place of its own for code that computes for long or blocks");
  }

  /// Runs the operation and then tells how many nanoseconds passed between its start and its end.
  /// Tells exactly once for an operation that finished, never for one that failed or was cancelled.
  T timed(T operation, LongConsumer nanos);

  /// Runs the operation and then some code, exactly once if the operation finished, never if it
  /// failed or was cancelled. A thrown exception is the failure of the whole.
  default T after(T operation, Runnable code) {
    return then(operation, call(code::run));
  }

  /// Runs the operation and tells its end in the way that is wanted.
  default T told(T operation, Told told) {
    return told.timed() ? timed(operation, told) : after(operation, told);
  }

  /// Runs operations 0 to `times - 1` one after another, asking for each when the one before has
  /// ended. The first failure or cancellation ends it. A million steps need no more stack than one.
  T repeat(int times, IntFunction<T> operation);

  /// Asks for children 0 to `tasks - 1`, starts each as a concurrent task of its own when it is
  /// asked for, never on the stack that asks, and finishes when the last has finished. A failed
  /// child fails the whole with that exception; what becomes of its siblings is the library's own
  /// rule. Cancelled: cancels every child and waits.
  T all(int tasks, IntFunction<T> child);

  /// Runs `teardown` exactly once if the operation was started and is cancelled, before whoever
  /// awaits it returns.
  T onCancel(T operation, Runnable teardown);

  /// One operation after another: {@link #repeat} in two steps.
  default T then(T first, T second) {
    return repeat(2, step -> step == 0 ? first : second);
  }

  /// A client of an HTTP server. The caller closes it before the backend.
  default Http<T> http(Http.Client client, Http.Endpoint server) {
    throw new Unsupported("no HTTP client");
  }

  /// Starts a program. Cancellation is delivered where an operation waits: code that only computes
  /// runs on. An exception in code of the caller, be it a `call` or a function that is asked for
  /// operations, fails the program. Returns at once; the program runs on the library's default
  /// scheduler.
  Running start(T program);

  /// How many operations can run at the same instant: cores used by the library's default
  /// scheduler.
  int parallelism();

  /// How many tasks can be alive at once.
  default int mostTasks() {
    return Integer.MAX_VALUE;
  }

  /// How long after a cancellation has ended the library goes on to tidy up by itself, at most:
  /// zero where it has done so by then.
  default Duration tidiesUpWithin() {
    return Duration.ZERO;
  }

  /// Ends whatever the adapter keeps: no thread, timer or file of its own is left behind.
  @Override
  void close();

  /// Throws what Java would want to see declared: Kotlin and Scala have no checked exceptions, so
  /// that their interfaces declare none.
  ///
  /// @return never; for the compiler, which sees a `throw` at the caller's
  @SuppressWarnings("unchecked")
  static <E extends Throwable> RuntimeException sneaky(Throwable failure) throws E {
    throw (E) failure;
  }

  /// The exception that a library wrapped in one of its own.
  static Exception failure(Exception wrapper) {
    return switch (wrapper.getCause()) {
      case Exception cause -> cause;
      case Error error -> throw error;
      case null, default -> wrapper;
    };
  }
}
