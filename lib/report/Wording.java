//SOURCES ../result/Cell.java
//SOURCES ../result/Metric.java
//SOURCES ../result/Numbers.java
//SOURCES ../result/Results.java
//SOURCES ../result/Round.java

package report;

import module java.base;

import result.Cell;
import result.Metric;
import result.Numbers;
import result.Results;
import result.Round;

/// Helpers that the pages about a run share: names, values, the machine.
public final class Wording {
  /// More names than this would not be read.
  static final int NAMED = 3;

  private Wording() {}

  static String code(Cell cell) {
    return "`" + cell.backend() + "`";
  }

  /// The headline with its unit and its interval.
  static String value(Cell cell) {
    var metric = cell.metrics().get(cell.headline());
    return Numbers.text(metric.value())
        + " "
        + metric.unit()
        + (metric.low() == null ? "" : " (" + interval(metric) + ")");
  }

  /// Empty from a single process.
  public static String interval(Metric metric) {
    return metric.low() == null
        ? ""
        : Numbers.text(metric.low()) + " to " + Numbers.text(metric.high());
  }

  /// "`a`", "`a`, `b`".
  static String codes(Collection<Cell> cells) {
    return cells.stream().map(Wording::code).collect(Collectors.joining(", "));
  }

  /// "`a`, `b`, `c` and 2 more".
  static String few(List<Cell> cells) {
    int more = cells.size() - NAMED;
    return more <= 0
        ? codes(cells)
        : codes(cells.subList(0, NAMED)) + " and %d more".formatted(more);
  }

  /// "2.88M to 2.78M tasks/s": the better end comes first, as the better rows do where they are
  /// named.
  public static String range(List<Cell> cells, String metric) {
    var values = cells.stream().map(cell -> cell.metrics().get(metric)).toList();
    var all = values.stream().mapToDouble(Metric::value).summaryStatistics();
    boolean more = values.getFirst().higherIsBetter();
    var best = Numbers.text(more ? all.getMax() : all.getMin());
    var worst = Numbers.text(more ? all.getMin() : all.getMax());
    return Numbers.range(best, worst) + " " + values.getFirst().unit();
  }

  /// The metric and its unit for a column head: "tasks/s", "settle, ms".
  public static String measured(String metric, String unit) {
    var words = metric.replace('_', ' ');
    if (metric.equals("throughput")) return unit;
    return words.startsWith(unit) ? words : words + ", " + unit;
  }

  /// "14 scenarios in 25 tables, on 23 backends; measured 2026-11-28 …".
  static String scope(Results results) {
    var processes = results.cells().stream().flatMap(cell -> cell.rounds().stream()).toList();
    long noisy = processes.stream().filter(Round::noisy).count();
    return """
    %d scenarios in %d tables, on %d backends, by %d processes, %s per row; measured on %s on %s. \
    Others used the machine during %d of the processes%s.
    """
        .formatted(
            results.scenarios().size(),
            results.variants().size(),
            results.cells().stream().map(Cell::backend).distinct().count(),
            processes.size(),
            each(results),
            results.days(),
            host(results),
            noisy,
            2 * noisy > processes.size() ? ": take the numbers as rough" : "");
  }

  /// "3 to 5": how many processes a row has.
  private static String each(Results results) {
    var each =
        results.cells().stream()
            .filter(Cell::ok)
            .mapToInt(cell -> cell.rounds().size())
            .summaryStatistics();
    return Numbers.range(each.getMin(), each.getMax());
  }

  private static String host(Results results) {
    var host = results.host();
    return Stream.of(
            host.cpu(),
            host.cores() + (host.cores() == 1 ? " core" : " cores"),
            host.container(),
            host.os(),
            "JDK " + host.jdk(),
            host.python())
        .filter(Objects::nonNull)
        .collect(Collectors.joining(", "));
  }

  public static String machine(Results results) {
    return "Measured on "
        + host(results)
        + "; started "
        + results.started()
        + (results.commit() == null ? "" : ", commit " + results.commit())
        + ".\n"
        + "\n";
  }
}
