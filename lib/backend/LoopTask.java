//SOURCES Cancelled.java
//SOURCES LoopEnd.java

package backend;

import module java.base;

/// A task of an event loop: its body, what it waits for, and who is notified of its end. No loop
/// passes a cancellation on to what a task waits for, so the task remembers that. Everything
/// happens on the task's own loop.
///
/// @param <L> the library's event loop
public abstract class LoopTask<L> implements Runnable, LoopEnd {

  /// Starts on the task's loop and ends there, exactly once.
  public interface Operation<L> {
    void in(LoopTask<L> task, LoopEnd end);
  }

  /// What a task waits for.
  public interface Awaited {
    void cancel();
  }

  final L loop;
  private Operation<L> body;
  private Awaited awaited = () -> {};
  private boolean cancelled;

  LoopTask(L loop, Operation<L> body) {
    this.loop = loop;
    this.body = body;
  }

  /// Lets the loop run something later. Any thread may call it.
  abstract void execute(Runnable step);

  /// Begins the body, unless the task has been cancelled before. The body is not kept any longer.
  @Override
  public final void run() {
    var begins = body;
    body = null;
    if (cancelled) with(Cancelled.ONE);
    else begin(begins, this, this);
  }

  /// Starts an operation. If it throws at once, as a client may, it has ended with that failure.
  /// Nothing may reach the loop, because the loop runs everybody's programs.
  static <L> void begin(Operation<L> operation, LoopTask<L> task, LoopEnd end) {
    try {
      operation.in(task, end);
    } catch (Throwable failure) {
      end.with(failure);
    }
  }

  /// From now on, the task waits for `next`. If a cancellation came while the task was not waiting,
  /// it reaches `next` now.
  final void awaits(Awaited next) {
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
