//SOURCES History.java
//SOURCES Timeline.java
//SOURCES ../result/Json.java

package history;

import module java.base;

import result.Json;

/// A history for programs.
public final class HistoryJson {
  private HistoryJson() {}

  private record Document(int runs, int pairs, List<String> skipped, List<Line> lines) {}

  private record Line(
      String cpu,
      int cores,
      String settings,
      String scenario,
      Map<String, String> params,
      String backend,
      String metric,
      String unit,
      List<Value> values,
      List<Change> changes) {}

  /// @param value null if the cell has no numbers, as its status says
  private record Value(
      String file,
      String started,
      String commit,
      String jdk,
      String python,
      String version,
      String status,
      Double value,
      Double low,
      Double high,
      int processes,
      List<String> flags) {}

  private record Change(
      String before,
      String after,
      String verdict,
      double advantage,
      Double low,
      Double high,
      List<String> differs,
      String sentence) {}

  public static String of(History history) {
    var lines = history.lines().stream().map(HistoryJson::line).toList();
    return Json.pretty(new Document(history.runs(), history.pairs(), history.skipped(), lines))
        + "\n";
  }

  private static Line line(Timeline line) {
    var key = line.key();
    return new Line(
        key.cpu(),
        key.cores(),
        key.config().words(),
        key.scenario(),
        key.params(),
        key.backend(),
        key.metric(),
        key.unit(),
        line.points().stream().map(point -> value(line, point)).toList(),
        line.changes().stream().map(HistoryJson::change).toList());
  }

  private static Value value(Timeline line, Timeline.Point point) {
    var run = point.run();
    var cell = point.cell();
    var metric = cell.ok() ? line.metric(point) : null;
    return new Value(
        point.file().toString(),
        run.started(),
        run.commit(),
        run.host().jdk(),
        run.host().python(),
        cell.version(),
        cell.status(),
        metric == null ? null : (Double) metric.value(),
        metric == null ? null : metric.low(),
        metric == null ? null : metric.high(),
        cell.rounds().size(),
        cell.flags());
  }

  private static Change change(Timeline.Change change) {
    var comparison = change.comparison();
    return new Change(
        change.before().run().started(),
        change.after().run().started(),
        comparison.verdict().toString(),
        comparison.advantage(),
        comparison.low(),
        comparison.high(),
        change.why(),
        change.words());
  }
}
