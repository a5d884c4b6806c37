//SOURCES ../result/Numbers.java
//SOURCES ../result/Results.java
//SOURCES Axis.java
//SOURCES Look.java
//SOURCES Provenance.java
//SOURCES Sheet.java
//SOURCES Text.java
package chart;

import module java.base;
import java.awt.BasicStroke;
import result.Cell;
import result.Metric;
import result.Numbers;
import result.Results;

/// One metric of one scenario: a row per backend, best first, with its 95 % interval and the numbers beside it. Bars from 0
/// on a linear axis; points on a logarithmic one, which has no 0 from which a bar could start.
final class MetricChart {
  private static final int ROW = 26;
  private static final int ROW_WITH_FLAGS = 42;
  private static final int GAP = 14;
  private static final double WIDEST_FLAGS = 260;
  private static final float BAR = 15;
  private static final BasicStroke THIN = new BasicStroke(1.4f);
  private static final BasicStroke DASHED =
      new BasicStroke(1.4f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 1, new float[] {5, 4}, 0);

  /// @param metric null where there is nothing to draw
  private record Row(Cell cell, Metric metric, String flags) {
    boolean measured() {
      return metric != null;
    }

    int height() {
      return flags.isEmpty() ? ROW : ROW_WITH_FLAGS;
    }

    Text flagsText() {
      return Text.note(flags).within(WIDEST_FLAGS);
    }

    Text value() {
      return Text.label(measured() ? Numbers.text(metric.value()) : "");
    }

    Text interval() {
      boolean bounded = measured() && metric.low() != null && metric.high() != null;
      return Text.note(bounded ? Numbers.text(metric.low()) + " – " + Numbers.text(metric.high()) : "");
    }

    boolean bounded() {
      return !interval().words().isEmpty();
    }
  }

  private final Provenance provenance;
  private final List<Row> rows;
  private final List<String> shared;
  private final Axis axis;
  private final Sheet sheet;
  private final List<String> notes = new ArrayList<>();

  /// Can such a picture be drawn?
  static boolean drawable(Results results, String scenario, String metric) {
    return results.of(scenario).stream().anyMatch(cell -> cell.ok() && cell.metrics().containsKey(metric));
  }

  private MetricChart(Results results, String scenario, String metric, String title, String subtitle) {
    provenance = new Provenance(results, results.of(scenario));
    shared = sharedFlags(provenance.cells());
    rows = provenance.cells().stream().map(cell -> row(cell, metric)).sorted(bestFirst()).toList();
    axis = axis();
    double names = widest(Stream.concat(rows.stream().map(row -> Text.label(row.cell.backend())), rows.stream().map(Row::flagsText)));
    sheet = new Sheet(title, subtitle, axis, new Axis(-height(), 0, false, List.of(), ""), names + GAP, numbersWidth(), height());
  }

  static Sheet of(Results results, String scenario, String metric, String title, String subtitle) {
    return new MetricChart(results, scenario, metric, title, subtitle).drawn();
  }

  private Sheet drawn() {
    headings();
    int top = 0;
    for (var tick : axis.ticks()) sheet.rule(tick.value(), -height(), tick.value(), 0);
    for (var row : rows) {
      draw(row, top);
      top += row.height();
    }
    notes.add(whiskers());
    notes.addAll(shared);
    notes.addAll(provenance.notes());
    return sheet.notes(notes);
  }
}
