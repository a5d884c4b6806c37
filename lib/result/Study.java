//SOURCES Findings.java
//SOURCES Numbers.java
//SOURCES Ranking.java
//SOURCES Results.java
//SOURCES Variant.java

package result;

import module java.base;

/// A run in sentences and tables of Markdown. Every number comes from the file, and so does every "better".
public final class Study {
  private final Results results;
  private final StringBuilder text = new StringBuilder();

  private Study(Results results) {
    this.results = results;
  }

  /// The machine, what is best at what, and what the first study saw: for the README.
  public static String takeaways(Results results) {
    var study = new Study(results);
    study.machine();
    for (var variant : results.variants()) study.takeaway(variant);
    study.findings();
    return study.text.toString();
  }

  /// The same with every table and flag.
  public static String whole(Results results) {
    var study = new Study(results);
    study.line("# Results\n");
    study.text.append(takeaways(results));
    for (var variant : results.variants()) study.table(variant);
    study.line(
        "\nIntervals are 95 % confidence intervals over processes. *Best over this* is paired by"
            + " round and corrected for as many comparisons; rows with the same rank and `=` are"
            + " ties. cpu/op is the processor time of all threads.");
    return study.text.toString();
  }

  /// What parked tasks take, least first: resident and heap per task, and the most that the process had.
  public static String footprint(Results results) {
    var study = new Study(results);
    study.machine();
    study.line("| Backend | bytes per task | heap per task | peak of the process, MB |");
    study.line("|---|--:|--:|--:|");
    for (var variant : results.variants()) {
      for (var row : ranked(variant, _ -> true)) {
        var metrics = row.cell().metrics();
        study.line(
            "| "
                + code(row.cell())
                + Stream.of("bytes_per_task", "heap_per_task")
                    .map(metrics::get)
                    .map(metric -> metric == null ? "" : "%,.0f".formatted(metric.value()))
                    .collect(Collectors.joining(" | ", " | ", " | "))
                + "%,.0f |".formatted(metrics.get("rss_peak").value() / 1e6));
      }
      for (var cell : variant.cells())
        if (!cell.ok()) study.line("| " + code(cell) + " | " + cell.reason() + " | | |");
    }
    return study.text.toString();
  }

  private void line(String words) {
    text.append(words).append('\n');
  }

  private void machine() {
    var host = results.host();
    line(
        "Measured on "
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
            + ".");
    if (results.config().quick())
      line("With `--quick`: processes are too short to be warm, a first look.");
    line("");
  }

  private static List<Ranking.Row> ranked(Variant variant, Predicate<Cell> which) {
    var cells = variant.cells().stream().filter(Cell::ok).filter(which).toList();
    return cells.isEmpty() ? List.of() : Ranking.of(cells, cells.getFirst().headline());
  }

  private void takeaway(Variant variant) {
    var rows = ranked(variant, cell -> !cell.backend().equals(Cell.FLOOR) && !cell.early());
    if (rows.isEmpty()) return;
    var best = rows.getFirst();
    var ties =
        rows.stream()
            .skip(1)
            .filter(row -> !row.toBest().better())
            .map(row -> code(row.cell()))
            .toList();
    var beaten = rows.stream().skip(1).filter(row -> row.toBest().better()).toList();
    var said = new StringBuilder("- **" + variant.name() + "**: ");
    said.append(code(best.cell())).append(" is best, ").append(value(best.cell())).append('.');
    if (!ties.isEmpty())
      said.append(" No difference found to ").append(String.join(", ", ties)).append('.');
    if (!beaten.isEmpty()) {
      said.append(" It is ").append(over(beaten.getFirst()));
      if (beaten.size() > 1) said.append(" and ").append(over(beaten.getLast()));
      said.append('.');
    }
    variant.cells().stream()
        .filter(cell -> cell.ok() && cell.backend().equals(Cell.FLOOR))
        .findFirst()
        .ifPresent(floor ->
            said.append(" The floor, ")
                .append(code(floor))
                .append(": ")
                .append(value(floor))
                .append('.'));
    var early =
        variant.cells().stream()
            .filter(cell -> cell.ok() && cell.early())
            .map(Study::code)
            .toList();
    if (!early.isEmpty())
      said.append(" Left out, as their timers ended before the delay was over: ")
          .append(String.join(", ", early))
          .append('.');
    line(said.toString());
  }

  private static String over(Ranking.Row row) {
    return row.toBest().brief() + " better than " + code(row.cell());
  }

  private static String code(Cell cell) {
    return "`" + cell.backend() + "`";
  }

  private static String value(Cell cell) {
    var metric = cell.metrics().get(cell.headline());
    return Numbers.text(metric.value())
        + " "
        + metric.unit()
        + (metric.low() == null
            ? ""
            : " (" + Numbers.text(metric.low()) + " to " + Numbers.text(metric.high()) + ")");
  }

  private void findings() {
    var findings = Findings.of(results);
    if (findings.isEmpty()) return;
    line(
        "\n"
            + "What the study of asyncio, trio and anyio observed from which this began, and this"
            + " run:\n");
    line("| Observed there, or asked | Here |\n|---|---|");
    for (var finding : findings) line("| " + finding.observed() + " | " + finding.here() + " |");
  }

  private void table(Variant variant) {
    var cells = variant.cells();
    var rows = ranked(variant, _ -> true);
    line("\n## " + variant.name() + "\n");
    if (!rows.isEmpty()) {
      var first = rows.getFirst().cell();
      // Not every backend has every metric.
      var known = new LinkedHashMap<String, Metric>();
      for (var row : rows) row.cell().metrics().forEach(known::putIfAbsent);
      var metrics = new ArrayList<String>();
      for (var name : known.keySet())
        if (!name.equals(first.headline()) && !name.startsWith("overshoot_")
            || name.equals("overshoot_p95")) metrics.add(name);
      line("Parameters: " + first.parameters() + ".\n");
      var head = new StringBuilder("| | Backend | Threads | ");
      head.append(first.headline()).append(' ').append(known.get(first.headline()).unit());
      head.append(" | 95 % | Best over this |");
      for (var name : metrics)
        head.append(' ')
            .append(name.replace('_', ' '))
            .append(' ')
            .append(known.get(name).unit())
            .append(" |");
      line(head.toString());
      line("|--:|---|--:|--:|--:|--:|" + "--:|".repeat(metrics.size()));
      for (var row : rows) line(row(row, metrics));
      line("");
    }
    for (var cell : cells) {
      if (!cell.ok()) line("- " + code(cell) + ": " + cell.status() + ": " + cell.reason());
      for (var flag : cell.flags()) line("- " + code(cell) + ": " + flag);
    }
  }

  private static String row(Ranking.Row row, List<String> metrics) {
    var cell = row.cell();
    var headline = cell.metrics().get(cell.headline());
    var columns =
        new ArrayList<>(
            List.of(
                row.rank() + (row.tied() ? "=" : ""),
                code(cell),
                cell.parallelism() == null ? "" : "" + cell.parallelism(),
                Numbers.text(headline.value()),
                headline.low() == null
                    ? ""
                    : Numbers.text(headline.low()) + " to " + Numbers.text(headline.high()),
                row.toBest() == null ? "" : row.toBest().brief()));
    for (var name : metrics) {
      var metric = cell.metrics().get(name);
      columns.add(metric == null ? "" : Numbers.text(metric.value()));
    }
    return "| " + String.join(" | ", columns) + " |";
  }
}
