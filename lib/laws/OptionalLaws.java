//SOURCES Law.java
//SOURCES LawPrograms.java
//SOURCES Passing.java
//SOURCES ../backend/Plain.java
//SOURCES ../backend/Unsupported.java

package laws;

import static laws.Law.FOREVER;
import static laws.Law.expect;
import static laws.LawPrograms.LONG;
import static laws.LawPrograms.carries;
import static laws.LawPrograms.failing;
import static laws.LawPrograms.failure;
import static laws.LawPrograms.reaches;
import static laws.LawPrograms.tells;

import module java.base;

import backend.Plain;
import backend.Unsupported;

/// The laws of the operations that not every library has. A law does not apply to a library that
/// lacks the operation. What becomes of work that nobody needs any more is no law: libraries differ
/// in it.
public final class OptionalLaws {
  private static final Duration SHORT = Duration.ofMillis(20);

  private static final List<Law> ALL =
      List.of(
          law("timeout fails after its limit and not before", OptionalLaws::limit),
          law("timeout passes a result and a failure on", OptionalLaws::inTime),
          law("race finishes with the first that succeeds", OptionalLaws::firstSuccess),
          law("race fails when all have failed", OptionalLaws::allFailed),
          law("a shielded operation runs to its end", OptionalLaws::shielded),
          law("detach runs once and returns at once", OptionalLaws::detached),
          law("caught hands over the failure and goes on", OptionalLaws::caught),
          law("caught lets a cancellation pass", OptionalLaws::caughtNoCancellation),
          law("a channel delivers every message once, in order", Passing::inOrder),
          law("a channel holds no more than its capacity", Passing::capacity),
          law("a limiter lets no more in than it has permits", Passing::permits),
          law("a limiter gets each permit back", Passing::permitsBack),
          law("a local is seen where it was set and not outside", Passing::local));

  private OptionalLaws() {}

  public static List<Law> all() {
    return ALL;
  }

  private interface Check {
    void on(Plain<Object> plain) throws Exception;
  }

  private static Law law(String sentence, Check check) {
    return new Law(
        sentence,
        backend -> {
          try {
            check.on((Plain<Object>) backend);
          } catch (Unsupported e) {
            // The library has no such operation.
          }
        });
  }

  /// As in the law of `sleep`, a millisecond may be missing.
  private static void limit(Plain<Object> on) throws Exception {
    for (int limit : new int[] {100, 50, 20}) {
      var program = on.timeout(on.sleep(FOREVER), Duration.ofMillis(limit));
      long start = System.nanoTime();
      var failure = failure(on, program);
      double ms = (System.nanoTime() - start) / 1e6;
      expect(failure != null, "no failure after " + ms + " ms");
      expect(
          ms >= limit - 1 && ms < LONG.toMillis(),
          "a limit of " + limit + " ms ended after " + ms + " ms with " + failure);
    }
  }

  private static void inTime(Plain<Object> on) throws Exception {
    var ran = new AtomicInteger();
    on.start(on.timeout(on.then(on.sleep(SHORT), on.call(ran::incrementAndGet)), LONG)).await();
    expect(ran.get() == 1, "the operation ran " + ran + " times");
    var planned = new LawPrograms.Planned();
    long start = System.nanoTime();
    var seen = failure(on, on.timeout(on.then(on.sleep(SHORT), failing(on, planned)), LONG));
    expect(carries(seen, planned), "the failure of the operation became " + seen);
    expect(System.nanoTime() - start < LONG.toNanos(), "the failure came after the limit");
  }

  private static void firstSuccess(Plain<Object> on) throws Exception {
    var ended = new AtomicInteger();
    var racers =
        List.of(
            on.sleep(FOREVER),
            failing(on, new LawPrograms.Planned()),
            on.then(on.sleep(SHORT), on.call(ended::incrementAndGet)));
    long start = System.nanoTime();
    on.start(on.race(racers.size(), racers::get)).await();
    expect(ended.get() == 1, "the racer that succeeds ended " + ended + " times");
    expect(System.nanoTime() - start < LONG.toNanos(), "the race waited for a loser");
  }

  private static void allFailed(Plain<Object> on) throws Exception {
    var planned =
        List.of(new LawPrograms.Planned(), new LawPrograms.Planned(), new LawPrograms.Planned());
    var failed = new AtomicInteger();
    var seen =
        failure(
            on,
            on.race(
                planned.size(),
                i ->
                    on.then(
                        on.sleep(SHORT.multipliedBy(i)),
                        on.then(on.call(failed::incrementAndGet), failing(on, planned.get(i))))));
    expect(failed.get() == planned.size(), "it ended when " + failed + " of 3 had failed");
    expect(seen != null && tells(seen, "planned"), "it failed with " + seen);
  }

  private static void shielded(Plain<Object> on) throws Exception {
    var started = new CountDownLatch(1);
    var ended = new AtomicInteger();
    var program =
        on.shield(
            on.then(
                on.call(started::countDown),
                on.then(on.sleep(SHORT.multipliedBy(10)), on.call(ended::incrementAndGet))));
    var running = on.start(program);
    started.await();
    running.cancel();
    running.await();
    expect(reaches(() -> ended.get() == 1), "the operation did not come to its end");
  }

  /// The program lives until the detached operation has run, because some libraries end it with the
  /// scope.
  private static void detached(Plain<Object> on) throws Exception {
    var ran = new AtomicInteger();
    var ranBefore = new AtomicInteger();
    var detached =
        on.detach(on.then(on.sleep(SHORT.multipliedBy(10)), on.call(ran::incrementAndGet)));
    var program = on.then(detached, on.call(() -> ranBefore.set(ran.get())));
    var wait = on.repeat(250, _ -> ran.get() > 0 ? on.call(() -> {}) : on.sleep(SHORT));
    on.start(on.then(program, on.then(wait, on.sleep(SHORT)))).await();
    expect(ranBefore.get() == 0, "detach waited for the operation");
    expect(ran.get() == 1, "the operation ran " + ran + " times");
  }

  private static void caught(Plain<Object> on) throws Exception {
    var planned = new LawPrograms.Planned();
    var seen = new ConcurrentLinkedQueue<Throwable>();
    var wentOn = new AtomicInteger();
    on.start(
            on.then(
                on.caught(on.then(on.sleep(SHORT), failing(on, planned)), seen::add),
                on.call(wentOn::incrementAndGet)))
        .await();
    expect(seen.size() == 1 && carries(seen.peek(), planned), "handed over: " + seen);
    expect(wentOn.get() == 1, "the program did not go on");
    on.start(on.caught(on.sleep(SHORT), seen::add)).await();
    expect(seen.size() == 1, "without a failure, it handed over " + seen);
  }

  private static void caughtNoCancellation(Plain<Object> on) throws Exception {
    var started = new CountDownLatch(1);
    var seen = new ConcurrentLinkedQueue<Throwable>();
    var wentOn = new AtomicInteger();
    var running =
        on.start(
            on.then(
                on.caught(on.then(on.call(started::countDown), on.sleep(FOREVER)), seen::add),
                on.call(wentOn::incrementAndGet)));
    started.await();
    running.cancel();
    running.await();
    expect(seen.isEmpty(), "handed over: " + seen);
    expect(wentOn.get() == 0, "the program went on");
  }
}
