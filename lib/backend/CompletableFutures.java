//SOURCES Action.java
//SOURCES Backend.java
//SOURCES Cancelled.java
//SOURCES Http.java
//SOURCES Program.java
//SOURCES Running.java
//SOURCES http/JdkClient.java

package backend;

import module java.base;

import backend.http.JdkClient;

/// `CompletableFuture`, with its default pool.
///
/// - A task is a `runAsync` on the common `ForkJoinPool`, which has one thread less than there are
///   processors, and not less than one.
/// - Timer: `schedule` of the common pool (since JDK 25), in nanoseconds. It is the timer behind
///   `delayedExecutor` and `completeOnTimeout`. Unlike a delay by `delayedExecutor`, it can be
///   cancelled. Unlike with `completeOnTimeout`, what follows runs on the pool.
/// - Cancellation: `CompletableFuture` does not propagate it. `cancel` completes a future, but does
///   not reach the futures for which it waits. A {@link Link} passes the cancellation on, down to
///   the timers, as users must do by hand. Code that is running is not interrupted. `await` returns
///   when every child has completed.
/// - Failures are passed on by `handle`. `whenComplete` would wrap each failure in a
///   `CompletionException` of its own, whose stack trace costs more than the rest of a
///   cancellation.
/// - A failed child does not stop its siblings: `allOf` waits for all, and the first failure is
///   reported.
/// - Client: `HttpClient.sendAsync` of the JDK.
/// - Not the default: a cancellation is passed on to the timers, because the library stops it at
///   the future that was cancelled; delays are `schedule` of the common pool, because a delay by
///   `delayedExecutor` cannot be cancelled.
///
/// Follows {@link CompletableFuture}.
public final class CompletableFutures implements Backend<Supplier<CompletableFuture<Void>>> {

  /// A future that passes `cancel` on to the future for which it waits, and ends when that future
  /// has ended. It is also the function that `handle` of that future calls.
  private static class Link extends CompletableFuture<Void>
      implements BiFunction<Object, Throwable, Void> {
    // The first future has a field of its own. Most links wait for a single future all their life,
    // and writing a volatile field costs a fence.
    private final Future<?> first;
    private volatile Future<?> next;
    private volatile boolean cancelled;

    Link(Future<?> first) {
      this.first = first;
    }

    /// Waits for this future from now on. If this method and `cancel` run at the same time, the
    /// second of them sees what the first has written.
    void on(Future<?> future) {
      next = future;
      if (cancelled) future.cancel(false);
    }

    boolean cancelled() {
      return cancelled;
    }

    @Override
    public final Void apply(Object value, Throwable failure) {
      end(failure instanceof CompletionException wrapper ? wrapper.getCause() : failure);
      return null;
    }

    /// @param failure null if there was none
    void end(Throwable failure) {
      if (failure == null) complete(null);
      else completeExceptionally(failure);
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

  /// The last future that a cancellation reaches. The cancellation ends this future and cancels its
  /// timer.
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
      return completeExceptionally(Cancelled.ONE);
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
      return followed(
          operation.get(),
          failure -> {
            if (failure == null) nanos.accept(System.nanoTime() - start);
          });
    };
  }

  @Override
  public Supplier<CompletableFuture<Void>> after(
      Supplier<CompletableFuture<Void>> operation, Runnable code) {
    return () ->
        followed(
            operation.get(),
            failure -> {
              if (failure == null) code.run();
            });
  }

  @Override
  public Supplier<CompletableFuture<Void>> onCancel(
      Supplier<CompletableFuture<Void>> operation, Runnable teardown) {
    return () ->
        followed(
            operation.get(),
            failure -> {
              if (failure instanceof CancellationException) teardown.run();
            });
  }

  /// Runs code when a future has ended. The code is called with the failure of the future, or with
  /// null. A cancellation is passed on to the future.
  private static Link followed(CompletableFuture<Void> running, Consumer<Throwable> code) {
    return after(
        running,
        new Link(running) {
          @Override
          void end(Throwable failure) {
            try {
              code.accept(failure);
              super.end(failure);
            } catch (Throwable thrown) {
              super.end(thrown);
            }
          }
        });
  }

  private static Link after(CompletableFuture<Void> running, Link link) {
    running.handle(link);
    return link;
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

  /// The operation that the caller's code returns. If that code throws, an operation that fails
  /// with the same exception.
  private static Supplier<CompletableFuture<Void>> asked(
      IntFunction<Supplier<CompletableFuture<Void>>> operation, int i) {
    try {
      return operation.apply(i);
    } catch (Throwable failure) {
      return () -> CompletableFuture.failedFuture(failure);
    }
  }

  /// If a step has already completed, the loop runs the next one. Otherwise, the completion of the
  /// step runs it.
  private static void step(
      int from, int times, IntFunction<Supplier<CompletableFuture<Void>>> operation, Link link) {
    for (int i = from; i < times; i++) {
      if (link.cancelled()) {
        link.end(Cancelled.ONE);
        return;
      }
      var current = asked(operation, i).get();
      if (current.isDone() && !current.isCompletedExceptionally()) continue;
      int next = i + 1;
      link.on(current);
      current.handle((_, failure) -> {
        if (failure == null) step(next, times, operation, link);
        else link.apply(null, failure);
        return null;
      });
      return;
    }
    link.end(null);
  }

  @Override
  public Supplier<CompletableFuture<Void>> all(
      int tasks, IntFunction<Supplier<CompletableFuture<Void>>> child) {
    return () -> {
      var failed = new AtomicReference<Throwable>();
      var children = new CompletableFuture<?>[tasks];
      for (int i = 0; i < tasks; i++) children[i] = spawn(asked(child, i), new Child(failed));
      var link =
          new Link(null) {
            @Override
            public boolean cancel(boolean mayInterrupt) {
              for (var one : children) one.cancel(false);
              return true;
            }

            @Override
            void end(Throwable failure) {
              super.end(failed.get());
            }
          };
      CompletableFuture.allOf(children).handle(link);
      return link;
    };
  }

  /// Reports a failure to its parent, but completes normally, because `allOf` would wrap each
  /// failure in an exception of its own.
  private static final class Child extends Link {
    private final AtomicReference<Throwable> failed;

    Child(AtomicReference<Throwable> failed) {
      super(null);
      this.failed = failed;
    }

    @Override
    void end(Throwable failure) {
      if (failure != null) failed.compareAndSet(null, failure);
      super.end(null);
    }
  }

  private static Link spawn(Supplier<CompletableFuture<Void>> body, Link link) {
    link.defaultExecutor()
        .execute(() -> {
          if (link.cancelled()) {
            link.end(Cancelled.ONE);
            return;
          }
          try {
            var running = body.get();
            link.on(running);
            running.handle(link);
          } catch (Throwable failure) {
            link.end(failure);
          }
        });
    return link;
  }

  /// The JDK's client, which itself returns such futures.
  @Override
  public Http<Supplier<CompletableFuture<Void>>> http(Http.Client client, Http.Endpoint server) {
    if (client == Http.Client.WIRE) throw Http.noSockets();
    return JdkClient.bridged(
        server,
        send ->
            () -> {
              var sent = send.get();
              return after(sent, new Link(sent));
            });
  }

  @Override
  public Running start(Supplier<CompletableFuture<Void>> program) {
    var ended = spawn(program, new Link(null));
    return new Program(ended, () -> ended.cancel(false));
  }

  @Override
  public int parallelism() {
    return ForkJoinPool.commonPool().getParallelism();
  }

  @Override
  public void close() {}
}
