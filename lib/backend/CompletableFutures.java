//SOURCES Backend.java
//SOURCES Program.java
//SOURCES http/JdkClient.java

package backend;

import module java.base;

import backend.http.JdkClient;

/// `CompletableFuture`, with its default pool.
///
/// - A task is a `runAsync` on the common `ForkJoinPool`, which has one thread less than there are
///   processors, and not less than one.
/// - Timer: `schedule` of the common pool (since JDK 25), in nanoseconds. It is the one behind `delayedExecutor` and
///   `completeOnTimeout`, can be taken back, unlike that of the former, and what follows runs on the pool, unlike with
///   the latter.
/// - Cancellation: `cancel` completes a future, but does not reach the futures that it waits for. A {@link Link} sends it
///   there, down to the timers, as users must write it by hand; code that is running is not interrupted. `await`
///   returns when every child has completed.
/// - A failed child does not stop its siblings: `allOf` completes when all have, with one of the failures.
///
/// Follows {@link CompletableFuture}.
public final class CompletableFutures implements Backend<Supplier<CompletableFuture<Void>>> {

  /// A future that passes `cancel` on to the one that it waits for, and ends when that has ended.
  private static class Link extends CompletableFuture<Void> {
    // Apart, since most links wait for one all their life: writing a volatile field costs a fence.
    private final Future<?> first;
    private volatile Future<?> next;
    private volatile boolean cancelled;

    Link(Future<?> first) {
      this.first = first;
    }

    /// Waits for this one from now on. Whoever comes second, this or `cancel`, sees what the first has written.
    void on(Future<?> future) {
      next = future;
      if (cancelled) future.cancel(false);
    }

    boolean cancelled() {
      return cancelled;
    }

    void end(Throwable failure) {
      if (failure instanceof CompletionException wrapper) failure = wrapper.getCause();
      if (failure == null) complete(null);
      else completeExceptionally(failure);
    }

    /// What `whenComplete` and its like make of a link waits for it, so that it is one too.
    @Override
    @SuppressWarnings("unchecked")
    public <U> CompletableFuture<U> newIncompleteFuture() {
      return (CompletableFuture<U>) new Link(this);
    }

    @Override
    public boolean cancel(boolean mayInterrupt) {
      if (isDone()) return false;
      cancelled = true;
      var waited = next == null ? first : next;
      if (waited != null) waited.cancel(false);
      return true;
    }
  }

  /// Where a cancellation arrives: it ends the future and takes its timer back.
  private static final class Timer extends Link {
    private final Future<?> timer;

    Timer(Duration delay) {
      super(null);
      timer =
          ForkJoinPool.commonPool()
              .schedule(() -> complete(null), delay.toNanos(), TimeUnit.NANOSECONDS);
    }

    @Override
    public boolean cancel(boolean mayInterrupt) {
      timer.cancel(false);
      return completeExceptionally(new CancellationException());
    }
  }

  @Override
  public Supplier<CompletableFuture<Void>> sleep(Duration delay) {
    return () -> new Timer(delay);
  }

  @Override
  public Supplier<CompletableFuture<Void>> call(Action action) {
    return () -> {
      try {
        action.run();
        return CompletableFuture.completedFuture(null);
      } catch (Throwable failure) {
        return CompletableFuture.failedFuture(failure);
      }
    };
  }

  @Override
  public Supplier<CompletableFuture<Void>> timed(
      Supplier<CompletableFuture<Void>> operation, LongConsumer nanos) {
    return () -> {
      long start = System.nanoTime();
      return operation
          .get()
          .whenComplete((_, failure) -> {
            if (failure == null) nanos.accept(System.nanoTime() - start);
          });
    };
  }

  @Override
  public Supplier<CompletableFuture<Void>> after(
      Supplier<CompletableFuture<Void>> operation, Runnable code) {
    return () -> operation.get().thenRun(code);
  }

  /// Not `whenComplete`, which drops what the teardown throws in favour of the cancellation.
  @Override
  public Supplier<CompletableFuture<Void>> onCancel(
      Supplier<CompletableFuture<Void>> operation, Runnable teardown) {
    return () -> {
      var running = operation.get();
      var link = new Link(running);
      running.whenComplete((_, failure) -> {
        try {
          if (isCancellation(failure)) teardown.run();
          link.end(failure);
        } catch (Throwable thrown) {
          link.end(thrown);
        }
      });
      return link;
    };
  }

  private static boolean isCancellation(Throwable failure) {
    return failure instanceof CancellationException
        || failure instanceof CompletionException wrapper
            && wrapper.getCause() instanceof CancellationException;
  }

  @Override
  public Supplier<CompletableFuture<Void>> repeat(
      int times, IntFunction<Supplier<CompletableFuture<Void>>> operation) {
    return () -> {
      var link = new Link(null);
      step(0, times, operation, link);
      return link;
    };
  }

  /// The operation that the caller gives when it is asked, or one that fails as the caller did.
  private static Supplier<CompletableFuture<Void>> asked(
      IntFunction<Supplier<CompletableFuture<Void>>> operation, int i) {
    try {
      return operation.apply(i);
    } catch (Throwable failure) {
      return () -> CompletableFuture.failedFuture(failure);
    }
  }

  /// A step that has completed already is followed by the loop, any other by its own completion.
  private static void step(
      int from, int times, IntFunction<Supplier<CompletableFuture<Void>>> operation, Link link) {
    for (int i = from; i < times; i++) {
      if (link.cancelled()) {
        link.end(new CancellationException());
        return;
      }
      var current = asked(operation, i).get();
      if (current.isDone() && !current.isCompletedExceptionally()) continue;
      int next = i + 1;
      link.on(current);
      current.whenComplete((_, failure) -> {
        if (failure == null) step(next, times, operation, link);
        else link.end(failure);
      });
      return;
    }
    link.end(null);
  }

  @Override
  public Supplier<CompletableFuture<Void>> all(
      int tasks, IntFunction<Supplier<CompletableFuture<Void>>> child) {
    return () -> {
      var children = new CompletableFuture<?>[tasks];
      for (int i = 0; i < tasks; i++) children[i] = spawn(asked(child, i));
      var link =
          new Link(null) {
            @Override
            public boolean cancel(boolean mayInterrupt) {
              for (var one : children) one.cancel(false);
              return true;
            }
          };
      CompletableFuture.allOf(children).whenComplete((_, failure) -> link.end(failure));
      return link;
    };
  }

  private static Link spawn(Supplier<CompletableFuture<Void>> body) {
    var link = new Link(null);
    link.defaultExecutor()
        .execute(() -> {
          if (link.cancelled()) {
            link.end(new CancellationException());
            return;
          }
          try {
            var running = body.get();
            link.on(running);
            running.whenComplete((_, failure) -> link.end(failure));
          } catch (Throwable failure) {
            link.end(failure);
          }
        });
    return link;
  }

  /// The JDK's client, whose futures these are.
  @Override
  public Http<Supplier<CompletableFuture<Void>>> http(Http.Endpoint server) {
    return JdkClient.bridged(
        server,
        send ->
            () -> {
              var sent = send.get();
              var link = new Link(sent);
              sent.whenComplete((_, failure) -> link.end(failure));
              return link;
            });
  }

  @Override
  public Running start(Supplier<CompletableFuture<Void>> program) {
    var ended = spawn(program);
    return new Program(ended, () -> ended.cancel(false));
  }

  @Override
  public int parallelism() {
    return ForkJoinPool.commonPool().getParallelism();
  }

  @Override
  public void close() {}
}
