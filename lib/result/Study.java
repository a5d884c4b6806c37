//SOURCES Findings.java
//SOURCES Numbers.java
//SOURCES Phrases.java
//SOURCES Questions.java
//SOURCES Results.java
//SOURCES Variant.java

package result;

import static result.Phrases.code;

import module java.base;

/// A run in sentences and tables of Markdown, for the README. Every number comes from the file, and so does every "better".
public final class Study {
  private Study() {}

  /// What is best at what, than what, and by how much.
  public static String takeaways(Results results) {
    return results.variants().stream().map(Study::takeaway).collect(Collectors.joining());
  }

  /// The machine, and the headline of every backend in every scenario, with its rank.
  public static String snapshot(Results results) {
    var variants =
        results.variants().stream()
            .filter(variant -> variant.cells().stream().anyMatch(Cell::ok))
            .toList();
    var columns = new ArrayList<>(List.of("Backend"));
    var text = new StringBuilder();
    for (var variant : variants) columns.add(heading(variant));
    text.append(Phrases.machine(results)).append(Phrases.head(1, columns));
    var ranks = variants.stream().map(Study::ranks).toList();
    results.cells().stream()
        .map(Cell::backend)
        .distinct()
        .map(backend ->
            Stream.concat(
                    Stream.of("`" + backend + "`"),
                    ranks.stream().map(rank -> rank.getOrDefault(backend, "")))
                .toList())
        .map(Phrases::row)
        .forEach(text::append);
    return text.toString();
  }

  private static String heading(Variant variant) {
    var cell = variant.cells().stream().filter(Cell::ok).findFirst().orElseThrow();
    var headline = cell.headline().replace('_', ' ');
    var unit = cell.metrics().get(cell.headline()).unit();
    return variant.name()
        + "<br>"
        + switch (headline) {
          case "throughput" -> unit;
          case String named when named.startsWith(unit) -> named;
          default -> headline + ", " + unit;
        };
  }

  /// By backend, its value and its rank: "1.89M (1=)". One whose timers end early has no rank.
  private static Map<String, String> ranks(Variant variant) {
    var said = new HashMap<String, String>();
    for (var cell : variant.cells()) {
      if (!cell.ok()) said.put(cell.backend(), cell.status());
      else said.put(cell.backend(), number(cell) + (cell.early() ? " (early)" : " (floor)"));
    }
    for (var row : Phrases.ranked(variant, Phrases::contends))
      said.put(
          row.cell().backend(),
          "%s (%d%s)".formatted(number(row.cell()), row.rank(), row.tied() ? "=" : ""));
    return said;
  }

  private static String number(Cell cell) {
    return Numbers.text(cell.metrics().get(cell.headline()).value());
  }

  private static String takeaway(Variant variant) {
    var rows = Phrases.ranked(variant, Phrases::contends);
    if (rows.isEmpty()) return "";
    var best = rows.getFirst();
    var ties =
        rows.stream()
            .skip(1)
            .filter(row -> !row.toBest().better())
            .map(row -> code(row.cell()))
            .toList();
    var beaten = rows.stream().skip(1).filter(row -> row.toBest().better()).toList();
    var said = new StringBuilder("- **" + variant.name() + "**: ");
    said.append(code(best.cell()))
        .append(" is best, ")
        .append(Phrases.value(best.cell()))
        .append('.');
    if (!ties.isEmpty())
      said.append(" No difference found to ").append(String.join(", ", ties)).append('.');
    if (!beaten.isEmpty()) {
      said.append(" It is ").append(over(beaten.getFirst()));
      if (beaten.size() > 1) said.append(" and ").append(over(beaten.getLast()));
      said.append('.');
    }
    of(variant, cell -> cell.backend().equals(Cell.FLOOR))
        .forEach(floor ->
            said.append(" The floor, %s: %s.".formatted(code(floor), Phrases.value(floor))));
    var early = of(variant, Cell::early).map(Phrases::code).collect(Collectors.joining(", "));
    if (!early.isEmpty())
      said.append(
          " Left out, as their timers ended before the delay was over: %s.".formatted(early));
    return said.append('\n').toString();
  }

  private static Stream<Cell> of(Variant variant, Predicate<Cell> which) {
    return variant.cells().stream().filter(Cell::ok).filter(which);
  }

  private static String over(Ranking.Row row) {
    return row.toBest().brief() + " better than " + code(row.cell());
  }

  /// What the first study saw and what is asked often, each answered by the run; what processor time tells apart; what a
  /// reader must know of the rows.
  public static String observations(Results results) {
    var text = new StringBuilder();
    var findings = Findings.of(results);
    if (!findings.isEmpty()) {
      text.append("What the study of asyncio, trio and anyio observed from which this began:\n\n");
      text.append(Phrases.head(2, List.of("Observed there, or asked", "Here")));
      for (var finding : findings)
        text.append(Phrases.row(List.of(finding.observed(), finding.here())));
    }
    return text.append(Questions.table(results))
        .append(processorTime(results))
        .append(warnings(results))
        .toString();
  }

  /// Where wall time is the same for many, this is not.
  private static String processorTime(Results results) {
    var text = new StringBuilder();
    for (var variant : results.variants()) {
      var cells =
          of(variant, cell -> cell.headline().equals("throughput"))
              .filter(Phrases::contends)
              .sorted(Comparator.comparingDouble(Study::cpu))
              .toList();
      if (cells.size() < 2) continue;
      text.append(
          "- **%s**: %s of processor time per operation with %s, %s with %s.\n"
              .formatted(
                  variant.name(),
                  micros(cells.getFirst()),
                  code(cells.getFirst()),
                  micros(cells.getLast()),
                  code(cells.getLast())));
    }
    return text.isEmpty() ? "" : "\nLeast and most processor time:\n\n" + text;
  }

  private static double cpu(Cell cell) {
    return cell.metrics().get("cpu_per_op").value();
  }

  private static String micros(Cell cell) {
    return Numbers.text(cpu(cell)) + " us";
  }

  /// Flags and rows without numbers, by kind.
  private static String warnings(Results results) {
    var kinds = new TreeMap<String, List<String>>();
    for (var variant : results.variants()) {
      for (var cell : variant.cells()) {
        if (!cell.ok()) add(kinds, cell.status(), variant, cell);
        for (var flag : cell.flags()) add(kinds, flag.split(":")[0], variant, cell);
      }
    }
    var text = new StringBuilder();
    kinds.forEach(
        (kind, rows) -> text.append("- %s: %s.\n".formatted(kind, String.join(", ", rows))));
    return text.isEmpty() ? "" : "\nTo know before using a row:\n\n" + text;
  }

  private static void add(
      Map<String, List<String>> kinds, String kind, Variant variant, Cell cell) {
    kinds.computeIfAbsent(kind, _ -> new ArrayList<>()).add(code(cell) + " in " + variant.name());
  }
}
