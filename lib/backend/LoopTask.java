//SOURCES LoopBackend.java

package backend;

import module java.base;

/// A task of an event loop: its body, what it waits for, and who is told its end. No loop passes a
/// cancellation on to what a task waits for, so that the task remembers it. Everything happens on
/// the task's own loop.
///
/// @param <L> the library's event loop
abstract class LoopTask<L> implements Runnable, LoopBackend.End {
  final L loop;
  private LoopBackend.Operation<L> body;
  private LoopBackend.Awaited awaited = () -> {};
  private boolean cancelled;

  LoopTask(L loop, LoopBackend.Operation<L> body) {
    this.loop = loop;
    this.body = body;
  }

  /// Lets the loop run something, later; to be called on any thread.
  abstract void execute(Runnable step);

  /// Begins the body, which is not kept any longer, unless the task has been cancelled before.
  @Override
  public final void run() {
    var begins = body;
    body = null;
    if (cancelled) with(LoopBackend.CANCELLED);
    else begins.in(this, this);
  }

  /// From now on, the task waits for this. A cancellation that came while it was not waiting
  /// reaches it now.
  final void awaits(LoopBackend.Awaited next) {
    awaited = next;
    if (cancelled) next.cancel();
  }

  /// The same for children, each on a loop of its own.
  final void awaits(List<? extends LoopTask<L>> children) {
    awaits(() -> children.forEach(child -> child.execute(child::cancel)));
  }

  final void cancel() {
    if (cancelled) return;
    cancelled = true;
    awaited.cancel();
  }
}
