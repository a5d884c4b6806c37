//SOURCES Axis.java
//SOURCES Look.java
//SOURCES Row.java
//SOURCES Sheet.java
//SOURCES Text.java
//SOURCES ../result/Metric.java
//SOURCES ../result/Numbers.java

package chart;

import java.awt.BasicStroke;
import java.awt.Color;
import result.Metric;
import result.Numbers;

/// The marks in a row of a {@link MetricChart}: bar or point, whisker, ideal.
///
/// @param sheet the sheet to draw on; its vertical axis counts pixels, from 0 downwards to minus
///     its height
record Marks(Axis axis, Sheet sheet) {
  private static final BasicStroke BAR = stroke(15);
  private static final BasicStroke LINE = stroke(1.6f);
  private static final BasicStroke HALO = stroke(4);
  private static final BasicStroke DASHES = stroke(1.6f, 5, 3);
  private static final int CAP = 4;

  /// Whether the axis can show the row.
  boolean holds(Row row) {
    return row.measured() && (row.value() > 0 || !axis.log());
  }

  /// @param top pixels from the upper edge of the plot to the upper edge of the row
  void draw(Row row, int top) {
    var look = Look.of(row.cell().backend());
    int bottom = top + row.height();
    double y = -(top + bottom) / 2.0;
    for (var tick : axis.ticks()) sheet.rule(tick.value(), -top, tick.value(), -bottom);
    var ideal = row.metric().ideal();
    if (ideal != null) sheet.line(Text.INK, DASHES, ideal, -top, ideal, -bottom);
    if (axis.log()) sheet.rule(axis.min(), y, axis.max(), y);
    else sheet.line(look.color(), BAR, 0, y, row.value(), y);
    if (row.bounded()) {
      if (!axis.log()) whisker(row.metric(), y, HALO, Color.WHITE);
      whisker(row.metric(), y, LINE, axis.log() ? look.color() : Text.INK);
      ends(row.metric(), -y);
    }
    if (axis.log()) sheet.dots(look, new double[] {row.value()}, new double[] {y});
  }

  private void whisker(Metric metric, double y, BasicStroke stroke, Color color) {
    double low = Math.max(metric.low(), axis.min());
    double high = Math.min(metric.high(), axis.max());
    sheet.line(color, stroke, low, y, high, y);
    if (low == metric.low()) sheet.line(color, stroke, low, y - CAP, low, y + CAP);
    if (high == metric.high()) sheet.line(color, stroke, high, y - CAP, high, y + CAP);
  }

  /// Draws arrow heads where the axis is too short for an interval.
  private void ends(Metric metric, double y) {
    if (metric.low() < axis.min()) sheet.text(Text.note("<"), 0, y, 0);
    if (metric.high() > axis.max()) sheet.text(Text.note(">"), sheet.width(), y, 1);
  }

  /// Prints above the dashed line what it means.
  ///
  /// @param ideal the ideal value; null if there is none
  /// @param y pixels from the upper edge of the plot
  void nameIdeal(Double ideal, int y) {
    if (ideal == null) return;
    var text = Text.note("ideal " + Numbers.text(ideal));
    double half = text.width() / 2;
    sheet.text(text, Math.clamp(sheet.x(ideal), half, sheet.width() - half), y, 0.5);
  }

  private static BasicStroke stroke(float width, float... dashes) {
    return new BasicStroke(
        width,
        BasicStroke.CAP_BUTT,
        BasicStroke.JOIN_MITER,
        1,
        dashes.length == 0 ? null : dashes,
        0);
  }
}
