//SOURCES NoiseProbe.java
//SOURCES ../backend/Backends.java
//SOURCES ../result/Cell.java
//SOURCES ../result/Histograms.java
//SOURCES ../result/Metric.java
//SOURCES ../result/Round.java
//SOURCES ../result/Samples.java
//SOURCES ../result/Statistics.java
//SOURCES ../result/SteadyState.java
//SOURCES ../scenario/Kind.java
//SOURCES ../worker/Report.java

package run;

import module java.base;

import backend.Backends;
import result.Cell;
import result.Histograms;
import result.Metric;
import result.Round;
import result.Samples;
import result.Statistics;
import result.SteadyState;
import scenario.Kind;
import worker.Report;

/// Computes the numbers of a cell from its rounds. Each process gives one value per metric. The
/// confidence interval is over processes.
public final class Cells {
  private Cells() {}

  /// @param wakeNs ns that waking a thread took alongside the process; null if there was no noise
  ///     probe
  /// @param throttled periods in which the control group was stopped meanwhile
  public static Round round(
      Report.Measured report, Double wakeNs, long throttled, int round, int order) {
    return new Round(
        round,
        order,
        report.repetitions(),
        report.latency(),
        report.overshoot(),
        report.early(),
        report.rssPeakBytes(),
        report.warmupRepetitions(),
        report.quickRepetitions(),
        flags(report, throttled),
        wakeNs);
  }

  private static List<String> flags(Report.Measured report, long throttled) {
    var flags = new ArrayList<String>();
    if (throttled > 0)
      flags.add(Round.THROTTLED + throttled + (throttled == 1 ? " period" : " periods"));
    if (report.compiling()) flags.add(Round.COMPILING);
    if (report.shortTimer() != null) flags.add(Round.SHORT_TIMER + report.shortTimer());
    if (report.discarded() != null) flags.add(Round.DISCARDED + report.discarded());
    return List.copyOf(flags);
  }

  /// A cell without numbers.
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
        backend.kind(),
        null,
        null,
        null,
        params,
        status,
        reason,
        null,
        Map.of(),
        setting(backend).toList(),
        rounds);
  }

  /// @param rounds at least one
  /// @param last any one of the reports that the rounds came from
  public static Cell of(Backends.Entry backend, Report.Measured last, List<Round> rounds) {
    return new Cell(
        last.scenario(),
        backend.id(),
        backend.runtime(),
        backend.library(),
        last.version() == null ? backend.version() : last.version(),
        backend.kind(),
        last.unit(),
        last.parallelism(),
        last.environment(),
        last.params(),
        "ok",
        null,
        last.measures(),
        metrics(last, rounds),
        flags(rounds, setting(backend)),
        rounds);
  }

  /// The same cell with its rounds marked as noisy or not, by all that the noise probe has seen by
  /// now.
  public static Cell judged(Cell cell, NoiseProbe probe) {
    if (!cell.ok()) return cell;
    var rounds = judged(cell.rounds(), probe);
    if (rounds.equals(cell.rounds())) return cell;
    var setting = cell.flags().stream().filter(flag -> flag.startsWith(Cell.SETTING));
    return cell.with(cell.metrics(), flags(rounds, setting), rounds);
  }

  private static Stream<String> setting(Backends.Entry backend) {
    return Stream.ofNullable(backend.setting()).map(setting -> Cell.SETTING + setting);
  }

  public static List<Round> judged(List<Round> rounds, NoiseProbe probe) {
    return rounds.stream().map(round -> round.noisy(probe.noisy(round.wakeNs()))).toList();
  }

  private static Map<String, Metric> metrics(Report.Measured last, List<Round> rounds) {
    var metrics = new LinkedHashMap<String, Metric>();
    BiConsumer<String, Kind> put =
        (name, kind) -> metrics.put(name, metric(name, kind, last.ideal().get(name), rounds));
    if (last.measures().equals("settle")) put.accept("settle", new Kind("ms", "lower"));
    if (last.measures().equals("throughput"))
      put.accept("throughput", new Kind(last.unit() + "/s", "higher"));
    // Not every runtime can report every value.
    last.values()
        .forEach((name, kind) -> {
          if (rounds.stream().allMatch(round -> Samples.reported(name, round)))
            put.accept(name, kind);
        });
    for (var rank : RANKS) put.accept("latency_" + rank, new Kind("ms", "lower"));
    if (rounds.stream().allMatch(round -> round.overshoot() != null)) {
      for (var rank : RANKS) put.accept("overshoot_" + rank, new Kind("ms", "lower"));
    }
    put.accept("cpu_per_op", new Kind("us", "lower"));
    if (rounds.stream().allMatch(Cells::countsAllocations))
      put.accept("allocated_per_op", new Kind("bytes", "lower"));
    put.accept("gc_share", new Kind("%", "lower"));
    if (rounds.stream().allMatch(round -> round.rssPeakBytes() != null)) {
      put.accept("rss_peak", new Kind("bytes", "lower"));
    }
    return metrics;
  }

  private static boolean countsAllocations(Round round) {
    return round.repetitions().stream().allMatch(one -> one.allocatedBytes() != null);
  }

  private static final List<String> RANKS = List.of("p50", "p95", "p99", "max");

  private static Metric metric(String name, Kind kind, Double ideal, List<Round> rounds) {
    var estimate = Statistics.estimate(Samples.of(name, rounds));
    return new Metric(
        kind.unit(), kind.better(), estimate.value(), estimate.low(), estimate.high(), ideal);
  }

  /// @param setting the flag of a setting that is not the library's default, if there is one
  private static List<String> flags(List<Round> rounds, Stream<String> setting) {
    var flags = setting.collect(Collectors.toCollection(TreeSet::new));
    long noisy = rounds.stream().filter(Round::noisy).count();
    if (noisy > 0) flags.add(Round.NOISY + ": " + noisy + " of " + rounds.size() + " processes");
    long compiling =
        rounds.stream().filter(round -> round.flags().contains(Round.COMPILING)).count();
    if (compiling > 0)
      flags.add(Round.COMPILING + ": " + compiling + " of " + rounds.size() + " processes");
    rounds.stream()
        .flatMap(round -> round.flags().stream())
        .filter(flag -> flag.startsWith(Round.SHORT_TIMER))
        .findFirst()
        .ifPresent(flags::add);
    rounds.stream()
        .flatMap(round -> round.flags().stream())
        .filter(flag -> flag.startsWith(Round.DISCARDED) || flag.startsWith(Round.THROTTLED))
        .forEach(flags::add);
    long early = rounds.stream().mapToLong(Round::early).sum();
    if (early > 0) flags.add("early-wakes: " + percent(early, sleeps(rounds)));
    if (rounds.size() == 1) flags.add("one-round: no interval");
    SteadyState.shift(rounds).ifPresent(shift -> flags.add("no-steady-state: " + shift));
    return List.copyOf(flags);
  }

  /// How many sleeps were timed.
  private static long sleeps(List<Round> rounds) {
    return rounds.stream()
        .map(Round::overshoot)
        .filter(Objects::nonNull)
        .mapToLong(overshoot -> Histograms.decode(overshoot).getTotalCount())
        .sum();
  }

  private static String percent(long part, long whole) {
    double percent = 100.0 * part / whole;
    return percent < 0.1
        ? "<0.1%"
        : String.format(Locale.ROOT, percent < 10 ? "%.1f%%" : "%.0f%%", percent);
  }
}
