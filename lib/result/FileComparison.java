//SOURCES Comparison.java
//SOURCES Json.java
//SOURCES Results.java
//SOURCES Table.java
//SOURCES UserError.java

package result;

import module java.base;

/// Two results files, cell by cell.
///
/// @param threshold a slowdown that is surely larger than this fraction is a regression
/// @param rows a verdict per cell that both files have numbers of
/// @param lost cells that have numbers in the base and none in the new file, with the reason
/// @param differences why the files should not be compared, in sentences; empty if they may
public record FileComparison(
    double threshold, List<Row> rows, List<String> lost, List<String> differences) {

  public static final List<String> FORMATS = List.of("text", "markdown", "json");

  /// @param comparison of the new cell with the base
  public record Row(String scenario, String backend, Comparison comparison) {}

  /// @param metric a name as in {@link Cell#metrics}, or null for each cell's headline
  /// @throws UserError if the files have no cell in common
  public static FileComparison of(Results base, Results next, String metric, double threshold) {
    var common = base.cells().stream().filter(cell -> pair(cell, next, metric)).toList();
    var metrics =
        base.cells().stream().flatMap(cell -> cell.metrics().keySet().stream()).distinct().toList();
    if (metric != null && !metrics.contains(metric)) {
      throw new UserError(
          "Unknown metric '" + metric + "'. Base has: " + String.join(", ", metrics) + ".");
    }
    if (common.isEmpty()) {
      throw new UserError(
          "The files have no cell in common"
              + (metric == null ? "" : " that has the metric " + metric)
              + ". Base has: "
              + names(base)
              + "; new has: "
              + names(next)
              + ".");
    }
    var rows =
        common.stream()
            .map(cell ->
                new Row(
                    cell.scenario(),
                    cell.backend(),
                    Comparison.unpaired(
                        cell,
                        next.cell(cell.scenario(), cell.backend()).orElseThrow(),
                        metric == null ? cell.headline() : metric,
                        common.size())))
            .toList();
    return new FileComparison(threshold, rows, lost(base, next), differences(base, next));
  }

  private static boolean pair(Cell cell, Results next, String metric) {
    var name = metric == null ? cell.headline() : metric;
    return cell.ok()
        && cell.metrics().containsKey(name)
        && next.cell(cell.scenario(), cell.backend())
            .filter(other -> other.ok() && other.metrics().containsKey(name))
            .isPresent();
  }

  private static String names(Results results) {
    return results.cells().stream().map(FileComparison::name).collect(Collectors.joining(", "));
  }

  private static String name(Cell cell) {
    return cell.scenario() + " " + cell.backend();
  }

  private static List<String> lost(Results base, Results next) {
    var lost = new ArrayList<String>();
    for (var cell : base.cells()) {
      next.cell(cell.scenario(), cell.backend())
          .filter(other -> cell.ok() && !other.ok())
          .ifPresent(
              other -> lost.add(name(cell) + ": " + other.status() + " in new: " + other.reason()));
    }
    return lost;
  }

  private static List<String> differences(Results base, Results next) {
    var found = new ArrayList<String>();
    var a = base.host();
    var b = next.host();
    differ(found, "processor", a.cpu(), b.cpu());
    differ(found, "cores", a.cores(), b.cores());
    differ(found, "operating system", a.os(), b.os());
    differ(found, "kernel", a.kernel(), b.kernel());
    differ(found, "JDK", a.jdk(), b.jdk());
    differ(found, "collector", a.gc(), b.gc());
    differ(found, "python", a.python(), b.python());
    differ(found, "--warmup (ms)", base.config().warmupMs(), next.config().warmupMs());
    differ(found, "--measure (ms)", base.config().measureMs(), next.config().measureMs());
    differ(found, "--cpus", base.config().cpus(), next.config().cpus());
    differ(found, "--jvm-arg", base.config().jvmArgs(), next.config().jvmArgs());
    for (var scenario : base.scenarios()) {
      differ(found, scenario + " parameters", params(base, scenario), params(next, scenario));
    }
    return found;
  }

  private static Set<Map<String, String>> params(Results results, String scenario) {
    return results.of(scenario).stream()
        .filter(Cell::ok)
        .map(Cell::params)
        .collect(Collectors.toSet());
  }

  private static void differ(List<String> found, String what, Object base, Object next) {
    if (!Objects.equals(base, next) && !Set.of().equals(base) && !Set.of().equals(next))
      found.add("Different " + what + ": " + base + " in base, " + next + " in new.");
  }

  /// Cells that are surely slower than the threshold allows, or that lost their numbers.
  public List<Row> regressions() {
    return rows.stream()
        .filter(row -> row.comparison.worse() && 1 / row.comparison.high() > 1 + threshold)
        .toList();
  }

  /// One sentence for all.
  public String summary() {
    long better = rows.stream().filter(row -> row.comparison.better()).count();
    long worse = rows.stream().filter(row -> row.comparison.worse()).count();
    return String.format(
        Locale.ROOT,
        "Of %d cells %d became faster, %d slower, and in %d no difference was found; regressions"
            + " beyond %.3g %%: %d.",
        rows.size(),
        better,
        worse,
        rows.size() - better - worse,
        100 * threshold,
        regressions().size());
  }

  /// @param format one of {@link #FORMATS}
  public String text(String format) {
    return switch (format) {
      case "json" ->
          Json.pretty(new Document(summary(), threshold, verdicts(), lost, differences)) + "\n";
      case "markdown" -> markdown();
      default -> plain();
    };
  }

  private record Document(
      String summary,
      double threshold,
      List<Verdict> verdicts,
      List<String> lost,
      List<String> differences) {}

  private record Verdict(
      String scenario,
      String backend,
      String metric,
      double advantage,
      Double low,
      Double high,
      boolean regression,
      String sentence) {}

  private List<Verdict> verdicts() {
    var regressions = regressions();
    return rows.stream()
        .map(row -> {
          var c = row.comparison;
          return new Verdict(
              row.scenario,
              row.backend,
              c.metric(),
              c.advantage(),
              c.low(),
              c.high(),
              regressions.contains(row),
              c.sentence());
        })
        .toList();
  }

  private String plain() {
    var table = new Table(3);
    for (var row : rows) table.row(row.scenario, row.backend, row.comparison.sentence());
    return table + lines("") + summary() + "\n";
  }

  private String markdown() {
    var text = new StringBuilder("| Scenario | Backend | Verdict |\n|---|---|---|\n");
    for (var row : rows) {
      text.append("| ")
          .append(row.scenario)
          .append(" | ")
          .append(row.backend)
          .append(" | ")
          .append(row.comparison.sentence())
          .append(" |\n");
    }
    return text + "\n" + lines("- ") + summary() + "\n";
  }

  private String lines(String bullet) {
    return lost.stream().map(line -> bullet + line + "\n").collect(Collectors.joining());
  }
}
