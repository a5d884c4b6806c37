//SOURCES History.java
//SOURCES Timeline.java
//SOURCES ../cli/Table.java
//SOURCES ../report/Wording.java
//SOURCES ../result/Cell.java
//SOURCES ../result/Metric.java
//SOURCES ../result/Numbers.java

package history;

import module java.base;

import cli.Table;
import report.Wording;
import result.Cell;
import result.Metric;
import result.Numbers;

/// A history for a terminal: each line with its values, then what has changed.
public final class HistoryText {
  private static final String BARS = "▁▂▃▄▅▆▇█";

  /// From the lowest bar to the highest: less would show noise as if it were a change.
  private static final double LEAST_RANGE = Math.log(1.5);

  private HistoryText() {}

  public static String of(History history) {
    var text = new StringBuilder();
    var lines = history.longer();
    var setups = history.setups();
    for (var setup : setups) {
      text.append("On ").append(plain(setup)).append("\n\n");
      for (var line : lines)
        if (line.key().setup().equals(setup)) text.append(line(line)).append('\n');
    }
    if (setups.size() > 1)
      text.append(
          ("These are %d machines or settings. Their lines are apart: nothing of one is compared"
                  + " with the other.\n\n")
              .formatted(setups.size()));
    for (var line : lines)
      for (var change : line.changes())
        text.append(plain(history.name(line) + ": " + change.words())).append('\n');
    return text.append(history.summary()).append('\n').toString();
  }

  /// What a results file says must neither give the terminal orders nor end a line.
  private static String plain(String said) {
    return said.replaceAll("\\p{Cntrl}", " ");
  }

  private static String line(Timeline line) {
    var key = line.key();
    var first =
        line.points().stream().map(Timeline.Point::cell).filter(Cell::ok).findFirst().orElseThrow();
    var head =
        new StringBuilder(
            plain(
                "%s %s (%s): %s %s  "
                    .formatted(
                        key.scenario(),
                        key.backend(),
                        first.parameters(),
                        key.metric().replace('_', ' '),
                        key.unit())));
    head.append(bars(line)).append('\n');
    var table = new Table(3);
    for (var point : line.points()) {
      var cell = point.cell();
      var row =
          new ArrayList<>(
              List.of(
                  "  " + point.run().started(),
                  Objects.toString(cell.version(), ""),
                  Objects.toString(point.run().commit(), "")));
      if (cell.ok())
        row.addAll(List.of(value(line.metric(point)), Wording.interval(line.metric(point))));
      else row.addAll(List.of("", cell.status()));
      table.row(row);
    }
    var rows = table.text().lines().toList();
    int width = rows.stream().mapToInt(String::length).max().orElse(0);
    for (int i = 0; i < rows.size(); i++) {
      var said = said(line, line.points().get(i));
      var pad = " ".repeat(width - rows.get(i).length());
      head.append(plain(rows.get(i) + pad + "   " + said).stripTrailing()).append('\n');
    }
    return head.toString();
  }

  private static String value(Metric metric) {
    return Numbers.text(metric.value());
  }

  /// The change that a point brings, and its warnings.
  private static String said(Timeline line, Timeline.Point point) {
    var change = line.change(point).map(one -> one.comparison().words()).stream();
    var flags = point.cell().flags().stream().filter(flag -> !flag.startsWith(Cell.SETTING));
    return Stream.concat(change, flags.map(flag -> flag.replaceFirst(":.*", "")))
        .collect(Collectors.joining("; "));
  }

  /// A bar per point, on a logarithmic scale; a space where it has no number.
  private static String bars(Timeline line) {
    var logs =
        line.points().stream()
            .map(point -> point.cell().ok() ? line.metric(point).value() : Double.NaN)
            .map(value -> value > 0 ? Math.log(value) : Double.NaN)
            .toList();
    var known = logs.stream().filter(log -> !log.isNaN()).mapToDouble(log -> log);
    var range = known.summaryStatistics();
    double middle = (range.getMin() + range.getMax()) / 2;
    double width = Math.max(LEAST_RANGE, range.getMax() - range.getMin());
    return logs.stream()
        .map(log -> log.isNaN() ? " " : bar((log - middle) / width + 0.5))
        .collect(Collectors.joining());
  }

  private static String bar(double height) {
    int step = Math.min(BARS.length() - 1, (int) (height * BARS.length()));
    return BARS.substring(step, step + 1);
  }
}
