//DEPS io.smallrye.reactive:mutiny:3.3.0
//SOURCES Subscribed.java

package backend;

import module java.base;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.groups.MultiOnItem;
import io.smallrye.mutiny.infrastructure.Infrastructure;

/// SmallRye Mutiny: an operation is a `Uni<Void>`.
///
/// - A task is a `Uni` whose subscription runs on Mutiny's default executor, merged into a `Multi` without a limit. Without
///   a framework that sets another, the default executor is a cached pool: it starts threads as long as all are busy.
/// - Timer: `delayIt`, in whole milliseconds, cut off: half of one is no delay at all, and its early end is counted as
///   such. It runs on Mutiny's scheduled executor, which hands over to the pool. A cancelled delay stays
///   in that executor until it is due; the adapter purges it before the next program.
/// - Cancellation: `Cancellable.cancel` sends a signal up the chain on the caller's stack; `await` then waits until the
///   pool has nothing to do.
/// - The first failed child cancels its siblings.
///
/// Follows smallrye.io/smallrye-mutiny, "emitOn vs. runSubscriptionOn" and "Delaying events".
public final class Mutiny implements Backend<Uni<Void>> {
  private final ThreadPoolExecutor executor;
  private final ThreadPoolExecutor timers;

  public Mutiny() {
    // The one before has no threads left once it has been closed.
    Infrastructure.setDefaultExecutor();
    executor = (ThreadPoolExecutor) Infrastructure.getDefaultExecutor();
    timers = (ThreadPoolExecutor) Infrastructure.getDefaultWorkerPool();
    // Without it, what fails after its cancellation is printed.
    Infrastructure.setDroppedExceptionHandler(_ -> {});
  }

  @Override
  public Uni<Void> sleep(Duration delay) {
    var now = Uni.createFrom().voidItem();
    return delay.isZero() ? now : now.onItem().delayIt().by(delay);
  }

  @Override
  public Uni<Void> call(Action action) {
    return Uni.createFrom()
        .deferred(() -> {
          try {
            action.run();
            return Uni.createFrom().voidItem();
          } catch (Exception failure) {
            return Uni.createFrom().failure(failure);
          }
        });
  }

  @Override
  public Uni<Void> timed(Uni<Void> operation, LongConsumer nanos) {
    return Uni.createFrom()
        .deferred(() -> {
          long start = System.nanoTime();
          return operation.onItem().invoke(() -> nanos.accept(System.nanoTime() - start));
        });
  }

  @Override
  public Uni<Void> repeat(int times, IntFunction<Uni<Void>> operation) {
    return each(times).transformToUniAndConcatenate(operation::apply).onItem().ignoreAsUni();
  }

  @Override
  public Uni<Void> all(int tasks, IntFunction<Uni<Void>> child) {
    return each(tasks)
        .transformToUni(i -> child.apply(i).runSubscriptionOn(executor))
        .merge(Math.max(1, tasks))
        .onItem()
        .ignoreAsUni();
  }

  private static MultiOnItem<Integer> each(int times) {
    return Multi.createFrom().range(0, times).onItem();
  }

  @Override
  public Uni<Void> onCancel(Uni<Void> operation, Runnable teardown) {
    return operation.onCancellation().invoke(teardown);
  }

  @Override
  public Running start(Uni<Void> program) {
    timers.purge();
    var running = new Subscribed(this::settle);
    var subscription =
        program
            .runSubscriptionOn(executor)
            .subscribe()
            .with(_ -> running.succeeded(), running::failed);
    return running.to(subscription::cancel);
  }

  /// Looks twice: between the queue and its thread, a step is not counted for an instant.
  private void settle() {
    for (int idle = 0; idle < 2; idle = executor.getActiveCount() == 0 ? idle + 1 : 0)
      LockSupport.parkNanos(20_000);
  }

  @Override
  public int parallelism() {
    return Runtime.getRuntime().availableProcessors();
  }

  @Override
  public void close() {
    timers.shutdownNow();
    executor.shutdownNow();
  }
}
