package cli;

import java.util.ArrayList;
import java.util.List;

/// A table of texts for a terminal or for a page. The first row is the head. The first columns hold
/// names and are aligned to the left. The other columns hold numbers and are aligned to the right.
public final class Table {
  private final int names;
  private final List<List<String>> rows = new ArrayList<>();

  /// @param names how many of the first columns hold names
  public Table(int names) {
    this.names = names;
  }

  public Table row(String... columns) {
    return row(List.of(columns));
  }

  public Table row(List<String> columns) {
    rows.add(List.copyOf(columns));
    return this;
  }

  /// For a terminal: the cells of a column have the same width.
  public String text() {
    var text = new StringBuilder();
    for (var row : rows) {
      var line = new StringBuilder();
      for (int i = 0; i < row.size(); i++) {
        var pad = " ".repeat(width(i) - row.get(i).length());
        boolean left = i < names;
        line.append(i == 0 ? "" : "   ").append(left ? row.get(i) + pad : pad + row.get(i));
      }
      text.append(line.toString().stripTrailing()).append('\n');
    }
    return text.toString();
  }

  private int width(int column) {
    return rows.stream()
        .filter(row -> row.size() > column)
        .mapToInt(row -> row.get(column).length())
        .max()
        .orElse(0);
  }

  /// For a page, in Markdown. Empty if there is no row below the head.
  public String markdown() {
    if (rows.size() < 2) return "";
    int columns = rows.getFirst().size();
    var text = new StringBuilder(line(rows.getFirst()));
    text.append("|").append("---|".repeat(Math.min(names, columns)));
    text.append("--:|".repeat(Math.max(0, columns - names))).append('\n');
    for (var row : rows.subList(1, rows.size())) text.append(line(row));
    return text.toString();
  }

  private static String line(List<String> row) {
    var cells = row.stream().map(Table::escaped).toList();
    return "| " + String.join(" | ", cells) + " |\n";
  }

  /// Escapes what would end a cell or a row.
  private static String escaped(String cell) {
    return cell.replace("|", "\\|").replaceAll("\\R", "<br>");
  }
}
