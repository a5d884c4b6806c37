//SOURCES ../CompletableFutures.java
//SOURCES ../Http.java
//SOURCES ../Plain.java
//SOURCES ../Program.java
//SOURCES ../Running.java
//SOURCES ../Stages.java
//SOURCES ../Unsupported.java
//SOURCES ../http/JdkClient.java

package backend.plain;

import module java.base;

import backend.CompletableFutures;
import backend.Http;
import backend.Plain;
import backend.Program;
import backend.Running;
import backend.Stages;
import backend.Unsupported;
import backend.http.JdkClient;

/// `CompletableFuture` as its users have it: chains of its own methods on its default pool. A
/// cancellation completes the last future of a chain, and reaches none of those before it.
///
/// Follows {@link CompletableFuture}.
public final class PlainCompletableFutures extends Plain<Supplier<CompletableFuture<Void>>> {

  public PlainCompletableFutures() {
    super(new CompletableFutures());
  }

  @Override
  public Supplier<CompletableFuture<Void>> sleep(Duration delay) {
    return () ->
        CompletableFuture.runAsync(
            () -> {}, CompletableFuture.delayedExecutor(delay.toNanos(), TimeUnit.NANOSECONDS));
  }

  @Override
  public Supplier<CompletableFuture<Void>> timed(
      Supplier<CompletableFuture<Void>> operation, LongConsumer nanos) {
    return () -> {
      long start = System.nanoTime();
      return operation.get().thenRun(() -> nanos.accept(System.nanoTime() - start));
    };
  }

  @Override
  public Supplier<CompletableFuture<Void>> after(
      Supplier<CompletableFuture<Void>> operation, Runnable code) {
    return () -> operation.get().thenRun(code);
  }

  /// The usual recursion: each step composes the next one.
  @Override
  public Supplier<CompletableFuture<Void>> repeat(
      int times, IntFunction<Supplier<CompletableFuture<Void>>> operation) {
    return () -> step(0, times, operation);
  }

  private static CompletableFuture<Void> step(
      int i, int times, IntFunction<Supplier<CompletableFuture<Void>>> operation) {
    return i == times
        ? CompletableFuture.completedFuture(null)
        : operation.apply(i).get().thenCompose(_ -> step(i + 1, times, operation));
  }

  @Override
  public Supplier<CompletableFuture<Void>> all(
      int tasks, IntFunction<Supplier<CompletableFuture<Void>>> child) {
    return () -> CompletableFuture.allOf(tasks(tasks, child));
  }

  private static CompletableFuture<?>[] tasks(
      int tasks, IntFunction<Supplier<CompletableFuture<Void>>> child) {
    return IntStream.range(0, tasks)
        .mapToObj(i -> task(child.apply(i)))
        .toArray(CompletableFuture<?>[]::new);
  }

  /// A task of its own, on the default pool.
  private static CompletableFuture<Void> task(Supplier<CompletableFuture<Void>> body) {
    return CompletableFuture.supplyAsync(body).thenCompose(Function.identity());
  }

  /// `whenComplete` of the operation's own future. A cancellation is seen only if it reaches that
  /// future.
  @Override
  public Supplier<CompletableFuture<Void>> onCancel(
      Supplier<CompletableFuture<Void>> operation, Runnable teardown) {
    return () -> {
      var running = operation.get();
      running.whenComplete((_, failure) -> {
        if (failure != null && cancelled(failure)) teardown.run();
      });
      return running;
    };
  }

  private static boolean cancelled(Throwable failure) {
    return failure instanceof CancellationException
        || failure.getCause() instanceof CancellationException;
  }

  @Override
  public Http<Supplier<CompletableFuture<Void>>> http(Http.Client client, Http.Endpoint server) {
    if (client == Http.Client.WIRE) throw Http.noSockets();
    return JdkClient.bridged(server, send -> send);
  }

  /// The handle of a program is the last future of its chain.
  @Override
  public Running start(Supplier<CompletableFuture<Void>> program) {
    var last = CompletableFuture.supplyAsync(program);
    return new Program(
        last.thenCompose(Function.identity()), () -> last.thenAccept(one -> one.cancel(true)));
  }

  /// `orTimeout`. It completes the future, and does nothing to what would complete it.
  @Override
  public Supplier<CompletableFuture<Void>> timeout(
      Supplier<CompletableFuture<Void>> operation, Duration limit) {
    return () -> operation.get().orTimeout(limit.toNanos(), TimeUnit.NANOSECONDS);
  }

  /// By hand, as is usual, because `anyOf` ends with the first future, also if that has failed: the
  /// first to finish well completes the winner, and the failure of all fails it. The losers run on.
  @Override
  public Supplier<CompletableFuture<Void>> race(
      int racers, IntFunction<Supplier<CompletableFuture<Void>>> racer) {
    return () -> {
      var winner = new CompletableFuture<Void>();
      var left = new AtomicInteger(racers);
      for (int i = 0; i < racers; i++) {
        task(racer.apply(i))
            .whenComplete((_, failure) -> {
              if (failure == null) winner.complete(null);
              else if (left.decrementAndGet() == 0) winner.completeExceptionally(failure);
            });
      }
      return winner;
    };
  }

  @Override
  public String losersRunOn() {
    return "no future of a race cancels another: the losers run on";
  }

  @Override
  public String siblingsRunOn() {
    return "allOf waits for all futures, and a failure cancels none of them";
  }

  /// `copy`. No cancellation goes from the copy to the original.
  @Override
  public Supplier<CompletableFuture<Void>> shield(Supplier<CompletableFuture<Void>> operation) {
    return () -> operation.get().copy();
  }

  @Override
  public Supplier<CompletableFuture<Void>> detach(Supplier<CompletableFuture<Void>> operation) {
    return call(() -> task(operation));
  }

  @Override
  public Supplier<CompletableFuture<Void>> caught(
      Supplier<CompletableFuture<Void>> operation, Consumer<Throwable> seen) {
    return resumed(operation, failure -> !cancelled(failure), seen);
  }

  @Override
  public Supplier<CompletableFuture<Void>> swallow(
      Supplier<CompletableFuture<Void>> operation, Consumer<Throwable> seen) {
    return resumed(operation, PlainCompletableFutures::cancelled, seen);
  }

  private static Supplier<CompletableFuture<Void>> resumed(
      Supplier<CompletableFuture<Void>> operation,
      Predicate<Throwable> after,
      Consumer<Throwable> seen) {
    return () ->
        operation
            .get()
            .exceptionallyCompose(failure -> {
              if (!after.test(failure)) return CompletableFuture.failedFuture(failure);
              seen.accept(failure);
              return CompletableFuture.completedFuture(null);
            });
  }

  @Override
  public Channel<Supplier<CompletableFuture<Void>>> channel(int capacity) {
    throw new Unsupported("no channel; the queues of the JDK block a thread of the pool");
  }

  @Override
  public Supplier<CompletableFuture<Void>> stream(Stages stages) {
    throw new Unsupported("the JDK has the interfaces of Flow and a publisher, but no operators");
  }

  @Override
  public Limiter<Supplier<CompletableFuture<Void>>> limiter(int permits) {
    throw new Unsupported("no semaphore of stages; the JDK's blocks a thread of the pool");
  }

  @Override
  public Local<Supplier<CompletableFuture<Void>>> local() {
    throw new Unsupported("no context; a thread of the pool takes over nothing from who calls it");
  }
}
