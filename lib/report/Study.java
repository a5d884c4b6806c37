//SOURCES Answers.java
//SOURCES Choices.java
//SOURCES Claims.java
//SOURCES Pairs.java
//SOURCES Reservations.java
//SOURCES Wording.java
//SOURCES ../cli/Table.java
//SOURCES ../result/Cell.java
//SOURCES ../result/Comparison.java
//SOURCES ../result/Numbers.java
//SOURCES ../result/Ranking.java
//SOURCES ../result/Results.java
//SOURCES ../result/Variant.java

package report;

import static report.Wording.code;

import module java.base;

import cli.Table;
import result.Cell;
import result.Comparison;
import result.Numbers;
import result.Ranking;
import result.Results;
import result.Variant;

/// A run in sentences and tables of Markdown, for README. Every number and every "better" comes
/// from the results file.
public final class Study {
  private static final String CPU = "cpu_per_op";

  /// Variants in one table.
  private static final int WIDEST = 10;

  private Study() {}

  /// What somebody needs, and which rows may be best at it.
  public static String choices(Results results) {
    return Choices.table(results);
  }

  /// The same for the needs of fewer people, for docs/results.md.
  public static String moreChoices(Results results) {
    return Choices.more(results);
  }

  /// The questions of somebody who chooses, answered.
  public static String answers(Results results) {
    return Answers.of(results);
  }

  /// What would change the results.
  public static String changes(Results results) {
    return Answers.changes(results);
  }

  /// What was measured, when, and on what machine.
  public static String scope(Results results) {
    return Wording.scope(results);
  }

  /// For each variant: which row is best, compared with which others, and by how much.
  public static String takeaways(Results results) {
    return results.variants().stream().map(Study::takeaway).collect(Collectors.joining());
  }

  /// The machine, and the headline of every backend in every scenario, with its rank. A table that
  /// is too wide to read is continued in another one.
  public static String snapshot(Results results) {
    var measured =
        results.variants().stream().filter(variant -> variant.cells().stream().anyMatch(Cell::ok));
    return Wording.machine(results)
        + measured
            .gather(Gatherers.windowFixed(WIDEST))
            .map(variants -> snapshot(variants, results))
            .collect(Collectors.joining("\n"));
  }

  private static String snapshot(List<Variant> variants, Results results) {
    var columns = new ArrayList<>(List.of("Backend", "A task is", "Threads"));
    for (var variant : variants) columns.add(heading(variant));
    var table = new Table(2).row(columns);
    var ranks = variants.stream().map(Study::ranks).toList();
    rows(results)
        .forEach((backend, name) ->
            table.row(
                Stream.concat(
                        Stream.of(name, kind(backend, results), threads(backend, results)),
                        ranks.stream().map(rank -> rank.getOrDefault(backend, "")))
                    .toList()));
    return table.markdown();
  }

  private static String kind(String backend, Results results) {
    return told(backend, results, Cell::kind);
  }

  /// The number of threads that run at the same instant.
  private static String threads(String backend, Results results) {
    return told(backend, results, Cell::parallelism);
  }

  /// What the cells of the backend say; it is mostly the same in all of them.
  private static String told(String backend, Results results, Function<Cell, ?> what) {
    return results.cells().stream()
        .filter(cell -> cell.backend().equals(backend))
        .map(what)
        .filter(Objects::nonNull)
        .map(Object::toString)
        .distinct()
        .collect(Collectors.joining(", "));
  }

  /// The name of each backend in a table. It includes the backend's setting if that is not the
  /// default.
  private static Map<String, String> rows(Results results) {
    var names = new LinkedHashMap<String, String>();
    for (var cell : results.cells()) names.merge(cell.backend(), row(cell), (first, _) -> first);
    return names;
  }

  private static String row(Cell cell) {
    return cell.flags().stream()
        .filter(flag -> flag.startsWith(Cell.SETTING))
        .map(flag -> "%s (`%s`)".formatted(code(cell), flag.substring(Cell.SETTING.length())))
        .findFirst()
        .orElse(code(cell));
  }

  private static String heading(Variant variant) {
    var cell = variant.cells().stream().filter(Cell::ok).findFirst().orElseThrow();
    var headline = cell.metrics().get(cell.headline());
    return variant.name() + "<br>" + Wording.measured(cell.headline(), headline.unit());
  }

  /// The value and the rank of each backend: "1.89M (1 to 3)".
  private static Map<String, String> ranks(Variant variant) {
    var said = new HashMap<String, String>();
    for (var cell : variant.cells()) if (!cell.ok()) said.put(cell.backend(), cell.status());
    for (var row : Ranking.of(variant.cells()).rows())
      said.put(row.cell().backend(), "%s (%s)".formatted(number(row.cell()), row.rank()));
    return said;
  }

  private static String number(Cell cell) {
    return Numbers.text(headline(cell));
  }

  private static double headline(Cell cell) {
    return cell.metrics().get(cell.headline()).value();
  }

  private static String takeaway(Variant variant) {
    var ranking = Ranking.of(variant.cells());
    var best = ranking.best(cell -> !cell.tuned());
    if (best.isEmpty()) return "";
    var beaten = new ArrayList<>(ranking.contenders());
    beaten.removeAll(best);
    beaten.removeIf(Cell::tuned);
    var compares = variant.compares();
    var said = new StringBuilder("- **" + variant.name() + "**");
    said.append(compares.isEmpty() ? ": " : " (" + compares + "): ").append(named(best));
    if (!beaten.isEmpty()) {
      said.append(best.size() == 1 ? " It is " : " The best is ");
      said.append(over(ranking, best, beaten.getFirst()));
      if (beaten.size() > 1) said.append(" and ").append(over(ranking, best, beaten.getLast()));
      said.append('.');
    }
    said.append(byKind(ranking));
    of(variant, cell -> cell.backend().equals(Cell.BASELINE))
        .forEach(baseline ->
            said.append(
                " The baseline, %s: %s.".formatted(code(baseline), Wording.value(baseline))));
    of(variant, Cell::tuned)
        .forEach(tuned ->
            said.append(" Not by default: %s, %s.".formatted(row(tuned), Wording.value(tuned))));
    var early = of(variant, Cell::early).toList();
    if (!early.isEmpty())
      said.append(
          " Left out, as their timers ended before the delay was over: %s."
              .formatted(Wording.codes(early)));
    return said.append('\n').toString();
  }

  /// The best row, or all rows that may be the best.
  private static String named(List<Cell> best) {
    if (best.size() == 1)
      return "%s is best, %s.".formatted(code(best.getFirst()), Wording.value(best.getFirst()));
    return "one of %s is best, %s.".formatted(Wording.codes(best), range(best));
  }

  /// The best rows of each kind of task, the best kind first. The kinds are separate because a
  /// call-back does less than a task that has a stack.
  private static String byKind(Ranking ranking) {
    var rows = ranking.contenders().stream().filter(cell -> !cell.tuned());
    var kinds = rows.map(Cell::kind).filter(Objects::nonNull).distinct().toList();
    if (kinds.size() < 2) return "";
    return kinds.stream()
        .map(kind ->
            kind + " " + ofKind(ranking.best(cell -> kind.equals(cell.kind()) && !cell.tuned())))
        .collect(Collectors.joining("; ", " The best of each kind of task: ", "."));
  }

  private static String ofKind(List<Cell> best) {
    return Wording.codes(best) + ", " + range(best);
  }

  private static String range(List<Cell> cells) {
    return Wording.range(cells, cells.getFirst().headline());
  }

  private static Stream<Cell> of(Variant variant, Predicate<Cell> which) {
    return variant.cells().stream().filter(Cell::ok).filter(which);
  }

  private static String over(Ranking ranking, List<Cell> best, Cell other) {
    var over = ranking.over(best, other);
    return "%sx to %sx better than %s"
        .formatted(Comparison.text(over.low()), Comparison.text(over.high()), code(other));
  }

  /// The observations of the first study and frequent questions, each answered by the run. Also the
  /// differences in processor time, and what a reader must know about the rows.
  public static String observations(Results results) {
    var text = new StringBuilder();
    var findings = Claims.of(results);
    if (!findings.isEmpty()) {
      text.append("What the study of asyncio, trio and anyio observed from which this began:\n\n");
      var table = new Table(2).row("Observed there, or asked", "Here");
      for (var finding : findings) table.row(finding.observed(), finding.here());
      text.append(table.markdown());
    }
    return text.append(Pairs.table(results))
        .append(processorTime(results))
        .append(Reservations.list(results))
        .toString();
  }

  /// Processor time differs even where many libraries have the same wall time.
  private static String processorTime(Results results) {
    var text = new StringBuilder();
    for (var variant : results.variants()) {
      var cells = of(variant, cell -> cell.headline().equals("throughput")).toList();
      var ranking = Ranking.of(cells, CPU, Comparison.EQUAL);
      if (ranking.contenders().size() < 2) continue;
      text.append(
          "- **%s**: %s of processor time per operation with %s, %s with %s.\n"
              .formatted(
                  variant.name(),
                  Wording.range(ranking.best(), CPU),
                  Wording.codes(ranking.best()),
                  Wording.range(ranking.worst(), CPU),
                  Wording.codes(ranking.worst())));
    }
    return text.isEmpty()
        ? ""
        : "\nLeast and most processor time, with all rows that may be the one:\n\n" + text;
  }
}
