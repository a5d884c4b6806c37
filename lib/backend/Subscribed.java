//SOURCES Backend.java
//SOURCES Running.java

package backend;

import module java.base;

/// A started program of a library of reactive streams. In such a library, a cancellation is a
/// signal that gets no answer. A failure ends the program while siblings may still be in the middle
/// of a step. After both, this class waits until every thread of the library has finished what it
/// was doing.
public final class Subscribed implements Running {
  private final CompletableFuture<Void> ended = new CompletableFuture<>();
  private final Runnable settle;
  private volatile Runnable cancel;
  private volatile boolean cancelled;

  /// @param settle waits until everything has ended that runs on the library's threads at the time
  public Subscribed(Runnable settle) {
    this.settle = settle;
  }

  /// @param cancel the library's own cancellation of the subscription
  public Subscribed to(Runnable cancel) {
    this.cancel = cancel;
    return this;
  }

  public void succeeded() {
    ended.complete(null);
  }

  public void failed(Throwable failure) {
    ended.completeExceptionally(failure);
  }

  @Override
  public void cancel() {
    if (ended.isDone()) return;
    cancelled = true;
    cancel.run();
    ended.cancel(false);
  }

  @Override
  public void await() throws Exception {
    try {
      ended.get();
    } catch (CancellationException e) {
      settle.run();
      if (!cancelled) throw e;
    } catch (ExecutionException e) {
      settle.run();
      throw Backend.failure(e);
    }
  }

  /// Waits until every thread of a scheduler has run an empty task. The library chooses the thread
  /// of each task, so more tasks are given to it until all threads have answered.
  static void flush(int threads, Consumer<Runnable> schedule) {
    var answered = ConcurrentHashMap.<Thread>newKeySet();
    while (answered.size() < threads) {
      var round = new CountDownLatch(threads);
      for (int i = 0; i < threads; i++) {
        schedule.accept(() -> {
          answered.add(Thread.currentThread());
          round.countDown();
        });
      }
      try {
        round.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }
}
