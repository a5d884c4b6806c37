//SOURCES ../cli/Table.java
//SOURCES ../result/Cell.java
//SOURCES ../result/Metric.java
//SOURCES ../result/Numbers.java
//SOURCES ../result/Ranking.java
//SOURCES ../result/Results.java
//SOURCES ../result/Round.java
//SOURCES ../result/Statistics.java
//SOURCES ../result/Variant.java

package report;

import module java.base;

import cli.Table;
import result.Cell;
import result.Metric;
import result.Numbers;
import result.Ranking;
import result.Results;
import result.Round;
import result.Statistics;
import result.Variant;

/// The tables that a run prints at its end: one per scenario, best row first, with units and 95 %
/// intervals.
public final class Summary {
  private static final List<String> PERCENTILES =
      List.of("latency_p50", "latency_p95", "latency_p99", "latency_max");

  private Summary() {}

  public static void print(PrintStream out, Results results) {
    for (var variant : results.variants()) {
      var cells = variant.cells();
      out.println();
      out.println(
          cells.stream().filter(Cell::ok).findFirst().map(Summary::heading).orElse(variant.name()));
      var measured = cells.stream().filter(Cell::ok).toList();
      if (!measured.isEmpty()) out.print(table(measured).text());
      for (var cell : cells) {
        if (!cell.ok()) {
          out.println("  " + cell.backend() + ": " + cell.status() + ": " + cell.reason());
        }
        for (var flag : cell.flags()) out.println("  ! " + cell.backend() + ": " + flag);
      }
    }
    out.println();
    out.println(
        "Intervals: 95 % over processes. Rank: all places that a row may have. Best over this row:"
            + " by how much the best, whichever that is, may be better. Ranks and factors of a"
            + " table hold together. cpu/op: processor time of all threads.");
    noisy(results).ifPresent(out::println);
    precision(results).ifPresent(out::println);
  }

  /// How many processes were noisy.
  private static Optional<String> noisy(Results results) {
    var rounds = results.cells().stream().flatMap(cell -> cell.rounds().stream()).toList();
    long noisy = rounds.stream().filter(Round::noisy).count();
    if (noisy == 0) return Optional.empty();
    var looks = rounds.stream().map(Round::wakeNs).filter(Objects::nonNull);
    var wake = looks.mapToDouble(ns -> ns / 1e3).sorted().toArray();
    return Optional.of(
        "Noisy: %d of %d processes. Waking a thread took up to %.1f us, %.1f at the median."
            .formatted(noisy, rounds.size(), wake[wake.length - 1], Statistics.median(wake)));
  }

  /// The precision that --precision reached or, without that option, the width of the intervals.
  private static Optional<String> precision(Results results) {
    var wanted = results.config().precision();
    var cells = results.cells().stream().filter(cell -> cell.ok() && spread(cell) != null).toList();
    var widest = cells.stream().max(Comparator.comparing(Summary::spread));
    if (widest.isEmpty()) return Optional.empty();
    var said =
        "widest interval: %s %s, %s after %d processes"
            .formatted(
                variant(widest.get(), results),
                widest.get().backend(),
                percent(spread(widest.get())),
                widest.get().rounds().size());
    if (wanted == null) return Optional.of("Precision: " + said + ".");
    long reached = cells.stream().filter(cell -> spread(cell) <= wanted).count();
    return Optional.of(
        "Precision: %d of %d cells within +/-%.0f %%; %s%s"
            .formatted(
                reached,
                cells.size(),
                100 * wanted,
                said,
                reached == cells.size()
                    ? "."
                    : ". Go on with --resume added, or on an idle machine."));
  }

  /// An interval from two or three processes that differ can be so wide that its bound carries no
  /// information.
  private static String percent(double spread) {
    return spread > 10 ? "more than +/-1000 %" : "+/-%.0f %%".formatted(100 * spread);
  }

  private static String variant(Cell cell, Results results) {
    return results.variants(cell.scenario()).stream()
        .filter(variant -> variant.cells().contains(cell))
        .map(Variant::name)
        .findFirst()
        .orElseThrow();
  }

  private static Double spread(Cell cell) {
    return cell.metrics().get(cell.headline()).spread();
  }

  private static String heading(Cell cell) {
    return cell.scenario() + " (" + cell.parameters() + ")";
  }

  private static Table table(List<Cell> cells) {
    // Some backends lack some metrics.
    var metrics = new LinkedHashMap<String, Metric>();
    for (var cell : cells) cell.metrics().forEach(metrics::putIfAbsent);
    var headline = cells.getFirst().headline();
    var columns = columns(cells, metrics.keySet());
    columns.remove(headline);
    var table = new Table(3);
    var head =
        new ArrayList<>(
            List.of(
                "rank",
                "backend",
                "a task is",
                "threads",
                headline.replace('_', ' ') + " " + metrics.get(headline).unit(),
                "95 %",
                "best over this"));
    for (var name : columns) {
      head.add(
          name.replace("latency_", "")
                  .replace("cpu_per_op", "cpu/op")
                  .replace("allocated_per_op", "alloc/op")
                  .replace('_', ' ')
              + " "
              + metrics.get(name).unit());
    }
    table.row(head.toArray(String[]::new));
    if (columns.stream().anyMatch(name -> metrics.get(name).ideal() != null)) {
      table.row(ideal(metrics, headline, columns));
    }
    for (var row : Ranking.of(cells).rows()) table.row(row(row, headline, columns));
    return table;
  }

  /// The columns of a table. If the scenario itself reports its headline, its own values are shown.
  /// Other scenarios show latencies first.
  private static List<String> columns(List<Cell> cells, Set<String> metrics) {
    var own =
        cells.stream()
            .map(cell -> cell.rounds().getFirst().repetitions().getFirst().values().keySet())
            .flatMap(Set::stream)
            .filter(metrics::contains)
            .distinct()
            .toList();
    boolean aboutOwn = own.contains(cells.getFirst().headline());
    var columns = new ArrayList<>(aboutOwn ? List.of() : PERCENTILES);
    columns.addAll(own);
    columns.addAll(List.of("overshoot_p95", "cpu_per_op", "allocated_per_op"));
    columns.retainAll(metrics);
    return columns;
  }

  private static String[] ideal(
      Map<String, Metric> metrics, String headline, List<String> columns) {
    var row = new ArrayList<>(List.of("", "(ideal)", "", "", ideal(metrics.get(headline)), "", ""));
    for (var name : columns) row.add(ideal(metrics.get(name)));
    return row.toArray(String[]::new);
  }

  private static String ideal(Metric metric) {
    return metric.ideal() == null ? "" : Numbers.text(metric.ideal());
  }

  private static String[] row(Ranking.Row ranked, String headline, List<String> columns) {
    var cell = ranked.cell();
    var metric = cell.metrics().get(headline);
    var row =
        new ArrayList<>(
            List.of(
                ranked.rank(),
                cell.backend(),
                Objects.toString(cell.kind(), ""),
                cell.parallelism() == null ? "" : "" + cell.parallelism(),
                Numbers.text(metric.value()),
                interval(metric),
                ranked.behind()));
    for (var name : columns) {
      var other = cell.metrics().get(name);
      row.add(other == null ? "" : Numbers.text(other.value()));
    }
    return row.toArray(String[]::new);
  }

  private static String interval(Metric metric) {
    if (metric.low() == null) return "";
    return Numbers.text(metric.low()) + " to " + Numbers.text(metric.high());
  }
}
