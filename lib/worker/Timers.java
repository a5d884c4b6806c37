//SOURCES ../backend/Backend.java
//SOURCES ../cli/Durations.java
//SOURCES ../result/Numbers.java
//SOURCES ../scenario/Burn.java
//SOURCES ../scenario/Delays.java

package worker;

import module java.base;

import backend.Backend;
import cli.Durations;
import result.Numbers;
import scenario.Burn;
import scenario.Delays;

/// How well a backend's own timer keeps its delays: one task sleeps again and again. Its Python
/// counterpart is `lib/python/timers.py`.
public final class Timers {
  private static final int LOOKS = 12;

  /// No timer is so coarse that it ends a longer sleep early.
  private static final Duration LONGEST = Duration.ofMillis(20);

  private static final int SLEEPS = 200;
  private static final List<Duration> ASKED =
      List.of(
          Duration.ofNanos(100_000),
          Duration.ofNanos(500_000),
          Duration.ofMillis(1),
          Duration.ofMillis(5),
          Duration.ofMillis(10));

  private static final int OTHERS = 20;

  private Timers() {}

  /// How late sleeps ended.
  ///
  /// @param askedUs the delay of each sleep
  /// @param load whether other tasks waited and computed at the same time
  /// @param lateUs how much later each sleep ended, in us, ascending; below 0 if it ended early
  public record Lateness(long askedUs, boolean load, double[] lateUs) {}

  /// Checks whether the timer ends sleeps early while nothing else runs. Under load, sleeps begin
  /// late, which hides early ends.
  ///
  /// @param asked delays that a scenario asks for
  /// @return a description, if at least every third sleep ended before its delay was over; null if
  ///     the timer can keep the delays
  static String shortfall(Backend<Object> on, List<Duration> asked) throws Exception {
    var some =
        asked.stream().filter(one -> one.isPositive() && one.compareTo(LONGEST) <= 0).toList();
    if (some.isEmpty()) return null;
    IntFunction<Duration> delay = i -> some.get(i % some.size());
    var slept = slept(on, LOOKS, delay);
    var early =
        IntStream.range(0, LOOKS)
            .filter(i -> slept[i] < delay.apply(i).toNanos())
            .boxed()
            .sorted(Comparator.comparing(i -> (double) slept[i] / delay.apply(i).toNanos()))
            .toList();
    if (early.size() * 3 < LOOKS) return null;
    int worst = early.getFirst();
    return "%s asked, over after %s us; %d of %d sleeps end early"
        .formatted(
            Durations.text(delay.apply(worst)),
            Numbers.text(slept[worst] / 1e3),
            early.size(),
            LOOKS);
  }

  /// How late sleeps of several lengths end, both at rest and alongside tasks that take 0.4
  /// processors.
  static List<Lateness> lateness(Backend<Object> on) throws Exception {
    var found = new ArrayList<Lateness>();
    // Runs once without counting, because the first sleeps of a process run code that has never run
    // before.
    lateness(on, ASKED.getFirst(), false);
    for (var asked : ASKED) found.add(lateness(on, asked, false));
    var burn = Burn.of(Duration.ofNanos(100_000));
    var work = on.call(burn::run);
    var delays = Delays.exponential(Duration.ofMillis(5), Duration.ofMillis(1), OTHERS, SLEEPS, 1);
    var load =
        on.start(
            on.all(
                OTHERS,
                other ->
                    on.repeat(
                        Integer.MAX_VALUE,
                        i -> on.then(on.sleep(delays.get(other, i % SLEEPS)), work))));
    try {
      for (var asked : ASKED) found.add(lateness(on, asked, true));
    } finally {
      load.cancel();
      load.await();
    }
    return found;
  }

  private static Lateness lateness(Backend<Object> on, Duration asked, boolean load)
      throws Exception {
    var late =
        Arrays.stream(slept(on, SLEEPS, _ -> asked))
            .mapToDouble(nanos -> (nanos - asked.toNanos()) / 1e3)
            .sorted()
            .toArray();
    return new Lateness(asked.toNanos() / 1000, load, late);
  }

  /// @return how long each sleep took, in ns
  private static long[] slept(Backend<Object> on, int times, IntFunction<Duration> delay)
      throws Exception {
    var slept = new AtomicLongArray(times);
    on.start(on.repeat(times, i -> on.timed(on.sleep(delay.apply(i)), ns -> slept.set(i, ns))))
        .await();
    return IntStream.range(0, times).mapToLong(slept::get).toArray();
  }
}
