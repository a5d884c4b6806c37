//SOURCES Notes.java
//SOURCES Text.java
//SOURCES ../result/Cell.java
//SOURCES ../result/Metric.java
//SOURCES ../result/Numbers.java

package chart;

import module java.base;

import result.Cell;
import result.Metric;
import result.Numbers;

/// A backend's row in a picture of one metric, with its words.
///
/// @param metric the metric to draw; null if there is nothing to draw
/// @param flags what a reader must know about this backend, in one line; may be empty
record Row(Cell cell, Metric metric, String flags) {
  private static final double WIDEST_FLAGS = 250;

  /// The rows, best first. Rows without a number follow in the order of the file.
  static List<Row> of(Notes notes, String metric) {
    return notes.cells().stream()
        .map(cell ->
            new Row(
                cell,
                cell.ok() ? cell.metrics().get(metric) : null,
                String.join("; ", notes.flags(cell))))
        .sorted(Comparator.comparingDouble(Row::rank))
        .toList();
  }

  private double rank() {
    if (!measured()) return Double.POSITIVE_INFINITY;
    return metric.higherIsBetter() ? -value() : value();
  }

  boolean measured() {
    return metric != null;
  }

  boolean bounded() {
    return measured() && metric.low() != null && metric.high() != null;
  }

  double value() {
    return metric.value();
  }

  /// The height in pixels.
  int height() {
    return flags.isEmpty() ? 26 : 44;
  }

  Text name() {
    var name = Text.label(cell.backend());
    return measured() ? name : name.in(Text.PALE);
  }

  /// The flags. If there is no room for all of them, their beginning and a mark that refers to the
  /// notes.
  Text flag() {
    return Text.note(
        flagsCut() ? Text.note(flags).within(WIDEST_FLAGS).words() + Notes.MARK : flags);
  }

  boolean flagsCut() {
    return Text.note(flags).width() > WIDEST_FLAGS;
  }

  /// The words in a row that has no bar or point.
  Text excuse() {
    return Text.note(
        measured()
            ? Numbers.text(value()) + " " + metric.unit() + " has no place on a log scale"
            : Notes.excuse(cell));
  }

  Text number() {
    return Text.label(measured() ? Numbers.text(value()) : "");
  }

  Text interval() {
    return Text.note(
        bounded() ? Numbers.text(metric.low()) + " – " + Numbers.text(metric.high()) : "");
  }
}
