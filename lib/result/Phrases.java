//SOURCES Numbers.java
//SOURCES Results.java
//SOURCES Variant.java

package result;

import module java.base;

/// What the pages about a run have in common: names, values, the machine.
final class Phrases {
  private Phrases() {}

  static String code(Cell cell) {
    return "`" + cell.backend() + "`";
  }

  /// The headline with its unit and its interval.
  static String value(Cell cell) {
    var metric = cell.metrics().get(cell.headline());
    return Numbers.text(metric.value())
        + " "
        + metric.unit()
        + (metric.low() == null ? "" : " (" + interval(metric) + ")");
  }

  /// Empty from a single process.
  static String interval(Metric metric) {
    return metric.low() == null
        ? ""
        : Numbers.text(metric.low()) + " to " + Numbers.text(metric.high());
  }

  /// A row of Markdown.
  static String row(Collection<String> columns) {
    return "| " + String.join(" | ", columns) + " |\n";
  }

  /// The head of a table, whose first columns are words and the others numbers.
  static String head(int words, Collection<String> columns) {
    return row(columns) + "|" + "---|".repeat(words) + "--:|".repeat(columns.size() - words) + "\n";
  }

  /// "`a`", "`a`, `b`".
  static String codes(Collection<Cell> cells) {
    return cells.stream().map(Phrases::code).collect(Collectors.joining(", "));
  }

  static String machine(Results results) {
    var host = results.host();
    return "Measured on "
        + Stream.of(
                host.cpu(),
                host.cores() + " cores",
                host.container(),
                host.os(),
                "JDK " + host.jdk(),
                host.python())
            .filter(Objects::nonNull)
            .collect(Collectors.joining(", "))
        + "; started "
        + results.started()
        + (results.commit() == null ? "" : ", commit " + results.commit())
        + ".\n"
        + "\n";
  }
}
