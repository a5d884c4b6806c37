//SOURCES ../result/Cell.java
//SOURCES ../result/Metric.java
//SOURCES ../result/Numbers.java
//SOURCES Text.java
package chart;

import module java.base;
import result.Cell;
import result.Metric;
import result.Numbers;

/// A backend's row in a picture of one metric.
///
/// @param metric null where there is nothing to draw
/// @param flags those that do not stand on every row
record Row(Cell cell, Metric metric, List<String> flags) {
  private static final double WIDEST_FLAGS = 250;

  /// Rows, best first; those without a number follow in the order of the file.
  static List<Row> of(List<Cell> cells, String metric) {
    var shared = sharedFlags(cells);
    var bestFirst = Comparator.comparing(Row::measured).reversed().thenComparingDouble(row ->
        row.measured() ? row.value() * (row.metric.higherIsBetter() ? -1 : 1) : 0);
    return cells.stream()
        .map(cell -> new Row(cell, cell.ok() ? cell.metrics().get(metric) : null,
            cell.flags().stream().filter(flag -> !shared.contains(flag)).toList()))
        .sorted(bestFirst)
        .toList();
  }

  /// Flags of every cell that is ok: said once, not on every row.
  static List<String> sharedFlags(List<Cell> cells) {
    var measured = cells.stream().filter(Cell::ok).toList();
    return measured.size() < 2 ? List.of()
        : measured.getFirst().flags().stream()
            .filter(flag -> measured.stream().allMatch(cell -> cell.flags().contains(flag)))
            .toList();
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

  /// In pixels.
  int height() {
    return flags.isEmpty() ? 26 : 44;
  }

  Text name() {
    var name = Text.label(cell.backend());
    return measured() ? name : name.in(Text.PALE);
  }

  Text flagsText() {
    return Text.note(String.join("; ", flags)).within(WIDEST_FLAGS);
  }

  /// The flags as they are, if there is no room for them in the row.
  Optional<String> longFlags() {
    var full = String.join("; ", flags);
    return flagsText().words().equals(full) ? Optional.empty() : Optional.of(cell.backend() + ": " + full + ".");
  }

  Text number() {
    return Text.label(measured() ? Numbers.text(value()) : "");
  }

  Text interval() {
    return Text.note(bounded() ? Numbers.text(metric.low()) + " – " + Numbers.text(metric.high()) : "");
  }

  /// What stands in a row that has no number.
  String excuse() {
    if (cell.ok()) return "not measured";
    return cell.status() + (cell.reason() == null ? "" : ": " + cell.reason().strip().replaceAll("\\s+", " "));
  }
}
