package backend;

import module java.base;

/// A task of a library whose futures do not pass a cancellation on to what they wait for: it knows what it waits for, and
/// cancels that. Everything but {@link #cancel} happens on the task's own event loop.
///
/// @param <L> the library's event loop
final class LoopTask<L> {
  final L loop;
  private final Executor executor;
  private Runnable awaited = () -> {};
  private boolean cancelled;
  private Throwable mistake;

  /// @param executor runs code on that loop
  LoopTask(L loop, Executor executor) {
    this.loop = loop;
    this.executor = executor;
  }

  /// From now on, the task waits for this. A cancellation that came while the task was not waiting reaches it now.
  void awaits(Runnable cancelAwaited) {
    awaited = cancelAwaited;
    if (cancelled) cancelAwaited.run();
  }

  void awaits(List<LoopTask<L>> children) {
    awaits(() -> children.forEach(LoopTask::cancel));
  }

  boolean cancelled() {
    return cancelled;
  }

  /// Runs code of the caller where a future is listened to, which would keep its exception to itself: the task fails with it.
  void listens(Runnable code) {
    try {
      code.run();
    } catch (Throwable failure) {
      if (mistake == null) mistake = failure;
    }
  }

  /// How a step of the task ended: by its own failure, by a mistake where it was listened to, or well (null).
  Throwable outcome(Throwable failure) {
    return mistake == null ? failure : mistake;
  }

  void execute(Runnable step) {
    executor.execute(step);
  }

  void cancel() {
    execute(() -> {
      if (cancelled) return;
      cancelled = true;
      awaited.run();
    });
  }
}
