//SOURCES Probe.java

package semantics;

import module java.base;

/// What an answer that is not the safe one means for a program, and what a person can do about it.
final class Advice {
  private static final String LOSERS =
      "Where a lost race goes on, keep the handle of each request, and cancel or close it"
          + " yourself.";

  private static final Map<String, String> ALL =
      Map.ofEntries(
          Map.entry(
              "child-fails",
              "Where siblings run on, the failure is known only when the slowest has ended. Cancel"
                  + " them yourself, or let a scope do it."),
          Map.entry(
              "two-fail",
              "Where the second failure is lost, log in each child what you must not miss."),
          Map.entry(
              "unawaited-fails",
              "Where it is silent, await each task, or end it with a handler that logs"
                  + " (`whenComplete`, `onFailure`, `addListener`, `catchAllCause`)."),
          Map.entry(
              "outlives",
              "A task that outlives its caller is useful for work in the background. If you do not"
                  + " want it, keep its handle and await it, or start it in a scope."),
          Map.entry(
              "dropped-handle",
              "A task is collected only if nothing refers to it, nor to what it waits for; a timer"
                  + " or a socket that is waited for refers to its task. Keep a reference to each"
                  + " task until it is done, as asyncio's documentation asks."),
          Map.entry(
              "cancel-waits",
              "Where the clean-up is not awaited, let it complete a promise of its own, and wait"
                  + " for that."),
          Map.entry(
              "swallowed",
              "Catch a cancellation only to clean up, and throw it again. Where"
                  + " `InterruptedException` cannot be thrown, call"
                  + " `Thread.currentThread().interrupt()`."),
          Map.entry(
              "cancel-unstarted",
              "Where clean-up runs without the body, let it check what there is to clean up."),
          Map.entry(
              "result-meets-cancel",
              "A lost result does harm if it holds a resource. Acquire a resource together with its"
                  + " release (`Resource`, `acquireRelease`, Kotlin's `onUndeliveredElement`)."),
          Map.entry(
              "shield",
              "Without protection, keep clean-up free of waits. Where protected work is not"
                  + " awaited, wait for it yourself before the program ends."),
          Map.entry(
              "cancel-computing",
              "Where it runs to its end, a cancellation takes effect only when the loop looks at"
                  + " it: `Thread.interrupted()` on threads, `ensureActive()` in Kotlin, a wait of"
                  + " zero (`await asyncio.sleep(0)`, `trio.lowlevel.checkpoint()`) in Python, a"
                  + " flag of your own for futures and actors. Everywhere, a single long step has"
                  + " to do the same."),
          Map.entry(
              "deadline-work",
              "Where only the waiting ends, the work still takes its time, connection and memory:"
                  + " give it a flag to look at, or limits of its own. Where it stops without being"
                  + " awaited, its clean-up may overlap with what you do next."),
          Map.entry(
              "deadline-uncooperative",
              "No deadline stops this code: a caller that gets away leaves it running, and any"
                  + " other caller waits. Set limits where such a call is made, as in the driver of"
                  + " a database."),
          Map.entry(
              "cancel-chain",
              "Where the first stage goes on, cancel it by its own handle. Code that already runs"
                  + " needs a flag to look at."),
          Map.entry(
              "blocking-inside",
              "Where others stand still, move the call to threads that may block (`Dispatchers.IO`,"
                  + " `boundedElastic`, `executeBlocking`, `IO.blocking`, `ZIO.attemptBlocking`,"
                  + " `asyncio.to_thread`, `trio.to_thread.run_sync`, or an executor of your"
                  + " own)."),
          Map.entry(
              "no-consumer",
              "Where the send fails, decide what to do with the message: try again later, or drop"
                  + " it."),
          Map.entry(
              "context", "Where it does not hold, pass the value to each task as a parameter."),
          Map.entry(
              "cancelled-timers",
              "Where memory is kept, keep the handle of the timer itself and cancel that."),
          Map.entry(
              "late-failure",
              "Where it is silent, log inside clean-up, and inside code that may outlive its"
                  + " task."),
          Map.entry(
              "many-steps",
              "Write a long run of steps as a loop, and not as one nested operation."),
          Map.entry(
              "timer",
              "Where a wait may end early, look at the clock and wait again if that matters."),
          Map.entry(
              "exit",
              "Where the task is cut off, await it before the main method returns. Where the"
                  + " program stays, close the library."),
          Map.entry("race-two", LOSERS),
          Map.entry("race-10000", "If you race thousands, limit how many run at a time. " + LOSERS),
          Map.entry("race-deadline", LOSERS),
          Map.entry("race-status-3", LOSERS),
          Map.entry("race-hedge", LOSERS),
          Map.entry(
              "race-compute",
              "Where it is not stopped, give the task a flag to look at, and a thread that requests"
                  + " do not need."));

  private Advice() {}

  /// Empty for a probe to which there is nothing to add.
  static Optional<String> of(Probe probe) {
    return Optional.ofNullable(ALL.get(probe.id()));
  }
}
