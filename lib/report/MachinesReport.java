//SOURCES Agreement.java
//SOURCES Machines.java
//SOURCES Tally.java
//SOURCES Wording.java
//SOURCES ../cli/Table.java
//SOURCES ../result/Comparison.java
//SOURCES ../result/Results.java
//SOURCES ../result/UserError.java

package report;

import module java.base;

import cli.Table;
import result.Comparison.Verdict;
import result.Results;
import result.UserError;

/// What holds on how many machines, for people and for programs.
public final class MachinesReport {
  /// A table has a column of ranks for each machine, as long as it stays readable.
  private static final int COLUMNS = 8;

  public static final String MEANING =
      "A row is *before* another on a machine if it is better there beyond chance. *About equal* is"
          + " within 1.1x, beyond chance as well. Each machine's verdicts are its own, no numbers"
          + " are pooled, and those of one table on one machine hold together in 95 % of tables: of"
          + " many tables on many machines, a few have a wrong verdict.";

  public static final String VERSIONS =
      "Not only the machines differ. Where it is the version of a runtime or a library, verdicts"
          + " about its rows are counted apart, with the numbers of the machines in brackets:";

  private final Machines machines;
  private final List<Agreement> tables;

  /// Whether to write Markdown, or else for a terminal.
  private final boolean page;

  private MachinesReport(Machines machines, boolean page) {
    this.machines = machines;
    this.tables = Agreement.of(machines);
    this.page = page;
  }

  /// @param format "markdown", "text" or "csv"
  /// @throws UserError if it is another format, which shows the numbers of one machine
  public static String text(Machines machines, String format) {
    return switch (format) {
      case "markdown" -> new MachinesReport(machines, true).text();
      case "text" -> new MachinesReport(machines, false).text();
      case "csv" -> csv(Agreement.of(machines));
      default ->
          throw new UserError(
              "--format %s holds one machine's numbers, and these files are of %d machines. Name the files of one machine, or choose --format markdown, text or csv."
                  .formatted(format, machines.all().size()));
    };
  }

  private String text() {
    var text = new StringBuilder("# On %d machines\n\n".formatted(machines.all().size()));
    text.append(shown(hosts(machines))).append('\n');
    text.append(page ? MEANING : MEANING.replace("*", "")).append("\n\n");
    var differences = machines.differences();
    if (!differences.isEmpty()) {
      text.append(VERSIONS).append("\n\n");
      text.append(list(differences)).append('\n');
    }
    text.append(shown(overview(tables, this::code)));
    for (var table : tables) text.append(chapter(table));
    return text.toString();
  }

  private String shown(Table table) {
    return page ? table.markdown() : table.text();
  }

  /// A row per machine.
  public static Table hosts(Machines machines) {
    var table =
        new Table(8)
            .row(
                "Machine", "Processor", "Cores", "System", "JDK", "Python", "Collector", "Started");
    for (int i = 1; i <= machines.all().size(); i++) table.row(host(i, machines.machine(i)));
    return table;
  }

  private static List<String> host(int number, Results run) {
    var host = run.host();
    return Stream.of(
            number,
            host.cpu(),
            host.cores(),
            host.os(),
            host.jdk(),
            host.python(),
            collector(host.gc()),
            run.started())
        .map(value -> Objects.toString(value, ""))
        .toList();
  }

  /// "G1 Young Generation, G1 Concurrent GC, G1 Old Generation" is "G1"; "Copy, MarkSweepCompact"
  /// is itself.
  private static String collector(String beans) {
    if (beans == null) return null;
    var names =
        Stream.of(beans.split(", ")).map(name -> name.replaceFirst(" .*", "")).distinct().toList();
    return names.size() == 1 ? names.getFirst() : beans;
  }

  /// A row per table: its answer, and how far the machines agree.
  ///
  /// @param name how a row is written
  public static Table overview(List<Agreement> tables, UnaryOperator<String> name) {
    var table =
        new Table(2)
            .row(
                "Table",
                "May be best on every machine",
                "Machines",
                "Pairs",
                "Same verdict on all",
                "Opposite verdicts",
                "Counted apart");
    for (var one : tables) {
      var pairs = one.pairs();
      table.row(
          one.name(),
          names(one.best(), name),
          "" + one.on().size(),
          "" + pairs.size(),
          count(pairs, Agreement.Pair::unanimous),
          count(pairs, Agreement.Pair::contradictory),
          count(pairs, Agreement.Pair::apart));
    }
    return table;
  }

  private static String count(List<Agreement.Pair> pairs, Predicate<Agreement.Pair> which) {
    return "" + pairs.stream().filter(which).count();
  }

  private String chapter(Agreement table) {
    var cell = table.cell();
    var unit = cell.metrics().get(cell.headline()).unit();
    var by = "By " + Wording.measured(cell.headline(), unit) + ".";
    var about = cell.params().isEmpty() ? by : "Parameters: " + cell.parameters() + ". " + by;
    var lines = new ArrayList<>(lines(table, this::code));
    for (var line : table.missing()) lines.add(page ? line : line.replace("`", ""));
    return "\n## %s\n\n%s\n\n".formatted(plain(table.name()), plain(about))
        + shown(ranks(table))
        + "\n"
        + list(lines);
  }

  private static String list(List<String> lines) {
    return lines.stream().map(line -> "- " + plain(line) + "\n").collect(Collectors.joining());
  }

  /// What a results file says must neither give the terminal orders nor end a line.
  private static String plain(String said) {
    return said.replaceAll("\\p{Cntrl}", " ");
  }

  private Table ranks(Agreement table) {
    var head = new ArrayList<>(List.of("Backend", "May be best"));
    boolean wide = table.on().size() <= COLUMNS;
    if (wide) for (var machine : table.on().keySet()) head.add("Rank on " + machine);
    var ranks = table.ranks();
    var shown = new Table(1).row(head);
    for (var row : table.rows()) {
      var best = table.best(row).size();
      var columns =
          new ArrayList<>(
              List.of(code(row), best == 0 ? "" : "on %d of %d".formatted(best, ranks.size())));
      if (wide) for (var places : ranks.values()) columns.add(places.getOrDefault(row, ""));
      shown.row(columns);
    }
    return shown;
  }

  /// The pairs of which machines say opposite things. Then a line per row: what holds between it
  /// and those that come after it, on how many machines.
  ///
  /// @param name how a row is written
  public static List<String> lines(Agreement table, UnaryOperator<String> name) {
    var lines = new LinkedHashMap<String, SequencedMap<List<String>, List<String>>>();
    var opposite = new ArrayList<String>();
    for (var pair : table.pairs()) {
      if (pair.counts().isEmpty()) continue;
      var said = pair.counts().stream().map(count -> count.words("%s")).toList();
      var right = name.apply(pair.right());
      if (pair.contradictory()) opposite.add(name.apply(pair.left()) + " " + said(said, right));
      lines
          .computeIfAbsent(pair.left(), _ -> new LinkedHashMap<>())
          .computeIfAbsent(said, _ -> new ArrayList<>())
          .add(right);
    }
    var all = new ArrayList<String>();
    if (!opposite.isEmpty())
      all.add("Machines contradict each other: " + String.join("; ", opposite) + ".");
    lines.forEach((left, groups) -> all.add(name.apply(left) + " " + said(groups) + "."));
    return all;
  }

  private static String said(SequencedMap<List<String>, List<String>> groups) {
    return groups.entrySet().stream()
        .map(group -> said(group.getKey(), String.join(", ", group.getValue())))
        .collect(Collectors.joining("; "));
  }

  /// The names are told once, also if several counts are told of them.
  private static String said(List<String> counts, String names) {
    return counts.getFirst().replaceFirst("%s", Matcher.quoteReplacement(names))
        + counts.stream()
            .skip(1)
            .map(count -> ", and " + count.replaceFirst(" (to |from )?%s", ""))
            .collect(Collectors.joining());
  }

  private String code(String row) {
    return page ? "`" + row + "`" : row;
  }

  private static String names(List<String> rows, UnaryOperator<String> name) {
    return rows.isEmpty() ? "none" : rows.stream().map(name).collect(Collectors.joining(", "));
  }

  private static String csv(List<Agreement> tables) {
    var table =
        new Table(0)
            .row(
                "scenario",
                "parameters",
                "metric",
                "left",
                "right",
                "versions",
                "machines",
                "left_before",
                "left_after",
                "about_equal",
                "cannot_tell",
                "before_on",
                "after_on");
    for (var one : tables)
      for (var pair : one.pairs()) for (var count : pair.counts()) table.row(row(one, pair, count));
    return table.csv();
  }

  private static List<String> row(Agreement table, Agreement.Pair pair, Tally count) {
    var row =
        new ArrayList<>(
            List.of(
                table.cell().scenario(),
                table.cell().parameters(),
                table.cell().headline(),
                pair.left(),
                pair.right(),
                String.join("; ", count.versions()),
                "" + count.all()));
    for (var verdict : Verdict.values()) row.add("" + count.on(verdict).size());
    for (var verdict : List.of(Verdict.BETTER, Verdict.WORSE))
      row.add(count.on(verdict).stream().map(String::valueOf).collect(Collectors.joining(" ")));
    return row;
  }
}
