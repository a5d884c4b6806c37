//SOURCES Lost.java
//SOURCES Observation.java
//SOURCES Probe.java
//SOURCES Programs.java
//SOURCES ../backend/Plain.java

package semantics;

import static semantics.Observation.byDesign;
import static semantics.Observation.safe;
import static semantics.Observation.unsafe;

import module java.base;

import backend.Plain;

/// Probes of deadlines and timers.
final class Deadlines {
  private static final Duration LIMIT = Duration.ofMillis(50);

  static final Probe WORK =
      new Probe(
          "deadline-work",
          "A deadline passes: has the work stopped, or only the waiting for it?",
          "the work has stopped and has cleaned up when the caller hears of the deadline",
          Deadlines::work);

  static final Probe UNCOOPERATIVE =
      new Probe(
          "deadline-uncooperative",
          "A deadline passes over code that does not cooperate: does the caller get away?",
          "yes, at the deadline: one stuck call does not hold up its caller",
          Deadlines::uncooperative);

  static final Probe TIMER =
      new Probe(
          "timer",
          "Is a timer ever early, and how late is it, idle and loaded?",
          "never early",
          Deadlines::timer);

  private Deadlines() {}

  private static Observation work(Plain<Object> on, Lost lost) throws Exception {
    var worked = new AtomicInteger();
    var cleaned = new AtomicInteger();
    var step = on.then(on.sleep(Duration.ofMillis(10)), on.call(worked::incrementAndGet));
    var operation =
        on.onCancel(
            on.repeat(40, _ -> step),
            () -> {
              Programs.pause(LIMIT);
              cleaned.incrementAndGet();
            });
    long start = System.nanoTime();
    var failure = Programs.failure(on.start(on.timeout(operation, LIMIT)));
    long ms = Programs.msSince(start);
    int then = worked.get();
    boolean cleanedThen = cleaned.get() > 0;
    Thread.sleep(300);
    int more = worked.get() - then;
    var evidence =
        "%s after %d ms, %d of 40 steps done by then, %d after it"
            .formatted(Programs.name(failure), ms, then, more);
    if (failure == null) return unsafe("deadline is ignored", evidence);
    // A step may end in the same instant.
    if (more > 1) return unsafe("only the waiting ends", evidence);
    if (cleanedThen) return safe("work stopped, cleaned up", evidence);
    return cleaned.get() > 0
        ? byDesign("work stops, not awaited", evidence)
        : unsafe("work stops, no clean-up", evidence);
  }

  /// The code is a task of its own, as it would be in a service.
  private static Observation uncooperative(Plain<Object> on, Lost lost) throws Exception {
    var stuck = Duration.ofMillis(500);
    var ended = new AtomicInteger();
    var operation =
        on.call(() -> {
          Programs.pause(stuck);
          ended.incrementAndGet();
        });
    var task = on.all(1, _ -> operation);
    var heard = new AtomicLong();
    var seen = new AtomicReference<Throwable>();
    long start = System.nanoTime();
    var program =
        on.then(
            on.caught(on.timeout(task, LIMIT), seen::set),
            on.call(() -> heard.set(System.nanoTime() - start)));
    Programs.failure(on.start(program));
    Programs.reaches(() -> ended.get() > 0, stuck.multipliedBy(2));
    var evidence =
        "deadline of 50 ms over 500 ms of code: %s after %d ms"
            .formatted(Programs.name(seen.get()), heard.get() / 1_000_000);
    if (heard.get() < stuck.toNanos() * 4 / 5) return safe("caller gets away", evidence);
    // The code has ended well, if late, and some libraries do not throw away its result.
    return byDesign(
        seen.get() == null ? "caller gets late result" : "caller waits for it", evidence);
  }

  /// 100 sleeps of 2 ms each time. Under load, 20 other tasks sleep and compute.
  private static Observation timer(Plain<Object> on, Lost lost) throws Exception {
    sleeps(on, 20);
    var idle = sleeps(on, 100);
    var ended = new AtomicBoolean();
    var compute =
        on.call(() -> {
          long end = System.nanoTime() + 100_000;
          while (System.nanoTime() < end) Thread.onSpinWait();
          if (ended.get()) throw new Programs.Planned("enough");
        });
    var load =
        on.start(
            on.all(
                20,
                _ ->
                    on.repeat(
                        Integer.MAX_VALUE, _ -> on.then(on.sleep(Duration.ofMillis(5)), compute))));
    var loaded = sleeps(on, 100);
    ended.set(true);
    Programs.failure(load);
    long early =
        LongStream.concat(Arrays.stream(idle), Arrays.stream(loaded))
            .filter(late -> late < 0)
            .count();
    var evidence =
        "late by %s; loaded, by %s; %d of 200 early"
            .formatted(percentiles(idle), percentiles(loaded), early);
    return early == 0 ? safe("never early", evidence) : unsafe("early at times", evidence);
  }

  private static String percentiles(long[] sorted) {
    return "%.2f ms at p50 and %.2f ms at p99"
        .formatted(sorted[sorted.length / 2] / 1e6, sorted[sorted.length * 99 / 100] / 1e6);
  }

  /// @return how late each sleep ended, in ns, ascending; below 0 if it ended early
  private static long[] sleeps(Plain<Object> on, int times) throws Exception {
    var delay = Duration.ofMillis(2);
    var late = new AtomicLongArray(times);
    on.start(
            on.repeat(
                times,
                i -> on.timed(on.sleep(delay), nanos -> late.set(i, nanos - delay.toNanos()))))
        .await();
    return IntStream.range(0, times).mapToLong(late::get).sorted().toArray();
  }
}
