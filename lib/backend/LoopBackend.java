//SOURCES Action.java
//SOURCES Backend.java
//SOURCES LoopEnd.java
//SOURCES LoopTask.java

package backend;

import module java.base;

import backend.LoopTask.Operation;

/// What event loops share. An operation starts on the loop of its task and calls back there when it
/// has ended, as handlers of such loops do. Each task has a future of the library, so that others
/// can wait for the task.
///
/// @param <L> the library's event loop
public abstract class LoopBackend<L> implements Backend<Operation<L>> {

  /// Returns what the caller's code threw, or null if it threw nothing. No exception may reach the
  /// loop, because the loop runs everybody's programs.
  static Throwable thrown(Action action) {
    try {
      action.run();
      return null;
    } catch (Throwable failure) {
      return failure;
    }
  }

  /// An operation that ends when a future outside of the loop ends. What follows runs on the task's
  /// loop again.
  static <L> Operation<L> bridged(Supplier<CompletableFuture<Void>> future) {
    return (task, end) -> {
      var outside = future.get();
      outside.whenComplete((_, failure) -> task.execute(() -> end.with(failure)));
      task.awaits(() -> outside.cancel(true));
    };
  }

  /// The operation that the caller's code returns. If that code throws, an operation that fails
  /// with the same exception.
  static <L> Operation<L> asked(IntFunction<Operation<L>> operation, int i) {
    try {
      return operation.apply(i);
    } catch (Throwable failure) {
      return (_, end) -> end.with(failure);
    }
  }

  @Override
  public final Operation<L> call(Action action) {
    return (_, end) -> end.with(thrown(action));
  }

  @Override
  public final Operation<L> timed(Operation<L> operation, LongConsumer nanos) {
    return (task, end) -> operation.in(task, new Stopwatch(System.nanoTime(), nanos, end));
  }

  private record Stopwatch(long start, LongConsumer nanos, LoopEnd end) implements LoopEnd {
    @Override
    public void with(Throwable failure) {
      var told = failure;
      try {
        if (failure == null) nanos.accept(System.nanoTime() - start);
      } catch (Throwable thrown) {
        told = thrown;
      }
      end.with(told);
    }
  }

  @Override
  public final Operation<L> after(Operation<L> operation, Runnable code) {
    return (task, end) ->
        operation.in(
            task,
            failure -> {
              var thrown = failure == null ? thrown(code::run) : failure;
              end.with(thrown);
            });
  }

  @Override
  public final Operation<L> onCancel(Operation<L> operation, Runnable teardown) {
    return (task, end) ->
        operation.in(
            task,
            failure -> {
              var thrown = failure instanceof CancellationException ? thrown(teardown::run) : null;
              end.with(thrown == null ? failure : thrown);
            });
  }

  @Override
  public final Operation<L> repeat(int times, IntFunction<Operation<L>> operation) {
    return (task, end) -> new Steps<>(task, times, operation, end).advance();
  }

  /// The steps of one `repeat`. If a step ends while it is being started, a loop continues with the
  /// next step, not a nested call.
  private static final class Steps<L> implements LoopEnd {
    private final LoopTask<L> task;
    private final int times;
    private final IntFunction<Operation<L>> operation;
    private final LoopEnd end;
    private int next;
    private boolean starting;
    private boolean pending;

    Steps(LoopTask<L> task, int times, IntFunction<Operation<L>> operation, LoopEnd end) {
      this.task = task;
      this.times = times;
      this.operation = operation;
      this.end = end;
    }

    void advance() {
      starting = true;
      do {
        if (next == times) {
          end.with(null);
          break;
        }
        pending = true;
        LoopTask.begin(asked(operation, next++), task, this);
      } while (!pending);
      starting = false;
    }

    @Override
    public void with(Throwable failure) {
      if (failure != null) {
        end.with(failure);
        return;
      }
      pending = false;
      if (!starting) advance();
    }
  }
}
