//SOURCES Processes.java
//SOURCES ../cli/Table.java
//SOURCES ../result/Cell.java
//SOURCES ../result/Metric.java
//SOURCES ../result/Numbers.java
//SOURCES ../result/Results.java
//SOURCES ../result/Round.java

package export;

import module java.base;

import cli.Table;
import result.Cell;
import result.Metric;
import result.Numbers;
import result.Results;
import result.Round;

/// CSV for spreadsheets, R and pandas, with all digits of every number.
final class Csv {
  private static final List<String> CELL =
      List.of(
          "started",
          "commit",
          "scenario",
          "parameters",
          "backend",
          "runtime",
          "library",
          "version",
          "kind",
          "threads");

  private Csv() {}

  /// One row per cell and metric. A cell without numbers has one row, which says why.
  static String cells(Results results) {
    var table =
        table("status", "reason", "metric", "headline", "unit", "better", "value", "low", "high");
    for (var cell : results.cells()) {
      if (cell.metrics().isEmpty()) table.row(row(results, cell, "", null));
      cell.metrics().forEach((name, metric) -> table.row(row(results, cell, name, metric)));
    }
    return table.csv();
  }

  private static Table table(String... columns) {
    var more = List.of("processes", "flags");
    var head = Stream.of(CELL, List.of(columns), more).flatMap(List::stream).toList();
    return new Table(head.size()).row(head);
  }

  private static List<String> row(Results results, Cell cell, String name, Metric metric) {
    var row = new ArrayList<>(identity(results, cell));
    row.addAll(List.of(cell.status(), text(cell.reason()), name));
    if (metric == null) row.addAll(Collections.nCopies(6, ""));
    else {
      row.addAll(
          List.of("" + name.equals(cell.headline()), text(metric.unit()), text(metric.better())));
      for (var number : Arrays.asList(metric.value(), metric.low(), metric.high()))
        row.add(number == null ? "" : Numbers.exact(number));
    }
    row.addAll(List.of("" + cell.rounds().size(), String.join("; ", cell.flags())));
    return row;
  }

  /// One row per process and metric, in the metric's unit.
  static String processes(Results results) {
    var table = new Table(0);
    table.row(
        Stream.concat(
                CELL.stream(),
                Stream.of("round", "order", "metric", "headline", "unit", "value", "flags"))
            .toList());
    for (var cell : results.cells())
      for (var round : cell.rounds())
        cell.metrics()
            .forEach((name, metric) ->
                Processes.value(name, round)
                    .ifPresent(
                        value -> table.row(row(results, cell, round, name, metric.unit(), value))));
    return table.csv();
  }

  private static List<String> row(
      Results results, Cell cell, Round round, String name, String unit, double value) {
    var row = new ArrayList<>(identity(results, cell));
    row.addAll(List.of("" + round.round(), "" + round.order(), name));
    row.addAll(List.of("" + name.equals(cell.headline()), text(unit), Numbers.exact(value)));
    row.add(String.join("; ", round.flags()));
    return row;
  }

  /// What the columns of {@link #CELL} say.
  private static List<String> identity(Results results, Cell cell) {
    return Stream.of(
            results.started(),
            results.commit(),
            cell.scenario(),
            cell.parameters(),
            cell.backend(),
            cell.runtime(),
            cell.library(),
            cell.version(),
            cell.kind(),
            cell.parallelism())
        .map(Csv::text)
        .toList();
  }

  private static String text(Object value) {
    return Objects.toString(value, "");
  }
}
