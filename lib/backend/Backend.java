//SOURCES Action.java
//SOURCES Http.java
//SOURCES Running.java
//SOURCES Told.java
//SOURCES Unsupported.java

package backend;

import module java.base;

/// One concurrency library, reduced to the few operations in which the scenarios are written. `T`
/// is the library's own type for "something that will happen": a blocking body, a supplier of
/// futures, a `Mono`, a fiber's program. A value of `T` describes work; nothing happens before
/// {@link #start}.
///
/// Every operation may throw {@link Unsupported} if the library has no such thing.
///
/// @param <T> the library's type of an operation
public interface Backend<T> extends AutoCloseable {

  /// Waits on the library's own timer for the whole delay. It ends late by the timer resolution and
  /// the latency of the scheduler. It ends early only if the library itself does. If it is
  /// cancelled, it ends at once.
  T sleep(Duration delay);

  /// Runs user code inside the operation. If the code throws, the operation fails with that
  /// exception.
  T call(Action action);

  /// Runs user code that computes for long or blocks, in the place that the library has for such
  /// code, away from the tasks that wait. After a cancellation, the code may still run to its end.
  default T blocking(Action action) {
    throw new Unsupported("no place of its own for code that computes for long or blocks");
  }

  /// Runs user code that waits by blocking its thread, such as a call of a database driver, where
  /// the library lets such code run. That is the place of {@link #blocking}, unless a task has a
  /// thread of its own, which may wait anywhere.
  default T blockingCall(Action action) {
    return blocking(action);
  }

  /// Runs the operation and then reports how many nanoseconds passed between its start and its end.
  /// It reports exactly once if the operation finished, and never if it failed or was cancelled.
  T timed(T operation, LongConsumer nanos);

  /// Runs the operation and then some code. The code runs exactly once if the operation finished,
  /// and never if it failed or was cancelled. If the code throws, the whole operation fails with
  /// that exception.
  default T after(T operation, Runnable code) {
    return then(operation, call(code::run));
  }

  /// Runs the operation and reports its end to `told`, with the time only if `told` wants it.
  default T told(T operation, Told told) {
    return told.timed() ? timed(operation, told) : after(operation, told);
  }

  /// Runs operations 0 to `times - 1` one after another. It asks for each operation when the
  /// previous one has ended. The first failure or cancellation ends it. A million steps need no
  /// more stack than one.
  T repeat(int times, IntFunction<T> operation);

  /// Asks for children 0 to `tasks - 1`, and finishes when the last child has finished. It starts
  /// each child as a concurrent task of its own when it asks for it, and never on the stack of the
  /// code that asks. A failed child fails the whole operation with that exception; the library's
  /// own rule decides what happens to the siblings. If it is cancelled, it cancels every child and
  /// waits for them.
  T all(int tasks, IntFunction<T> child);

  /// Runs `teardown` exactly once if the operation was started and is cancelled. The teardown runs
  /// before the wait for the operation returns.
  T onCancel(T operation, Runnable teardown);

  /// Runs two operations one after the other: a {@link #repeat} with two steps.
  default T then(T first, T second) {
    return repeat(2, step -> step == 0 ? first : second);
  }

  /// A client of an HTTP server. The caller closes it before the backend.
  default Http<T> http(Http.Client client, Http.Endpoint server) {
    throw new Unsupported("no HTTP client");
  }

  /// Starts a program on the library's default scheduler and returns at once. A cancellation takes
  /// effect where an operation waits; code that only computes runs on. If code of the caller
  /// throws, the program fails. Such code is a `call`, or a function that is asked for operations.
  Running start(T program);

  /// How many operations can run at the same instant: the number of cores that the library's
  /// default scheduler uses.
  int parallelism();

  /// How many tasks can be alive at once.
  default int mostTasks() {
    return Integer.MAX_VALUE;
  }

  /// Refuses a program if so many tasks cannot be alive at once.
  ///
  /// @throws Unsupported with the reason
  default void needs(int tasks) {
    needs(tasks, "tasks");
  }

  /// The same for tasks that have another name, such as racers.
  default void needs(int tasks, String name) {
    if (tasks > mostTasks())
      throw new Unsupported(
          "%,d %s need as many threads; this kernel grants about %,d"
              .formatted(tasks, name, mostTasks()));
  }

  /// The longest time for which the library goes on cleaning up by itself after a cancellation has
  /// ended. It is zero if the library has cleaned up by then.
  default Duration tidiesUpWithin() {
    return Duration.ZERO;
  }

  /// Ends whatever the adapter keeps. No thread, timer or file of the adapter is left behind.
  @Override
  void close();

  /// Throws an exception that Java would require to be declared. Kotlin and Scala have no checked
  /// exceptions, so their interfaces declare none.
  ///
  /// @return never; the type lets the caller write `throw`, so that the compiler sees one
  @SuppressWarnings("unchecked")
  static <E extends Throwable> RuntimeException sneaky(Throwable failure) throws E {
    throw (E) failure;
  }

  /// Returns the exception that a library has wrapped in one of its own.
  static Exception failure(Exception wrapper) {
    return switch (wrapper.getCause()) {
      case Exception cause -> cause;
      case Error error -> throw error;
      case null, default -> wrapper;
    };
  }
}
