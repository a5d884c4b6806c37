//SOURCES Study.java
//SOURCES Wording.java
//SOURCES ../cli/Table.java
//SOURCES ../result/Cell.java
//SOURCES ../result/Metric.java
//SOURCES ../result/Numbers.java
//SOURCES ../result/Ranking.java
//SOURCES ../result/Results.java
//SOURCES ../result/Variant.java

package report;

import static report.Wording.code;

import module java.base;

import cli.Table;
import result.Cell;
import result.Metric;
import result.Numbers;
import result.Ranking;
import result.Results;
import result.Variant;

/// All tables and flags of a run, in Markdown.
public final class FullReport {
  private FullReport() {}

  /// The study, and one table per scenario.
  public static String of(Results results) {
    return "# Results\n\n"
        + Wording.machine(results)
        + Study.takeaways(results)
        + "\n"
        + Study.observations(results)
        + results.variants().stream().map(FullReport::table).collect(Collectors.joining())
        + "\n"
        + "Intervals are 95 % confidence intervals over processes. A rank is all places that a row"
        + " may have. *Best over this* is by how much the best, whichever that is, may be better;"
        + " ranks and factors of a table hold together. cpu/op is the processor time of all"
        + " threads.\n";
  }

  /// The memory that parked tasks need, least first: resident memory and heap per task, and the
  /// peak of the process.
  public static String footprint(Results results) {
    var table =
        new Table(1).row("Backend", "bytes per task", "heap per task", "peak of the process, MB");
    for (var variant : results.variants()) {
      for (var row : Ranking.of(variant.cells()).rows()) {
        var metrics = row.cell().metrics();
        table.row(
            code(row.cell()),
            bytes(metrics.get("bytes_per_task")),
            bytes(metrics.get("heap_per_task")),
            "%,.0f".formatted(metrics.get("rss_peak").value() / 1e6));
      }
      for (var cell : variant.cells()) if (!cell.ok()) table.row(code(cell), cell.reason(), "", "");
    }
    return Wording.machine(results) + table.markdown();
  }

  private static String bytes(Metric metric) {
    return metric == null ? "" : "%,.0f".formatted(metric.value());
  }

  private static String table(Variant variant) {
    var text = new StringBuilder("\n## " + variant.name() + "\n\n");
    var rows = Ranking.of(variant.cells()).rows();
    if (!rows.isEmpty()) {
      var first = rows.getFirst().cell();
      // Some backends lack some metrics.
      var known = new LinkedHashMap<String, Metric>();
      for (var row : rows) row.cell().metrics().forEach(known::putIfAbsent);
      var metrics = known.keySet().stream().filter(name -> shown(name, first)).toList();
      var head = new ArrayList<>(List.of("Rank", "Backend", "A task is", "Threads"));
      head.add(first.headline() + " " + known.get(first.headline()).unit());
      head.addAll(List.of("95 %", "Best over this"));
      for (var name : metrics) head.add(name.replace('_', ' ') + " " + known.get(name).unit());
      text.append("Parameters: " + first.parameters() + ".\n\n");
      var table = new Table(3).row(head);
      for (var row : rows) table.row(columns(row, metrics));
      text.append(table.markdown()).append('\n');
    }
    for (var cell : variant.cells()) {
      if (!cell.ok())
        text.append("- %s: %s: %s\n".formatted(code(cell), cell.status(), cell.reason()));
      for (var flag : cell.flags()) text.append("- %s: %s\n".formatted(code(cell), flag));
    }
    return text.toString();
  }

  /// Whether the metric gets a column. The headline has a place of its own, and only one number of
  /// the overshoot is shown.
  private static boolean shown(String metric, Cell cell) {
    return !metric.equals(cell.headline())
        && (!metric.startsWith("overshoot_") || metric.equals("overshoot_p95"));
  }

  private static List<String> columns(Ranking.Row row, List<String> metrics) {
    var cell = row.cell();
    var headline = cell.metrics().get(cell.headline());
    var columns =
        new ArrayList<>(
            List.of(
                row.rank(),
                code(cell),
                Objects.toString(cell.kind(), ""),
                cell.parallelism() == null ? "" : "" + cell.parallelism(),
                Numbers.text(headline.value()),
                Wording.interval(headline),
                row.behind()));
    for (var name : metrics) {
      var metric = cell.metrics().get(name);
      columns.add(metric == null ? "" : Numbers.text(metric.value()));
    }
    return columns;
  }
}
