//SOURCES Backend.java

package backend;

import module java.base;

/// A started program of a library of reactive streams. There, a cancellation is a signal that nobody answers, and a failure
/// ends the program while siblings may still be in the middle of a step: both are followed by waiting until every thread
/// of the library has ended what it was doing.
final class Subscribed implements Running {
  private final CompletableFuture<Void> ended = new CompletableFuture<>();
  private final Runnable settle;
  private volatile Runnable cancel;

  /// @param settle waits until what runs on the library's threads at the time has ended
  Subscribed(Runnable settle) {
    this.settle = settle;
  }

  /// @param cancel the library's own cancellation of the subscription
  Subscribed to(Runnable cancel) {
    this.cancel = cancel;
    return this;
  }

  void succeeded() {
    ended.complete(null);
  }

  void failed(Throwable failure) {
    ended.completeExceptionally(failure);
  }

  @Override
  public void cancel() {
    if (ended.isDone()) return;
    cancel.run();
    ended.cancel(false);
  }

  @Override
  public void await() throws Exception {
    try {
      ended.get();
    } catch (CancellationException e) {
      settle.run();
    } catch (ExecutionException e) {
      settle.run();
      throw Backend.failure(e);
    }
  }

  /// Waits until each of the workers, one per thread, has run an empty task.
  static void flush(int threads, Consumer<Runnable> nextWorker) {
    var flushed = new CountDownLatch(threads);
    for (int i = 0; i < threads; i++) nextWorker.accept(flushed::countDown);
    try {
      flushed.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
