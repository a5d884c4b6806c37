//SOURCES Axis.java
//SOURCES Marks.java
//SOURCES Notes.java
//SOURCES Picture.java
//SOURCES Row.java
//SOURCES Sheet.java
//SOURCES Text.java
//SOURCES ../result/Cell.java
//SOURCES ../result/Metric.java
//SOURCES ../result/Results.java

package chart;

import module java.base;

import result.Cell;
import result.Metric;
import result.Results;

/// Shows one metric of one scenario. There is one row per backend, best first, with its 95 %
/// interval and the numbers beside it. A linear axis has bars that start at 0. A logarithmic axis
/// has points, because it has no 0 where a bar could start.
///
/// @param metric the metric's name in the results file
/// @param subtitle what a reader must know, in one line: what is measured, and what is better
record MetricChart(String scenario, String metric, String title, String subtitle)
    implements Picture {
  private static final int GAP = 14;
  private static final int HEADING = -14;

  @Override
  public String name() {
    return scenario + "_" + metric;
  }

  @Override
  public boolean shows(Cell cell) {
    return cell.ok() && cell.metrics().containsKey(metric);
  }

  @Override
  public Sheet draw(Results results) {
    var notes = new Notes(results, results.of(scenario));
    var rows = Row.of(notes, metric);
    var unit = Text.note(rows.getFirst().metric().unit());
    var interval = Text.note(rows.stream().anyMatch(Row::bounded) ? "95 % interval" : "");
    double names = GAP + Math.max(widest(rows, Row::name), widest(rows, Row::flag));
    double numbers = GAP + Math.max(widest(rows, Row::number), unit.width());
    double intervals = numbers + GAP + Math.max(widest(rows, Row::interval), interval.width());
    int height = rows.stream().mapToInt(Row::height).sum();
    var axis = axis(rows, unit.words());
    var down = new Axis(-height, 0, false, List.of(), "");
    var sheet = new Sheet(title, subtitle, axis, down, names, intervals, height);

    sheet.text(unit, sheet.width() + numbers, HEADING, 1);
    sheet.text(interval, sheet.width() + intervals, HEADING, 1);
    var marks = new Marks(axis, sheet);
    int top = 0;
    for (var row : rows) {
      double middle = top + row.height() / 2.0;
      boolean flagged = !row.flags().isEmpty();
      sheet.text(row.name(), -GAP, flagged ? middle - 9 : middle, 1);
      sheet.text(row.flag(), -GAP, middle + 9, 1);
      if (marks.holds(row)) {
        marks.draw(row, top);
        sheet.text(row.number(), sheet.width() + numbers, middle, 1);
        sheet.text(row.interval(), sheet.width() + intervals, middle, 1);
      } else {
        sheet.text(row.excuse().within(sheet.width() + intervals - GAP), GAP, middle, 0);
      }
      top += row.height();
    }
    marks.nameIdeal(rows.getFirst().metric().ideal(), HEADING);
    return sheet.notes(
        notes.lines(
            whiskers(rows, axis, notes.processes()),
            cell -> rows.stream().anyMatch(row -> row.cell() == cell && row.flagsCut()),
            _ -> false));
  }

  private static Axis axis(List<Row> rows, String unit) {
    var metrics = rows.stream().filter(Row::measured).map(Row::metric).toList();
    return Axis.of(
        unit,
        numbers(metrics, Metric::value, Metric::ideal),
        numbers(metrics, Metric::low, Metric::high));
  }

  private static List<Double> numbers(
      List<Metric> metrics, Function<Metric, Double> one, Function<Metric, Double> other) {
    return metrics.stream()
        .flatMap(metric -> Stream.of(one, other).map(part -> part.apply(metric)))
        .filter(Objects::nonNull)
        .toList();
  }

  private static double widest(List<Row> rows, Function<Row, Text> text) {
    return rows.stream().map(text).mapToDouble(Text::width).max().orElse(0);
  }

  private static String whiskers(List<Row> rows, Axis axis, String processes) {
    var bounded = rows.stream().filter(Row::bounded).map(Row::metric).toList();
    if (bounded.isEmpty()) return "No intervals: each number is from " + processes + ".";
    var cut =
        bounded.stream()
            .anyMatch(metric -> metric.low() < axis.min() || metric.high() > axis.max());
    return "Whiskers: 95 % confidence interval over "
        + processes
        + (cut ? "; one that ends in < or > goes on." : ".");
  }
}
