//SOURCES Wording.java
//SOURCES ../cli/Table.java
//SOURCES ../result/Cell.java
//SOURCES ../result/Comparison.java
//SOURCES ../result/Ranking.java
//SOURCES ../result/Results.java
//SOURCES ../result/Variant.java

package report;

import module java.base;

import cli.Table;
import result.Cell;
import result.Comparison;
import result.Ranking;
import result.Results;
import result.Variant;

/// Tables for README and docs/results.md: what somebody needs, which rows of a run may be best at
/// it, and what to know before choosing one.
final class Choices {
  private static final Set<String> SEQUENTIAL = Set.of("thread", "virtual thread", "coroutine");

  /// How many needs README shows.
  private static final int FIRST = 7;

  private static final Map<String, String> RUNTIMES =
      new TreeMap<>(Map.of("jvm", "on the JVM", "python", "in Python"));

  private Choices() {}

  /// @param words what is needed
  /// @param params which variant of the scenario; if empty, the variant with the most ranked rows
  /// @param metric null for the headline
  /// @param kinds the allowed kinds of task; empty if any kind is allowed
  private record Need(
      String words, String scenario, Map<String, String> params, String metric, Set<String> kinds) {

    boolean asks(Cell cell, String runtime) {
      return cell.runtime().equals(runtime)
          && !cell.tuned()
          && (kinds.isEmpty() || kinds.contains(cell.kind()));
    }
  }

  private static final List<Need> ALL =
      List.of(
          new Need("many short tasks", "task_spawn", Map.of(), null, Set.of()),
          new Need(
              "the same, written as sequential code", "task_spawn", Map.of(), null, SEQUENTIAL),
          new Need(
              "many waits, with little processor time",
              "io_bound",
              Map.of(),
              "cpu_per_op",
              Set.of()),
          new Need("quick cancellation of many tasks", "cancellation", Map.of(), null, Set.of()),
          new Need(
              "waits that end in time beside computing",
              "cpu_mixed",
              Map.of(),
              "overshoot_p99",
              Set.of()),
          new Need(
              "HTTP requests, with the client of the library",
              "http_echo",
              Map.of("client", "own"),
              null,
              Set.of()),
          new Need("many parked tasks, in little memory", "footprint", Map.of(), null, Set.of()),
          headline("messages from task to task", "channel", Map.of("capacity", "16")),
          new Need(
              "streams of items with bounded demand, by operators",
              "stream",
              Map.of(),
              null,
              Set.of("stream", "coroutine", "fiber", "actor")),
          headline("deadlines that hardly ever fire", "timeout", Map.of("shape", "unfired")),
          headline("races whose losers end soon", "race", Map.of()),
          headline("a limit on how many run at once", "limiter", Map.of()),
          headline("calls that block", "blocking_call", Map.of()),
          headline("values that go with a task", "context", Map.of("values", "8")),
          headline("tasks that start tasks, in a tree", "tree", Map.of()));

  private static Need headline(String words, String scenario, Map<String, String> params) {
    return new Need(words, scenario, params, null, Set.of());
  }

  /// The needs of most people.
  static String table(Results results) {
    return table(ALL.subList(0, FIRST), results, "docs/study/report.md");
  }

  /// The needs that come after those.
  static String more(Results results) {
    return table(ALL.subList(FIRST, ALL.size()), results, "study/report.md");
  }

  private static String table(List<Need> needs, Results results, String evidence) {
    var table = new Table(5).row("You need", "On the JVM", "In Python", "Caveat", "Evidence");
    for (var need : needs)
      results
          .fullest(need.scenario, need.params)
          .ifPresent(variant -> table.row(row(need, variant, evidence)));
    return table.markdown();
  }

  private static List<String> row(Need need, Variant variant, String evidence) {
    var first = variant.cells().stream().filter(Cell::ok).findFirst().orElseThrow();
    var metric = need.metric == null ? first.headline() : need.metric;
    var ranking = Ranking.of(variant.cells(), metric, Comparison.EQUAL);
    return List.of(
        need.words,
        best("jvm", need, ranking, metric),
        best("python", need, ranking, metric),
        caveat(need, ranking),
        "[%s](%s#%s)".formatted(variant.scenario(), evidence, variant.name().replace(' ', '-')));
  }

  private static String best(String runtime, Need need, Ranking ranking, String metric) {
    var best = ranking.best(cell -> need.asks(cell, runtime));
    if (best.isEmpty()) return "";
    return Wording.few(best) + ": " + Wording.range(best, metric);
  }

  /// What a reader must know before choosing: where most rows cannot be told apart, which rows are
  /// left out, and the flags of those that are named. Noise is told of in one place for all.
  private static String caveat(Need need, Ranking ranking) {
    var said = new ArrayList<String>();
    for (var runtime : RUNTIMES.entrySet()) {
      var rivals =
          ranking.contenders().stream().filter(cell -> need.asks(cell, runtime.getKey())).toList();
      int best = ranking.best(cell -> need.asks(cell, runtime.getKey())).size();
      if (best > 1 && 2 * best > rivals.size())
        said.add("%d of %d %s not told apart".formatted(best, rivals.size(), runtime.getValue()));
    }
    var early =
        ranking.cells().stream().filter(cell -> cell.early() && need.asks(cell, cell.runtime()));
    add(said, "early", early.toList());
    for (var flag : List.of("discarded", "no-steady-state", "still-compiling")) {
      var flagged =
          RUNTIMES.keySet().stream()
              .flatMap(runtime ->
                  ranking.best(cell -> need.asks(cell, runtime)).stream().limit(Wording.NAMED))
              .filter(cell -> cell.flags().stream().anyMatch(one -> one.startsWith(flag)));
      add(said, flag, flagged.toList());
    }
    return String.join("; ", said);
  }

  private static void add(List<String> said, String what, List<Cell> cells) {
    if (!cells.isEmpty()) said.add(what + ": " + Wording.codes(cells));
  }
}
