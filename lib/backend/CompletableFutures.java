//SOURCES Backend.java

package backend;

import module java.base;

/// `CompletableFuture`, with its default pool.
///
/// - A task is a `runAsync` on the common `ForkJoinPool`, which has one thread less than there are
///   processors, and not less than one.
/// - Timer: `completeOnTimeout`, in nanoseconds, on the pool's delay scheduler; what follows runs on the pool, as
///   with `delayedExecutor`, whose timers however cannot be taken back.
/// - Cancellation: `cancel` completes a future, but does not reach the futures that it waits for. A {@link Link} sends it
///   there, down to the timers, as users must write it by hand; code that is running is not interrupted. `await`
///   returns when every child has completed.
/// - A failed child does not stop its siblings: `allOf` completes when all have, with one of the failures.
///
/// Follows {@link CompletableFuture}.
public final class CompletableFutures implements Backend<Supplier<CompletableFuture<Void>>> {

  /// A future that passes `cancel` on to whatever it waits for, and ends when that has ended.
  private static final class Link extends CompletableFuture<Void> {
    private boolean cancelled;
    private Runnable source = () -> {};

    synchronized boolean cancelled() {
      return cancelled;
    }

    /// Waits for `next`, which is cancelled at once if this has been.
    Link on(Runnable cancelNext) {
      boolean late;
      synchronized (this) {
        source = cancelNext;
        late = cancelled;
      }
      if (late) cancelNext.run();
      return this;
    }

    Link on(CompletableFuture<?> next) {
      return on(() -> next.cancel(false));
    }

    void end(Throwable failure) {
      if (failure instanceof CompletionException wrapper) failure = wrapper.getCause();
      if (failure == null) complete(null);
      else completeExceptionally(failure);
    }

    @Override
    public boolean cancel(boolean mayInterrupt) {
      Runnable next;
      synchronized (this) {
        if (cancelled || isDone()) return false;
        cancelled = true;
        next = source;
      }
      next.run();
      return true;
    }
  }

  @Override
  public Supplier<CompletableFuture<Void>> sleep(Duration delay) {
    return () -> {
      var timer =
          new CompletableFuture<Void>()
              .completeOnTimeout(null, delay.toNanos(), TimeUnit.NANOSECONDS);
      var link = new Link().on(timer);
      timer.whenCompleteAsync((_, failure) -> link.end(failure));
      return link;
    };
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
      return then(
          operation.get(),
          failure -> {
            if (failure == null) nanos.accept(System.nanoTime() - start);
          });
    };
  }

  @Override
  public Supplier<CompletableFuture<Void>> onCancel(
      Supplier<CompletableFuture<Void>> operation, Runnable teardown) {
    return () ->
        then(
            operation.get(),
            failure -> {
              if (failure instanceof CancellationException) teardown.run();
            });
  }

  /// The source's end, after `action` has seen it.
  private static CompletableFuture<Void> then(
      CompletableFuture<Void> source, Consumer<Throwable> action) {
    var link = new Link().on(source);
    source.whenComplete((_, failure) -> {
      try {
        action.accept(failure);
        link.end(failure);
      } catch (Throwable thrown) {
        link.end(thrown);
      }
    });
    return link;
  }

  @Override
  public Supplier<CompletableFuture<Void>> repeat(
      int times, IntFunction<Supplier<CompletableFuture<Void>>> operation) {
    return () -> {
      var link = new Link();
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
      if (!current.isDone()) {
        int next = i + 1;
        link.on(current);
        current.whenComplete((_, failure) -> {
          if (failure == null) step(next, times, operation, link);
          else link.end(failure);
        });
        return;
      }
      if (current.isCompletedExceptionally()) {
        link.end(current.exceptionNow());
        return;
      }
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
          new Link()
              .on(() -> {
                for (var one : children) one.cancel(false);
              });
      CompletableFuture.allOf(children).whenComplete((_, failure) -> link.end(failure));
      return link;
    };
  }

  private static Link spawn(Supplier<CompletableFuture<Void>> body) {
    var link = new Link();
    CompletableFuture.runAsync(() -> {
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

  @Override
  public Running start(Supplier<CompletableFuture<Void>> program) {
    var future = spawn(program);
    return new Running() {
      @Override
      public void cancel() {
        future.cancel(false);
      }

      @Override
      public void await() throws Exception {
        try {
          future.get();
        } catch (CancellationException e) {
          // Asked for by cancel.
        } catch (ExecutionException e) {
          throw Backend.failure(e);
        }
      }
    };
  }

  @Override
  public int parallelism() {
    return ForkJoinPool.commonPool().getParallelism();
  }

  @Override
  public void close() {}
}
