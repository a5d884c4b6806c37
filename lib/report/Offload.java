//SOURCES Wording.java
//SOURCES ../cli/Table.java
//SOURCES ../result/Cell.java
//SOURCES ../result/Numbers.java
//SOURCES ../result/Results.java
//SOURCES ../result/Variant.java

package report;

import static report.Wording.code;

import module java.base;

import cli.Table;
import result.Cell;
import result.Numbers;
import result.Results;
import result.Variant;

/// The two ways of `cpu_mixed` side by side: how much code that computes among waiting tasks delays
/// the heartbeat, with the code in the task itself and with the code where the library wants it.
public final class Offload {
  private static final String SCENARIO = "cpu_mixed";
  private static final String HEARTBEAT = "heartbeat_p95";

  private Offload() {}

  /// One row per backend, in Markdown, in the order of the file; empty if there are no such cells.
  /// A way that was not measured has no columns.
  public static String table(Results results) {
    var ways = results.variants(SCENARIO);
    if (ways.isEmpty()) return "";
    var head = new ArrayList<>(List.of("Backend"));
    for (var way : ways)
      head.addAll(List.of("heartbeat p95, ms" + where(way), "ops/s" + where(way)));
    var table = new Table(1).row(head);
    for (var cell : ways.getFirst().cells()) {
      var row = new ArrayList<>(List.of(code(cell)));
      for (var way : ways) {
        var other = way.cells().stream().filter(one -> one.backend().equals(cell.backend()));
        row.addAll(other.findFirst().map(Offload::numbers).orElse(List.of("", "")));
      }
      table.row(row);
    }
    return Wording.machine(results) + table.markdown();
  }

  private static String where(Variant way) {
    return "true".equals(way.params().get("offload")) ? ", `--offload`" : "";
  }

  private static List<String> numbers(Cell cell) {
    if (!cell.ok()) return List.of(cell.status(), "");
    return List.of(text(cell, HEARTBEAT), text(cell, cell.headline()));
  }

  private static String text(Cell cell, String name) {
    var metric = cell.metrics().get(name);
    if (metric == null) return "";
    return metric.low() == null
        ? Numbers.text(metric.value())
        : Numbers.text(metric.value()) + " (" + Wording.interval(metric) + ")";
  }
}
