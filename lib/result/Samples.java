//SOURCES Cell.java
//SOURCES Histograms.java
//SOURCES Repetition.java
//SOURCES Round.java
//SOURCES Statistics.java

package result;

import module java.base;

/// The single number that a process contributes to a metric. Every interval and every ratio is
/// computed from these numbers. For memory, it is the minimum over the repetitions, because every
/// disturbance of a reading, such as a compiler or tasks that are still interpreted, adds memory.
public final class Samples {
  private static final Set<String> MEMORY = Set.of("rss_peak", "bytes_per_task", "heap_per_task");

  private Samples() {}

  /// @param metric a name as in {@link Cell#metrics}
  /// @throws IllegalArgumentException if there is no such metric
  public static double of(String metric, Round round) {
    return switch (metric) {
      case "throughput" -> perSecond(round);
      case "settle" -> medianElapsedMs(round);
      case "cpu_per_op" -> sum(round, Repetition::cpuNs) / 1e3 / round.ops();
      case "allocated_per_op" -> sum(round, Repetition::allocatedBytes) / round.ops();
      case "gc_share" -> 100 * sum(round, Repetition::gcNs) / sum(round, Repetition::elapsedNs);
      case "rss_peak" -> round.rssPeakBytes();
      case String name when reported(name, round) -> reportedValue(name, round);
      default -> percentileMs(metric, round);
    };
  }

  /// The values of two cells in the rounds that both have.
  static double[][] paired(String metric, Cell left, Cell right) {
    var a = byNumber(left);
    var b = byNumber(right);
    var both = a.keySet().stream().filter(b::containsKey).toList();
    return Stream.of(a, b)
        .map(cell -> both.stream().mapToDouble(round -> of(metric, cell.get(round))).toArray())
        .toArray(double[][]::new);
  }

  private static SortedMap<Integer, Round> byNumber(Cell cell) {
    var rounds = new TreeMap<Integer, Round>();
    for (var round : cell.rounds()) rounds.put(round.round(), round);
    return rounds;
  }

  /// Whether every repetition of the process has a value of this name that the scenario itself
  /// reported.
  public static boolean reported(String name, Round round) {
    return round.repetitions().stream().allMatch(one -> one.values().containsKey(name));
  }

  private static double reportedValue(String name, Round round) {
    var values = round.repetitions().stream().mapToDouble(one -> one.values().get(name));
    return isMemory(name) ? values.min().orElseThrow() : Statistics.median(values.toArray());
  }

  /// Whether the metric is the memory of a process in bytes.
  static boolean isMemory(String metric) {
    return MEMORY.contains(metric);
  }

  /// The values of all processes.
  public static double[] of(String metric, List<Round> rounds) {
    return rounds.stream().mapToDouble(round -> of(metric, round)).toArray();
  }

  /// The logarithms of the values. On a logarithmic scale, noise is additive. Empty if any value is
  /// not positive.
  static double[] logs(String metric, Cell cell) {
    return Statistics.logs(of(metric, cell.rounds()));
  }

  /// Total work over total time: the throughput that a service would see.
  private static double perSecond(Round round) {
    return round.ops() * 1e9 / sum(round, Repetition::elapsedNs);
  }

  private static double medianElapsedMs(Round round) {
    return Statistics.median(
        round.repetitions().stream().mapToDouble(one -> one.elapsedNs() / 1e6).toArray());
  }

  private static double sum(Round round, ToLongFunction<Repetition> part) {
    return round.repetitions().stream().mapToLong(part).sum();
  }

  private static double percentileMs(String metric, Round round) {
    int cut = metric.lastIndexOf('_');
    var encoded =
        switch (metric.substring(0, Math.max(0, cut))) {
          case "latency" -> round.latency();
          case "overshoot" -> round.overshoot();
          default -> throw new IllegalArgumentException("no metric " + metric);
        };
    var rank = metric.substring(cut + 1);
    double percentile = rank.equals("max") ? 100 : Double.parseDouble(rank.substring(1));
    return Histograms.decode(encoded).getValueAtPercentile(percentile) / 1e6;
  }
}
