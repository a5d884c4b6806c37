//DEPS io.smallrye.reactive:mutiny:3.3.0
//SOURCES Action.java
//SOURCES Backend.java
//SOURCES Http.java
//SOURCES Running.java
//SOURCES Subscribed.java
//SOURCES http/JdkClient.java
//SOURCES http/VertxMutinyClient.java

package backend;

import module java.base;

import backend.http.JdkClient;
import backend.http.VertxMutinyClient;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.groups.MultiOnItem;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.smallrye.mutiny.subscription.UniSubscription;

/// SmallRye Mutiny: an operation is a `Uni<Void>`.
///
/// - A task is a `Uni` whose subscription runs on Mutiny's default executor. Tasks are joined with
///   `Uni.join`. If no framework sets another, the default executor is a cached pool: it starts a
///   new thread whenever all are busy.
/// - Timer: `delayIt`, in whole milliseconds, rounded down. Half a millisecond is therefore no
///   delay at all, and its early end is counted as such. The timer runs on Mutiny's scheduled
///   executor, which hands over to the pool. A cancelled delay stays in that executor until it is
///   due, unless it is purged.
/// - Cancellation: `Cancellable.cancel` sends a signal up the chain on the caller's stack. `await`
///   then waits until the pool has nothing to do, and purges the timers.
/// - The first failed child cancels its siblings.
/// - Client: Vert.x's web client 5.0.7, with a `Uni` made from its future, because the binding for
///   Mutiny was not in the registry.
/// - Not the default: each child is also cancelled by its own subscription, because in 3.3.0 a
///   cancellation is lost if it arrives while a child starts; failures after a cancellation go to a
///   handler that drops them, because the default handler prints each.
///
/// Follows smallrye.io/smallrye-mutiny, "emitOn vs. runSubscriptionOn" and "Delaying events".
public final class Mutiny implements Backend<Uni<Void>> {
  private final ExecutorService pool = Executors.newCachedThreadPool();
  private final AtomicInteger running = new AtomicInteger();
  private final Executor executor = this::execute;
  private final ThreadPoolExecutor timers;

  public Mutiny() {
    // The same pool as by default. In addition, its pending work is counted.
    Infrastructure.setDefaultExecutor(executor);
    timers = (ThreadPoolExecutor) Infrastructure.getDefaultWorkerPool();
    // Without this handler, failures after a cancellation are printed.
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
  public Uni<Void> blocking(Action action) {
    return call(action).runSubscriptionOn(executor);
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
  public Uni<Void> after(Uni<Void> operation, Runnable code) {
    return operation.onItem().invoke(code);
  }

  @Override
  public Uni<Void> repeat(int times, IntFunction<Uni<Void>> operation) {
    return each(times).transformToUniAndConcatenate(operation::apply).onItem().ignoreAsUni();
  }

  /// In Mutiny 3.3.0, a cancellation that arrives while a child starts would be lost. Each child is
  /// therefore also cancelled by its own subscription.
  @Override
  public Uni<Void> all(int tasks, IntFunction<Uni<Void>> child) {
    return Uni.createFrom()
        .deferred(() -> {
          var cancelled = new AtomicBoolean();
          var children = new AtomicReferenceArray<UniSubscription>(tasks);
          Runnable cancel =
              () -> {
                cancelled.set(true);
                for (int i = 0; i < tasks; i++)
                  if (children.get(i) != null) children.get(i).cancel();
              };
          var join = Uni.join().<Void>builder();
          for (int task = 0; task < tasks; task++) {
            int i = task;
            join.add(
                Uni.createFrom()
                    .deferred(() ->
                        child
                            .apply(i)
                            .onSubscription()
                            .invoke(started -> {
                              children.set(i, started);
                              if (cancelled.get()) started.cancel();
                            })
                            .runSubscriptionOn(executor)));
          }
          return join.joinAll()
              .andFailFast()
              .replaceWithVoid()
              .onCancellation()
              .invoke(cancel)
              .onFailure()
              .invoke(cancel);
        });
  }

  private static MultiOnItem<Integer> each(int times) {
    return Multi.createFrom().range(0, times).onItem();
  }

  @Override
  public Uni<Void> onCancel(Uni<Void> operation, Runnable teardown) {
    return operation.onCancellation().invoke(teardown);
  }

  /// Vert.x's web client, as in Quarkus, or the JDK's client by `completionStage`.
  @Override
  public Http<Uni<Void>> http(Http.Client client, Http.Endpoint server) {
    return switch (client) {
      case OWN -> new VertxMutinyClient(server);
      case SAME -> JdkClient.bridged(server, send -> Uni.createFrom().completionStage(send::get));
      case WIRE -> throw Http.noSockets();
    };
  }

  @Override
  public Running start(Uni<Void> program) {
    var started = new Subscribed(this::settle);
    var subscription =
        program
            .runSubscriptionOn(executor)
            .subscribe()
            .with(_ -> started.succeeded(), started::failed);
    return started.to(subscription::cancel);
  }

  private void execute(Runnable task) {
    running.incrementAndGet();
    pool.execute(() -> {
      try {
        task.run();
      } finally {
        running.decrementAndGet();
      }
    });
  }

  private void settle() {
    while (running.get() > 0) LockSupport.parkNanos(20_000);
    timers.purge();
  }

  @Override
  public int parallelism() {
    return Runtime.getRuntime().availableProcessors();
  }

  @Override
  public void close() {
    timers.shutdownNow();
    pool.shutdownNow();
  }
}
