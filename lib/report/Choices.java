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

/// A table for README: what somebody needs, and the rows of a run that may be best at it.
final class Choices {
  private static final Set<String> SEQUENTIAL = Set.of("thread", "virtual thread", "coroutine");

  /// If more rows than this may be best, the others are counted but not named.
  private static final int NAMED = 4;

  private Choices() {}

  /// @param words what is needed
  /// @param params which variant of the scenario; if empty, the variant with the most ranked rows
  /// @param metric null for the headline
  /// @param kinds the allowed kinds of task; empty if any kind is allowed
  private record Need(
      String words,
      String scenario,
      Map<String, String> params,
      String metric,
      Set<String> kinds) {}

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

  static String table(Results results) {
    var table = new Table(4).row("You need", "On the JVM", "In Python", "Evidence");
    for (var need : ALL) variant(need, results).ifPresent(variant -> table.row(row(need, variant)));
    return table.markdown();
  }

  private static Optional<Variant> variant(Need need, Results results) {
    return results.variants(need.scenario).stream()
        .filter(variant -> Variant.contains(variant.params(), need.params))
        .filter(variant -> variant.cells().stream().anyMatch(Cell::ok))
        .reduce((one, other) -> ranked(other) > ranked(one) ? other : one);
  }

  /// The number of rows of the variant that have a rank.
  static int ranked(Variant variant) {
    return Ranking.of(variant.cells()).contenders().size();
  }

  private static List<String> row(Need need, Variant variant) {
    var first = variant.cells().stream().filter(Cell::ok).findFirst().orElseThrow();
    var metric = need.metric == null ? first.headline() : need.metric;
    var ranking = Ranking.of(variant.cells(), metric, Comparison.EQUAL);
    return List.of(
        need.words,
        best("jvm", need, ranking, metric),
        best("python", need, ranking, metric),
        "[%s](docs/study/report.md#%s)"
            .formatted(variant.scenario(), variant.name().replace(' ', '-')));
  }

  private static String best(String runtime, Need need, Ranking ranking, String metric) {
    var best =
        ranking.best(cell ->
            cell.runtime().equals(runtime)
                && !cell.tuned()
                && (need.kinds.isEmpty() || need.kinds.contains(cell.kind())));
    if (best.isEmpty()) return "";
    var named = Wording.codes(best.subList(0, Math.min(NAMED, best.size())));
    var more = best.size() > NAMED ? " and %d more".formatted(best.size() - NAMED) : "";
    return named + more + ": " + Wording.range(best, metric);
  }
}
