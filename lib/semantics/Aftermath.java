//SOURCES Lost.java
//SOURCES Observation.java
//SOURCES Probe.java
//SOURCES Programs.java
//SOURCES ../backend/Plain.java
//SOURCES ../backend/Unsupported.java

package semantics;

import static semantics.Observation.byDesign;
import static semantics.Observation.safe;
import static semantics.Observation.unsafe;

import module java.base;

import backend.Plain;
import backend.Unsupported;

/// Probes of what is left when work has ended, and of work that never seems to.
final class Aftermath {
  /// How long the task of {@link #EXIT} runs.
  static final Duration TASK = Duration.ofSeconds(1);

  /// Memory is back when less than one part in this many is left.
  private static final int SHARE = 10;

  private static final Duration SOON = Duration.ofSeconds(3);

  static final Probe CANCELLED_TIMERS =
      new Probe(
          "cancelled-timers",
          "20,000 long timers are cancelled: is their memory back, and when?",
          "within 3 s: a service that sets a deadline for each request does not fill up with them",
          Aftermath::cancelledTimers);

  static final Probe LATE_FAILURE =
      new Probe(
          "late-failure",
          "Code fails after its task was cancelled: who hears of it?",
          "somebody does without being asked to listen: it may be the only sign of a broken"
              + " clean-up",
          Aftermath::lateFailure);

  static final Probe MANY_STEPS =
      new Probe(
          "many-steps",
          "A chain of a million operations, each nested in the next one: is there stack enough?",
          "yes: the length of a chain does not depend on the size of a stack",
          Aftermath::manySteps);

  static final Probe EXIT =
      new Probe(
          "exit",
          "The main method returns while a task runs: does the program wait for the task?",
          "yes, and then it ends: work is not cut off in the middle",
          null);

  private Aftermath() {}

  /// A few timers come first, because the classes and pools of a library stay.
  private static Observation cancelledTimers(Plain<Object> on, Lost lost) throws Exception {
    Programs.needsCancellation(on);
    int tasks = Math.min(20_000, Math.max(1, on.mostTasks() / 10));
    on.start(on.all(tasks / 10, _ -> on.sleep(Duration.ofMillis(1)))).await();
    var begun = new CountDownLatch(tasks);
    var woken = new AtomicInteger();
    long before = heap();
    var running =
        on.start(
            on.all(tasks, _ -> on.onCancel(Programs.waiting(on, begun), woken::incrementAndGet)));
    begun.await();
    long during = heap() - before;
    running.cancel();
    Programs.failure(running);
    running = null;
    long start = System.nanoTime();
    long left = heap() - before;
    long first = left;
    while (left > during / SHARE && System.nanoTime() - start < 8e9) {
      Thread.sleep(250);
      left = heap() - before;
    }
    long ms = Programs.msSince(start);
    var evidence =
        "%,d timers took %.1f MB; %.1f MB at the end of the wait, %.1f MB after %d ms"
            .formatted(tasks, during / 1e6, Math.max(0, first) / 1e6, Math.max(0, left) / 1e6, ms);
    if (left > during / SHARE)
      return woken.get() == 0
          ? unsafe("cancellation reaches no timer", evidence)
          : unsafe("some memory is kept", evidence);
    return ms < SOON.toMillis()
        ? safe("back soon", evidence)
        : byDesign("back after a while", evidence);
  }

  private static long heap() {
    System.gc();
    var runtime = Runtime.getRuntime();
    return runtime.totalMemory() - runtime.freeMemory();
  }

  /// The code is first a clean-up, and then code that runs on when its task is cancelled.
  private static Observation lateFailure(Plain<Object> on, Lost lost) throws Exception {
    // The first cancellation tells whether there is one.
    Programs.needsCancellation(on);
    var cleanUp = heard(on, lost, "failed in clean-up", true);
    var code = heard(on, lost, "failed later", false);
    var evidence = "of a clean-up: %s; of code that ran on: %s".formatted(cleanUp, code);
    var both = List.of(cleanUp, code);
    if (both.contains(Lost.NOWHERE)) return unsafe("silent", evidence);
    return both.contains(Lost.HOOK) ? byDesign("only a hook", evidence) : safe("told", evidence);
  }

  private static String heard(Plain<Object> on, Lost lost, String message, boolean cleanUp)
      throws Exception {
    return Programs.heard(
        on,
        lost,
        message,
        () -> {
          var begun = new CountDownLatch(1);
          var program =
              cleanUp
                  ? on.onCancel(
                      Programs.waiting(on, begun),
                      () -> {
                        throw new Programs.Planned(message);
                      })
                  : on.call(() -> {
                    begun.countDown();
                    Programs.pause(Duration.ofMillis(100));
                    throw new Programs.Planned(message);
                  });
          var running = on.start(program);
          begun.await();
          Thread.sleep(10);
          var cancel = thrown(running::cancel);
          var failure = Programs.failure(running);
          Thread.sleep(150);
          return failure == null ? cancel : failure;
        });
  }

  /// A clean-up may run on the stack of whoever cancels.
  private static Exception thrown(Runnable cancel) {
    try {
      cancel.run();
      return null;
    } catch (Unsupported e) {
      throw e;
    } catch (RuntimeException e) {
      return e;
    }
  }

  private static Observation manySteps(Plain<Object> on, Lost lost) throws Exception {
    int most = 0;
    for (int steps : new int[] {1_000, 10_000, 100_000, 1_000_000}) {
      var failure = new CompletableFuture<String>();
      var ran = new AtomicInteger();
      var made = new AtomicInteger();
      int wanted = steps;
      var maker =
          Thread.ofPlatform()
              .daemon()
              .start(() -> {
                try {
                  Object chain = on.call(ran::incrementAndGet);
                  while (made.incrementAndGet() < wanted && !Thread.interrupted())
                    chain = on.then(chain, on.call(ran::incrementAndGet));
                  on.start(chain).await();
                  failure.complete(ran.get() == wanted ? null : ran.get() + " steps ran");
                } catch (Throwable e) {
                  failure.complete(Programs.name(e));
                }
              });
      try {
        var how = failure.get(5, TimeUnit.SECONDS);
        if (how == null) {
          most = steps;
          continue;
        }
        return byDesign(
            "fewer than a million", "%,d work, %,d end with %s".formatted(most, steps, how));
      } catch (TimeoutException e) {
        maker.interrupt();
        if (made.get() < steps)
          return byDesign(
              "fewer than a million",
              "%,d work, %,d are not put together within 5 s".formatted(most, steps));
        return unsafe(
            "no end, no failure",
            "%,d work, %,d never end; the StackOverflowError reached: %s"
                .formatted(most, steps, lost.where("StackOverflowError")));
      }
    }
    return safe("a million", "%,d work".formatted(most));
  }
}
