//SOURCES Wording.java
//SOURCES ../result/Cell.java
//SOURCES ../result/Comparison.java
//SOURCES ../result/Ranking.java
//SOURCES ../result/Results.java
//SOURCES ../result/Round.java
//SOURCES ../result/Variant.java

package report;

import static report.Wording.code;

import module java.base;

import result.Cell;
import result.Comparison;
import result.Ranking;
import result.Results;
import result.Round;
import result.Variant;

/// The questions of somebody who chooses, each answered by a run in a few words and with its
/// numbers. Another run may give the opposite answer, or none: then the words say so.
final class Answers {
  private static final String PAGE = "docs/study/report.md#";

  /// If at most one row of so many is surely behind, the choice hardly matters.
  private static final int FEW = 4;

  /// The places in a number where a reader wants a comma.
  private static final Pattern THOUSANDS = Pattern.compile("(?<=\\d)(?=(\\d{3})+$)");

  private final Results results;

  private Answers(Results results) {
    this.results = results;
  }

  /// A list in Markdown. A question whose scenario the run has not is left out.
  static String of(Results results) {
    var all = new Answers(results);
    return Stream.of(all.waits(), all.weight(), all.endings(), all.anyio())
        .flatMap(Optional::stream)
        .collect(Collectors.joining());
  }

  /// What would change the results, in the same form.
  static String changes(Results results) {
    return new Answers(results).changes().orElse("");
  }

  private static String item(String question, String answer, Variant... evidence) {
    var links = Stream.of(evidence).map(Answers::link).collect(Collectors.joining(", "));
    return "- **%s** %s%s\n".formatted(question, answer, links.isEmpty() ? "" : " (" + links + ")");
  }

  private static String link(Variant variant) {
    return "[%s](%s%s)".formatted(variant.name(), PAGE, variant.name().replace(' ', '-'));
  }

  private static List<Cell> rivals(Ranking ranking) {
    return ranking.contenders().stream().filter(cell -> !cell.tuned()).toList();
  }

  /// "1.22x to 1.41x".
  private static String range(Comparison over) {
    return "%sx to %sx".formatted(Comparison.text(over.low()), Comparison.text(over.high()));
  }

  /// The fullest variant of a scenario, if at least two of its rows are ranked.
  private Optional<Variant> measured(String scenario) {
    return results
        .fullest(scenario, Map.of())
        .filter(variant -> rivals(Ranking.of(variant.cells())).size() > 1);
  }

  private Optional<String> waits() {
    return measured("io_bound")
        .map(variant ->
            item(
                "Does the choice matter when tasks only wait?",
                speed(Ranking.of(variant.cells()))
                    + processorTime(Ranking.of(variant.cells(), "cpu_per_op", Comparison.EQUAL)),
                variant));
  }

  private static String speed(Ranking ranking) {
    var rivals = rivals(ranking);
    var best = ranking.best(cell -> !cell.tuned());
    var over =
        rivals.stream()
            .filter(cell -> !best.equals(List.of(cell)))
            .map(cell -> Map.entry(cell, over(ranking, best, cell)))
            .toList();
    if (over.stream().anyMatch(one -> one.getValue().low() == null))
      return "This run cannot tell: it has too few processes.";
    var behind = over.stream().filter(one -> one.getValue().low() > Comparison.EQUAL).toList();
    var limit = Comparison.text(Comparison.EQUAL) + "x";
    if (behind.isEmpty()) {
      double most = over.stream().mapToDouble(one -> one.getValue().high()).max().orElseThrow();
      return most <= Comparison.EQUAL
          ? "No: the best is at most %s quicker than any of %d rows."
              .formatted(limit, rivals.size())
          : "This run cannot tell: no row is surely more than %s slower than the best, and one may be up to %sx slower."
              .formatted(limit, Comparison.text(most));
    }
    var far = behind.getLast();
    double others =
        over.stream()
            .filter(one -> !behind.contains(one))
            .mapToDouble(one -> one.getValue().high())
            .max()
            .orElse(1);
    return "%s: %d of %d rows %s surely more than %s slower than the best, `%s` by %s; no other row by more than %sx."
        .formatted(
            FEW * behind.size() > rivals.size() ? "Yes" : "Hardly for speed",
            behind.size(),
            rivals.size(),
            behind.size() == 1 ? "is" : "are",
            limit,
            far.getKey().backend(),
            range(far.getValue()),
            Comparison.text(others));
  }

  /// The best of the others over a row.
  private static Comparison over(Ranking ranking, List<Cell> best, Cell cell) {
    return ranking.over(best.stream().filter(one -> one != cell).toList(), cell);
  }

  private static String processorTime(Ranking ranking) {
    var said = extremes(ranking);
    return said.isEmpty() ? "" : " Processor time of a wait: " + said;
  }

  private Optional<String> weight() {
    return measured("footprint")
        .map(variant ->
            item(
                "What does a waiting task weigh?",
                extremes(Ranking.of(variant.cells())) + kinds(Ranking.of(variant.cells())),
                variant));
  }

  private Optional<String> endings() {
    return measured("cancellation")
        .map(variant ->
            item(
                "How fast do %s waits end, if they are cancelled?"
                    .formatted(
                        THOUSANDS
                            .matcher(variant.params().getOrDefault("tasks", "many"))
                            .replaceAll(",")),
                extremes(Ranking.of(variant.cells())),
                variant));
  }

  /// The best and the last row of each runtime, and how far they are apart.
  private static String extremes(Ranking ranking) {
    var said =
        Stream.of(Map.entry("jvm", "on the JVM"), Map.entry("python", "in Python"))
            .flatMap(runtime ->
                extremes(ranking, runtime.getKey())
                    .map(one -> one.replaceFirst(" with ", " " + runtime.getValue() + " with "))
                    .stream())
            .collect(Collectors.joining(". "));
    return said.isEmpty() ? "" : said + ".";
  }

  private static Optional<String> extremes(Ranking ranking, String runtime) {
    Predicate<Cell> asked = cell -> cell.runtime().equals(runtime) && !cell.tuned();
    var best = ranking.best(asked);
    var rivals = ranking.contenders().stream().filter(asked).toList();
    if (best.isEmpty()) return Optional.empty();
    var said = "%s with %s".formatted(Wording.range(best, ranking.metric()), Wording.few(best));
    var last = rivals.getLast();
    if (best.contains(last))
      return Optional.of(best.size() == 1 ? said : said + ", which this run cannot tell apart");
    var over = ranking.over(best, last);
    if (over.low() == null) return Optional.of(said);
    return Optional.of(
        "%s; %s with %s, %s as much"
            .formatted(
                said, Wording.range(List.of(last), ranking.metric()), code(last), range(over)));
  }

  /// What the rows of each kind of task have, on the JVM; in Python all are of one kind.
  private static String kinds(Ranking ranking) {
    var kinds = new LinkedHashMap<String, List<Cell>>();
    for (var cell : rivals(ranking))
      if (cell.runtime().equals("jvm") && cell.kind() != null)
        kinds.computeIfAbsent(cell.kind(), _ -> new ArrayList<>()).add(cell);
    return kinds.size() < 2
        ? ""
        : kinds.entrySet().stream()
            .map(kind -> kind.getKey() + " " + Wording.range(kind.getValue(), ranking.metric()))
            .collect(Collectors.joining(", ", " By kind on the JVM: ", "."));
  }

  private Optional<String> anyio() {
    var said =
        Stream.of(over("anyio-asyncio", "asyncio"), over("anyio-trio", "trio"))
            .flatMap(Optional::stream)
            .collect(Collectors.joining(" "));
    return said.isEmpty() ? Optional.empty() : Optional.of(item("What does AnyIO cost?", said));
  }

  /// A verdict, with the variant in which it was found.
  private record Found(Variant variant, Comparison verdict) {
    @Override
    public String toString() {
      return "%s: %s".formatted(link(variant), verdict.words());
    }
  }

  private Optional<String> over(String left, String right) {
    var found = results.variants().stream().flatMap(one -> verdict(one, left, right)).toList();
    if (found.isEmpty()) return Optional.empty();
    var worse = found.stream().filter(one -> one.verdict().worse()).toList();
    long better = found.stream().filter(one -> one.verdict().better()).count();
    long untold =
        found.stream().filter(one -> one.verdict().verdict() == Comparison.Verdict.UNTOLD).count();
    var most = worse.stream().min(Comparator.comparingDouble(one -> one.verdict().advantage()));
    long equal = found.size() - worse.size() - better - untold;
    return Optional.of(
        "Over `%s`: worse in %d of %d tables%s; about equal in %d, better in %d; in %d this run cannot tell."
            .formatted(
                right,
                worse.size(),
                found.size(),
                most.map(one -> ", most in " + one).orElse(""),
                equal,
                better,
                untold));
  }

  /// Variants that compare HTTP clients say nothing about a library above another one.
  private static Stream<Found> verdict(Variant variant, String left, String right) {
    if (variant.comparesClients()) return Stream.empty();
    var ranking = Ranking.of(variant.cells());
    boolean both =
        Stream.of(left, right)
            .allMatch(one -> ranking.cell(one).filter(cell -> !cell.early()).isPresent());
    return both ? Stream.of(new Found(variant, ranking.compare(left, right))) : Stream.empty();
  }

  /// What a reader may expect of another run: more processes, more cores, another setting.
  private Optional<String> changes() {
    var rankings = results.variants().stream().map(one -> Ranking.of(one.cells())).toList();
    var tables = rankings.stream().filter(one -> rivals(one).size() > 1).toList();
    if (tables.isEmpty()) return Optional.empty();
    long open = tables.stream().filter(one -> one.best(cell -> !cell.tuned()).size() > 1).count();
    var processes = results.cells().stream().flatMap(cell -> cell.rounds().stream()).toList();
    long noisy = processes.stream().filter(Round::noisy).count();
    int cores = results.host().cores();
    var setting =
        results.variants().stream()
            .flatMap(variant -> verdict(variant, "pekko-1ms", "pekko"))
            .filter(one -> one.verdict().better())
            .max(Comparator.comparingDouble(one -> one.verdict().advantage()));
    return Optional.of(
        item(
            "What would change these results?",
            "%s %s%s"
                .formatted(
                    open == 0
                        ? "Hardly more processes: every table has one best row."
                        : "More processes: in %d of %d tables, more than one row may be best, and %d of %d processes were noisy."
                            .formatted(open, tables.size(), noisy, processes.size()),
                    "Another machine: this one has %d %s."
                        .formatted(cores, cores == 1 ? "core" : "cores"),
                    setting
                        .map(one ->
                            " A setting: `pekko` with a finer timer, most in %s.".formatted(one))
                        .orElse(""))));
  }
}
