//SOURCES ../cli/Durations.java
//SOURCES ../result/UserError.java

package scenario;

import module java.base;

import cli.Durations;
import result.UserError;

/// Delays that are drawn once from a seed and replayed on every backend.
public final class Delays {
  private static final int SOME = 12;

  private final Duration[][] delays;

  private Delays(Duration[][] delays) {
    this.delays = delays;
  }

  /// Exponentially distributed delays. They are the gaps of a Poisson process, or of such a process
  /// on a clock with a grain.
  ///
  /// With a grain g, an exponential delay is rounded up to whole grains, so that none is 0.
  /// Rounding up makes delays longer. To keep their mean at m, the delays are drawn with the
  /// smaller mean -g / ln(1 - g/m) before they are rounded. The number of grains then has a
  /// geometric distribution. This distribution is memoryless among whole numbers, as the
  /// exponential one is among all numbers. For example, for a mean of 5 ms and a grain of 1 ms, a
  /// delay that is not over after any millisecond ends in the next one with a probability of one in
  /// five.
  ///
  /// @param mean of the delays as they are drawn; at least the grain
  /// @param grain each delay is a multiple of it; zero for no grain: whole nanoseconds
  /// @param workers rows
  /// @param operations delays per row
  public static Delays exponential(
      Duration mean, Duration grain, int workers, int operations, long seed) {
    var random = new SplittableRandom(seed);
    long g = grain.toNanos();
    double m = mean.toNanos();
    var delays = new Duration[workers][operations];
    for (var row : delays) {
      Arrays.setAll(
          row,
          _ -> {
            double one = random.nextExponential();
            if (g == 0) return Duration.ofNanos(Math.round(one * m));
            double grains = Math.ceil(one / -Math.log1p(-g / m));
            return grain.multipliedBy(Math.max(1, (long) grains));
          });
    }
    return new Delays(delays);
  }

  /// Refuses a grain if no delay with that mean can be a multiple of it.
  public static void check(Duration mean, Duration grain) {
    if (grain.compareTo(mean) > 0)
      throw new UserError(
          "--grain %s is more than --mean %s: no delay would be so short. Give a smaller --grain, or --grain 0 for none."
              .formatted(Durations.text(grain), Durations.text(mean)));
  }

  /// Chooses the operations that are of another kind, each with the same probability.
  ///
  /// @param percent the share of the chosen operations among all
  public static boolean[][] chosen(int percent, int workers, int operations, long seed) {
    var random = new SplittableRandom(~seed);
    var chosen = new boolean[workers][operations];
    for (var row : chosen) {
      for (int i = 0; i < row.length; i++) row[i] = random.nextInt(100) < percent;
    }
    return chosen;
  }

  /// All delays in nanoseconds, a row per worker.
  public long[][] nanos() {
    return Arrays.stream(delays)
        .map(row -> Arrays.stream(row).mapToLong(Duration::toNanos).toArray())
        .toArray(long[][]::new);
  }

  public Duration get(int worker, int operation) {
    return delays[worker][operation];
  }

  /// Some delays that stand for all of them, the shortest and longer ones. A timer must be able to
  /// do these.
  public List<Duration> asked() {
    var sorted = Arrays.stream(delays).flatMap(Arrays::stream).sorted().toList();
    return IntStream.range(0, SOME)
        .mapToObj(i -> sorted.get(i * sorted.size() / SOME))
        .distinct()
        .toList();
  }

  /// What a machine without any cost would measure on these delays: `throughput` per second over
  /// the longest row, `latency_p50` to `latency_max` in ms.
  public Map<String, Double> ideal() {
    long makespan = Arrays.stream(delays).mapToLong(Delays::sum).max().orElse(0);
    var sorted =
        Arrays.stream(delays)
            .flatMap(Arrays::stream)
            .mapToLong(Duration::toNanos)
            .sorted()
            .toArray();
    var ideal = new LinkedHashMap<String, Double>();
    ideal.put("throughput", sorted.length * 1e9 / makespan);
    ideal.put("latency_p50", percentile(sorted, 50));
    ideal.put("latency_p95", percentile(sorted, 95));
    ideal.put("latency_p99", percentile(sorted, 99));
    ideal.put("latency_max", percentile(sorted, 100));
    return ideal;
  }

  private static long sum(Duration[] row) {
    return Arrays.stream(row).mapToLong(Duration::toNanos).sum();
  }

  /// Nearest rank, as HdrHistogram counts it.
  private static double percentile(long[] sorted, int percent) {
    int rank = (int) Math.ceil(percent / 100.0 * sorted.length);
    return sorted[Math.max(0, rank - 1)] / 1e6;
  }
}
