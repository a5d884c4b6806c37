package bench;

import module java.base;

/// Delays that are drawn once from a seed and replayed on every backend.
public final class Delays {
  private final Duration[][] delays;

  private Delays(Duration[][] delays) {
    this.delays = delays;
  }

  /// Exponentially distributed delays, the gaps of a Poisson process.
  ///
  /// @param workers rows
  /// @param operations delays per row
  public static Delays exponential(Duration mean, int workers, int operations, long seed) {
    var random = new SplittableRandom(seed);
    var delays = new Duration[workers][operations];
    for (var row : delays) {
      Arrays.setAll(
          row, _ -> Duration.ofNanos(Math.round(random.nextExponential() * mean.toNanos())));
    }
    return new Delays(delays);
  }

  /// Which operations are of another kind: each with the same chance.
  ///
  /// @param percent of all
  public static boolean[][] chosen(int percent, int workers, int operations, long seed) {
    var random = new SplittableRandom(~seed);
    var chosen = new boolean[workers][operations];
    for (var row : chosen) {
      for (int i = 0; i < row.length; i++) row[i] = random.nextInt(100) < percent;
    }
    return chosen;
  }

  /// All of them in nanoseconds, a row per worker.
  public long[][] nanos() {
    return Arrays.stream(delays)
        .map(row -> Arrays.stream(row).mapToLong(Duration::toNanos).toArray())
        .toArray(long[][]::new);
  }

  public Duration get(int worker, int operation) {
    return delays[worker][operation];
  }

  /// What a machine without any cost would measure on these very delays: `throughput` per second over the longest
  /// row, `latency_p50` to `latency_max` in ms.
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
