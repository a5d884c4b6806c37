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

  /// "2.78M to 2.88M tasks/s".
  public static String range(List<Cell> cells, String metric) {
    var values = cells.stream().map(cell -> cell.metrics().get(metric)).toList();
    var all = values.stream().mapToDouble(Metric::value).summaryStatistics();
    var least = Numbers.text(all.getMin());
    var most = Numbers.text(all.getMax());
    return (least.equals(most) ? least : least + " to " + most) + " " + values.getFirst().unit();
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
    var days =
        Stream.of(results.started().split(" and "))
            .map(started -> started.replaceFirst("T.*", ""))
            .distinct()
            .sorted()
            .collect(Collectors.joining(" and "));
    return """
    %d scenarios in %d tables, on %d backends, by %d processes; measured on %s on %s. Others used the \
    machine during %d of the processes.
    """
        .formatted(
            results.scenarios().size(),
            results.variants().size(),
            results.cells().stream().map(Cell::backend).distinct().count(),
            processes.size(),
            days,
            host(results),
            processes.stream().filter(Round::noisy).count());
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
