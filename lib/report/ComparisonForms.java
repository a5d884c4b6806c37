//SOURCES FileComparison.java
//SOURCES ../cli/Table.java
//SOURCES ../result/Json.java
//SOURCES ../result/Numbers.java
//SOURCES ../result/Variant.java

package report;

import module java.base;

import cli.Table;
import result.Json;
import result.Numbers;
import result.Variant;

/// The forms in which a comparison of two files is printed.
public final class ComparisonForms {
  public static final List<String> FORMATS = List.of("text", "markdown", "json", "csv");

  private ComparisonForms() {}

  /// @param format one of {@link #FORMATS}
  public static String text(FileComparison comparison, String format) {
    return switch (format) {
      case "json" -> Json.pretty(Document.of(comparison)) + "\n";
      case "csv" -> csv(comparison);
      case "markdown" -> {
        var table = new Table(3).row("Scenario", "Backend", "Verdict");
        yield sentences(comparison, table).markdown() + "\n" + lines(comparison, "- ");
      }
      default -> sentences(comparison, new Table(3)).text() + lines(comparison, "");
    };
  }

  private static Table sentences(FileComparison comparison, Table table) {
    for (var row : comparison.rows())
      table.row(row.name(), row.backend(), row.comparison().sentence());
    return table;
  }

  private static String lines(FileComparison comparison, String bullet) {
    return comparison.lost().stream()
            .map(line -> bullet + line + "\n")
            .collect(Collectors.joining())
        + comparison.summary()
        + "\n";
  }

  private record Document(
      String summary,
      double threshold,
      List<Verdict> verdicts,
      List<String> lost,
      List<String> differences,
      List<String> unfinished) {

    static Document of(FileComparison comparison) {
      return new Document(
          comparison.summary(),
          comparison.threshold(),
          ComparisonForms.verdicts(comparison),
          comparison.lost(),
          comparison.differences(),
          comparison.unfinished());
    }
  }

  private record Verdict(
      String scenario,
      Map<String, String> varied,
      String backend,
      String metric,
      double advantage,
      Double low,
      Double high,
      String verdict,
      boolean regression,
      String sentence) {}

  private static List<Verdict> verdicts(FileComparison comparison) {
    var regressions = comparison.regressions();
    return comparison.rows().stream()
        .map(row -> {
          var c = row.comparison();
          return new Verdict(
              row.scenario(),
              row.varied(),
              row.backend(),
              c.metric(),
              c.advantage(),
              c.low(),
              c.high(),
              c.verdict().toString(),
              regressions.contains(row),
              c.sentence());
        })
        .toList();
  }

  /// A row per cell that both files have numbers of, and one per cell that lost them.
  private static String csv(FileComparison comparison) {
    var table =
        new Table(0)
            .row(
                "scenario",
                "backend",
                "metric",
                "advantage",
                "low",
                "high",
                "verdict",
                "regression",
                "sentence");
    for (var row : verdicts(comparison))
      table.row(
          Stream.of(
                  scenario(row),
                  row.backend,
                  row.metric,
                  number(row.advantage),
                  number(row.low),
                  number(row.high),
                  row.verdict,
                  "" + row.regression,
                  row.sentence)
              .toList());
    for (var lost : comparison.lost()) table.row("", "", "", "", "", "", "lost", "true", lost);
    return table.csv();
  }

  private static String scenario(Verdict row) {
    return Variant.name(row.scenario, row.varied);
  }

  private static String number(Double value) {
    return value == null || value.isNaN() ? "" : Numbers.exact(value);
  }
}
