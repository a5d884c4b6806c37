//SOURCES Lost.java
//SOURCES Observation.java
//SOURCES Probe.java
//SOURCES Programs.java
//SOURCES ../backend/Plain.java
//SOURCES ../backend/Running.java
//SOURCES ../backend/Unsupported.java

package semantics;

import static semantics.Observation.byDesign;
import static semantics.Observation.safe;
import static semantics.Observation.unsafe;

import module java.base;

import backend.Plain;
import backend.Running;
import backend.Unsupported;

/// Probes of what a cancellation does.
final class Cancellations {
  private static final Duration SHORT = Duration.ofMillis(20);
  private static final Duration LONG = Duration.ofMillis(200);

  static final Probe SLEEPING =
      new Probe(
          "cancel-sleeping",
          "A sleeping task is cancelled: does it wake, and what does it see?",
          "it wakes at once and can clean up",
          Cancellations::sleeping);

  static final Probe WAITS =
      new Probe(
          "cancel-waits",
          "Does whoever cancels a task get to know when its clean-up, 200 ms of it, has ended?",
          "yes: what the task held is free when the wait for it returns",
          Cancellations::waits);

  static final Probe SWALLOWED =
      new Probe(
          "swallowed",
          "A task swallows its cancellation and waits again: is it cancelled again?",
          "yes, or it cannot swallow it: one careless catch does not make a task immortal",
          Cancellations::swallowed);

  static final Probe UNSTARTED =
      new Probe(
          "cancel-unstarted",
          "A task is cancelled before its first step: does its clean-up run?",
          "its clean-up runs if its body has begun",
          Cancellations::unstarted);

  static final Probe MEETS_RESULT =
      new Probe(
          "result-meets-cancel",
          "A message and a cancellation come in the same instant: is the message lost?",
          "no: either the task has it, or it is still in its channel",
          Cancellations::meetsResult);

  static final Probe SHIELD =
      new Probe(
          "shield",
          "Can clean-up be protected from a cancellation?",
          "yes, and the wait for the task includes it",
          Cancellations::shield);

  static final Probe COMPUTING =
      new Probe(
          "cancel-computing",
          "A loop that computes without waiting is cancelled: does it stop?",
          "yes, between two of its steps",
          Cancellations::computing);

  static final Probe CHAIN =
      new Probe(
          "cancel-chain",
          "The last stage of a chain is cancelled: does the first go on?",
          "no: nobody needs its result",
          Cancellations::chain);

  private Cancellations() {}

  /// A program of which the operation is a part, so that the cancellation has a way to go.
  private static Object part(Plain<Object> on, Object operation) {
    return on.then(operation, on.call(() -> {}));
  }

  private static Observation sleeping(Plain<Object> on, Lost lost) throws Exception {
    var begun = new CountDownLatch(1);
    var woken = new CountDownLatch(1);
    var running = on.start(part(on, on.onCancel(Programs.waiting(on, begun), woken::countDown)));
    begun.await();
    Thread.sleep(10);
    long start = System.nanoTime();
    running.cancel();
    if (!woken.await(1, TimeUnit.SECONDS)) return unsafe("sleeps on", "not woken within 1 s");
    double ms = (System.nanoTime() - start) / 1e6;
    return safe("wakes, sees " + seen(on), "after %.1f ms".formatted(ms));
  }

  private static String seen(Plain<Object> on) throws InterruptedException {
    var seen = new CompletableFuture<Throwable>();
    var begun = new CountDownLatch(1);
    try {
      Programs.cancelled(on, begun, on.swallow(Programs.waiting(on, begun), seen::complete));
      return Programs.name(seen.get(1, TimeUnit.SECONDS));
    } catch (Unsupported | ExecutionException e) {
      return "a signal";
    } catch (TimeoutException e) {
      return "no exception";
    }
  }

  private static Observation waits(Plain<Object> on, Lost lost) throws Exception {
    var begun = new CountDownLatch(1);
    var cleaned = new AtomicInteger();
    var operation =
        on.onCancel(
            Programs.waiting(on, begun),
            () -> {
              Programs.pause(LONG);
              cleaned.incrementAndGet();
            });
    var running = on.start(part(on, operation));
    begun.await();
    Thread.sleep(10);
    long start = System.nanoTime();
    running.cancel();
    long cancel = Programs.msSince(start);
    boolean atOnce = cleaned.get() > 0;
    Programs.failure(running);
    boolean then = cleaned.get() > 0;
    var evidence =
        "cancel returned after %d ms, the wait for the end after %d ms"
            .formatted(cancel, Programs.msSince(start));
    if (!then && !Programs.reaches(() -> cleaned.get() > 0, LONG.multipliedBy(5)))
      return unsafe("clean-up does not run", evidence);
    if (!then) return unsafe("clean-up is not awaited", evidence);
    return safe(atOnce ? "cancel itself waits" : "the wait includes it", evidence);
  }

  private static Observation swallowed(Plain<Object> on, Lost lost) throws Exception {
    Programs.needsCancellation(on);
    var begun = new CountDownLatch(1);
    var finished = new AtomicInteger();
    var again = new AtomicInteger();
    var seen = new AtomicReference<Throwable>();
    Object swallows;
    try {
      swallows = on.swallow(Programs.waiting(on, begun), seen::set);
    } catch (Unsupported e) {
      return safe("cannot be swallowed", e.getMessage());
    }
    var waitsAgain =
        on.onCancel(
            on.then(on.sleep(LONG), on.call(finished::incrementAndGet)), again::incrementAndGet);
    var running = Programs.cancelled(on, begun, on.then(swallows, waitsAgain));
    Programs.failure(running);
    Programs.reaches(() -> finished.get() + again.get() > 0, LONG.multipliedBy(3));
    var evidence = Programs.name(seen.get()) + " was swallowed";
    if (finished.get() > 0) return byDesign("second wait runs on", evidence);
    return again.get() > 0
        ? safe("is cancelled again", evidence)
        : safe("ends all the same", evidence);
  }

  private static Observation unstarted(Plain<Object> on, Lost lost) throws Exception {
    int times = 200;
    var begun = new AtomicInteger();
    var cleaned = new AtomicInteger();
    var program =
        on.onCancel(
            on.then(on.call(begun::incrementAndGet), on.sleep(Programs.FOREVER)),
            cleaned::incrementAndGet);
    for (int i = 0; i < times; i++) {
      var running = on.start(program);
      running.cancel();
      Programs.failure(running);
    }
    Thread.sleep(50);
    var evidence =
        "of %d cancelled at once, %d began and %d cleaned up"
            .formatted(times, begun.get(), cleaned.get());
    if (cleaned.get() == times && begun.get() < times)
      return byDesign("clean-up without body", evidence);
    return cleaned.get() < begun.get()
        ? unsafe("clean-up is skipped", evidence)
        : safe("clean-up if begun", evidence);
  }

  /// A message is sent to a receiver that is cancelled at the same time.
  private static Observation meetsResult(Plain<Object> on, Lost lost) throws Exception {
    int times = 1_000;
    int gone = 0;
    Programs.needsCancellation(on);
    var taken = new AtomicInteger();
    int tries = 0;
    for (; tries < times && gone < 3; tries++) if (messageLost(on, tries, taken)) gone++;
    var evidence =
        "%d tries: the task had the message in %d, nobody in %d"
            .formatted(tries, taken.get(), gone);
    return gone == 0 ? safe("nothing lost", evidence) : byDesign("a message is lost", evidence);
  }

  private static boolean messageLost(Plain<Object> on, int i, AtomicInteger taken)
      throws Exception {
    var channel = on.channel(1);
    var got = new AtomicInteger();
    var receiver = on.start(channel.receive(_ -> got.incrementAndGet()));
    Thread.sleep(0, 200_000);
    var sender = on.start(channel.send("message"));
    Programs.pause(Duration.ofNanos(i % 500 * 400L));
    receiver.cancel();
    Programs.failure(receiver);
    Programs.failure(sender);
    taken.addAndGet(got.get());
    if (got.get() > 0) return false;
    var second = on.start(channel.receive(_ -> got.incrementAndGet()));
    boolean there = Programs.reaches(() -> got.get() > 0, LONG);
    second.cancel();
    return !there;
  }

  private static Observation shield(Plain<Object> on, Lost lost) throws Exception {
    var begun = new CountDownLatch(1);
    var finished = new AtomicInteger();
    var inner =
        on.then(
            on.call(begun::countDown), on.then(on.sleep(LONG), on.call(finished::incrementAndGet)));
    var running = Programs.cancelled(on, begun, on.shield(inner));
    Programs.failure(running);
    boolean awaited = finished.get() > 0;
    boolean honoured = Programs.reaches(() -> finished.get() > 0, LONG.multipliedBy(3));
    if (!honoured) return unsafe("cut short", "the protected operation did not finish");
    return awaited
        ? safe("honoured, awaited", "the wait returned after the protected operation")
        : byDesign("honoured, not awaited", "the wait returned before the protected operation");
  }

  private static Observation computing(Plain<Object> on, Lost lost) throws Exception {
    int steps = 400;
    var begun = new CountDownLatch(1);
    var done = new AtomicInteger();
    var last = new AtomicLong();
    var step =
        on.call(() -> {
          begun.countDown();
          long end = System.nanoTime() + 1_000_000;
          while (System.nanoTime() < end) Thread.onSpinWait();
          done.incrementAndGet();
          last.set(System.nanoTime());
        });
    var running = on.start(on.repeat(steps, _ -> step));
    begun.await();
    Thread.sleep(SHORT);
    long start = System.nanoTime();
    running.cancel();
    Programs.failure(running);
    // On a busy machine, a step may wait for a processor.
    for (int seen = -1; seen != done.get(); Thread.sleep(LONG)) seen = done.get();
    var evidence =
        "%d of %d steps of 1 ms; the last one ended %d ms after the cancellation"
            .formatted(done.get(), steps, Math.max(0, (last.get() - start) / 1_000_000));
    return done.get() == steps
        ? byDesign("runs to its end", evidence)
        : safe("stops between steps", evidence);
  }

  private static Observation chain(Plain<Object> on, Lost lost) throws Exception {
    var begun = new CountDownLatch(1);
    var first = new AtomicInteger();
    var second = new AtomicInteger();
    var program =
        on.then(
            on.then(
                on.then(on.call(begun::countDown), on.sleep(LONG)),
                on.call(first::incrementAndGet)),
            on.then(on.sleep(SHORT), on.call(second::incrementAndGet)));
    Running running = Programs.cancelled(on, begun, program);
    Programs.failure(running);
    Thread.sleep(LONG.multipliedBy(2));
    var evidence =
        "the first stage %s, the second %s"
            .formatted(
                first.get() > 0 ? "finished" : "stopped", second.get() > 0 ? "ran" : "did not run");
    if (second.get() > 0) return unsafe("the whole chain goes on", evidence);
    return first.get() > 0
        ? unsafe("the first goes on", evidence)
        : safe("the whole chain stops", evidence);
  }
}
