//SOURCES Cell.java
//SOURCES Histograms.java
//SOURCES Repetition.java
//SOURCES Round.java
//SOURCES Statistics.java

package result;

import module java.base;

/// The one number that a process gives for a metric. Everything that is said of a metric, be it an
/// interval or a ratio, starts from these. Of memory it is the least of the repetitions: whatever
/// disturbs a reading, such as a compiler or tasks that are still interpreted, adds to it.
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

  /// Whether every repetition of the process has a value of that name of the scenario's own.
  public static boolean reported(String name, Round round) {
    return round.repetitions().stream().allMatch(one -> one.values().containsKey(name));
  }

  private static double reportedValue(String name, Round round) {
    var values = round.repetitions().stream().mapToDouble(one -> one.values().get(name));
    return isMemory(name) ? values.min().orElseThrow() : Statistics.median(values.toArray());
  }

  /// Whether it is in bytes that a process holds.
  static boolean isMemory(String metric) {
    return MEMORY.contains(metric);
  }

  /// Those of all processes.
  public static double[] of(String metric, List<Round> rounds) {
    return rounds.stream().mapToDouble(round -> of(metric, round)).toArray();
  }

  /// Their logarithms, which noise adds to; none at all if not every value is positive.
  static double[] logs(String metric, Cell cell) {
    return Statistics.logs(of(metric, cell.rounds()));
  }

  /// Total work over total time: what a service sees.
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
