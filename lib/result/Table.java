package result;

import module java.base;

/// A text table: names to the left, numbers to the right.
public final class Table {
  private final int names;
  private final List<List<String>> rows = new ArrayList<>();

  /// @param names how many of the first columns hold names
  public Table(int names) {
    this.names = names;
  }

  public Table row(String... columns) {
    rows.add(List.of(columns));
    return this;
  }

  @Override
  public String toString() {
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
}
