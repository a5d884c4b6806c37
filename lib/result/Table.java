package result;

import module java.base;

/// A text table: first column to the left, the others to the right.
public final class Table {
  private final List<List<String>> rows = new ArrayList<>();

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
        boolean left = i == 0;
        line.append(i == 0 ? "  " : "   ").append(left ? row.get(i) + pad : pad + row.get(i));
      }
      text.append(line.toString().stripTrailing()).append('\n');
    }
    return text.toString();
  }

  private int width(int column) {
    return rows.stream().filter(row -> row.size() > column).mapToInt(row -> row.get(column).length()).max().orElse(0);
  }
}
