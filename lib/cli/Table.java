package cli;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// A table of texts for a terminal or for a page. The first row is the head. The first columns hold
/// names and are aligned to the left. The other columns hold numbers and are aligned to the right.
public final class Table {
  /// What would end a row, or give a terminal orders.
  private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}");

  private static final Pattern FORMULA = Pattern.compile("[=+@\t\r-]");
  private static final Pattern NUMBER = Pattern.compile("-?\\d+(\\.\\d+)?");

  /// What makes a cell of CSV need quotes.
  private static final Pattern QUOTED = Pattern.compile("[\",\r\n]|^ | $");

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

  /// All rows, the head first.
  public List<List<String>> rows() {
    return List.copyOf(rows);
  }

  /// For a terminal: the cells of a column have the same width.
  public String text() {
    var text = new StringBuilder();
    for (var row : rows) {
      var line = new StringBuilder();
      for (int i = 0; i < row.size(); i++) {
        var cell = CONTROL.matcher(row.get(i)).replaceAll(" ");
        var pad = " ".repeat(width(i) - cell.length());
        boolean left = i < names;
        line.append(i == 0 ? "" : "   ").append(left ? cell + pad : pad + cell);
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

  /// For a program: CSV as in RFC 4180. A text that a spreadsheet would take for a formula gets an
  /// apostrophe in front.
  public String csv() {
    var text = new StringBuilder();
    for (var row : rows)
      text.append(row.stream().map(Table::quoted).collect(Collectors.joining(","))).append("\r\n");
    return text.toString();
  }

  private static String quoted(String cell) {
    boolean formula = FORMULA.matcher(cell).lookingAt() && !NUMBER.matcher(cell).matches();
    var safe = formula ? "'" + cell : cell;
    return QUOTED.matcher(safe).find() ? "\"" + safe.replace("\"", "\"\"") + "\"" : safe;
  }

  /// Escapes what would end a cell or a row.
  private static String escaped(String cell) {
    return cell.replace("|", "\\|").replaceAll("\\R", "<br>");
  }
}
