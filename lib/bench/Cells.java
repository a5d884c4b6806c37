//SOURCES Report.java
//SOURCES ../backend/Backends.java
//SOURCES ../result/Cell.java
//SOURCES ../result/Histograms.java
//SOURCES ../result/Statistics.java

package bench;

import module java.base;

import backend.Backends;
import result.Cell;
import result.Histograms;
import result.Metric;
import result.Round;
import result.Statistics;

/// From rounds to the numbers of a cell. Each process gives one value per metric; the interval is over processes.
final class Cells {
  private Cells() {}

  static Round round(Report report, int round, int order) {
    return new Round(
        round,
        order,
        report.repetitions(),
        report.latency(),
        report.overshoot(),
        report.early(),
        report.rssPeakBytes(),
        report.warmupRepetitions(),
        List.of());
  }

  /// A cell that has no number.
  static Cell without(
      String scenario,
      Backends.Entry backend,
      Map<String, String> params,
      String status,
      String reason,
      List<Round> rounds) {
    return new Cell(
        scenario,
        backend.id(),
        backend.runtime(),
        backend.library(),
        backend.version(),
        null,
        null,
        params,
        status,
        reason,
        Map.of(),
        List.of(),
        rounds);
  }

  /// @param rounds at least one
  /// @param last any of the reports that the rounds came from
  static Cell of(Backends.Entry backend, Report last, List<Round> rounds) {
    return new Cell(
        last.scenario(),
        backend.id(),
        backend.runtime(),
        backend.library(),
        backend.version(),
        last.unit(),
        last.parallelism(),
        last.params(),
        "ok",
        null,
        metrics(last, rounds),
        flags(rounds),
        rounds);
  }

  private static Map<String, Metric> metrics(Report last, List<Round> rounds) {
    var metrics = new LinkedHashMap<String, Metric>();
    var ideal = last.ideal();
    if (last.measures().equals("settle")) {
      put(metrics, ideal, "settle", "ms", "lower", rounds, Cells::medianElapsedMs);
    } else {
      put(metrics, ideal, "throughput", last.unit() + "/s", "higher", rounds, Cells::perSecond);
    }
    percentiles(metrics, ideal, "latency", rounds, Round::latency);
    if (rounds.stream().allMatch(round -> round.overshoot() != null)) {
      percentiles(metrics, Map.of(), "overshoot", rounds, Round::overshoot);
    }
    put(metrics, ideal, "cpu_per_op", "us", "lower", rounds, Cells::cpuPerOpUs);
    if (rounds.stream().allMatch(round -> round.rssPeakBytes() != null)) {
      put(metrics, ideal, "rss_peak", "bytes", "lower", rounds, Round::rssPeakBytes);
    }
    return metrics;
  }

  private static void percentiles(
      Map<String, Metric> metrics,
      Map<String, Double> ideal,
      String name,
      List<Round> rounds,
      Function<Round, String> encoded) {
    var histograms = rounds.stream().map(encoded).map(Histograms::decode).toList();
    for (int percentile : new int[] {50, 95, 99, 100}) {
      var samples =
          histograms.stream().mapToDouble(h -> h.getValueAtPercentile(percentile) / 1e6).toArray();
      var key = name + (percentile == 100 ? "_max" : "_p" + percentile);
      put(metrics, ideal, key, "ms", "lower", samples);
    }
  }

  private static void put(
      Map<String, Metric> metrics,
      Map<String, Double> ideal,
      String name,
      String unit,
      String better,
      List<Round> rounds,
      ToDoubleFunction<Round> sample) {
    put(metrics, ideal, name, unit, better, rounds.stream().mapToDouble(sample).toArray());
  }

  private static void put(
      Map<String, Metric> metrics,
      Map<String, Double> ideal,
      String name,
      String unit,
      String better,
      double[] samples) {
    var estimate = Statistics.estimate(samples);
    metrics.put(
        name,
        new Metric(
            unit, better, estimate.value(), estimate.low(), estimate.high(), ideal.get(name)));
  }

  /// Total work over total time: what a service sees.
  private static double perSecond(Round round) {
    return round.ops() * 1e9 / round.repetitions().stream().mapToLong(one -> one.elapsedNs()).sum();
  }

  private static double medianElapsedMs(Round round) {
    return Statistics.median(
        round.repetitions().stream().mapToDouble(one -> one.elapsedNs() / 1e6).toArray());
  }

  private static double cpuPerOpUs(Round round) {
    return round.repetitions().stream().mapToLong(one -> one.cpuNs()).sum() / 1e3 / round.ops();
  }

  private static List<String> flags(List<Round> rounds) {
    var flags = new TreeSet<String>();
    for (var round : rounds) flags.addAll(round.flags());
    long early = rounds.stream().mapToLong(Round::early).sum();
    long ops = rounds.stream().mapToLong(Round::ops).sum();
    if (early > 0) flags.add("early-wakes: " + percent(early, ops));
    if (rounds.size() == 1) flags.add("one-round: no interval");
    return List.copyOf(flags);
  }

  private static String percent(long part, long whole) {
    double percent = 100.0 * part / whole;
    return percent < 0.1
        ? "<0.1%"
        : String.format(Locale.ROOT, percent < 10 ? "%.1f%%" : "%.0f%%", percent);
  }
}
