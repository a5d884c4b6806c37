//SOURCES Numbers.java
//SOURCES Ranking.java
//SOURCES Results.java
//SOURCES Variant.java

package result;

import module java.base;

/// What the study of asyncio, trio and anyio observed from which this project began, held against a run; and what the best
/// library of the JVM makes of the same work.
public final class Findings {
  /// How far a number may be from one that was published as "about".
  private static final double ABOUT = 0.10;

  private static final Set<String> CLIENT = Set.of("client");

  private final Results results;
  private final List<Finding> findings = new ArrayList<>();

  private Findings(Results results) {
    this.results = results;
  }

  /// @param observed what was published, or what is asked
  /// @param here "confirmed", "not confirmed" or "cannot tell yet", with the interval that says so
  public record Finding(String observed, String here) {}

  /// @return those whose rows the run has
  public static List<Finding> of(Results results) {
    var all = new Findings(results);
    all.faster("task churn", "task_spawn", "asyncio", "anyio-asyncio");
    all.faster("task churn", "task_spawn", "anyio-asyncio", "trio");
    all.faster("cancellation", "cancellation", "asyncio", "anyio-asyncio");
    all.faster("cancellation", "cancellation", "anyio-asyncio", "trio");
    for (var backend : List.of("asyncio", "anyio-asyncio", "trio"))
      all.about("simulated I/O, p95 about 15 ms", "io_bound", backend, "latency_p95", 15);
    all.about(
        "about 210k tasks/s (on Apple Silicon)", "task_spawn", "asyncio", "throughput", 210_000);
    for (var scenario : results.scenarios()) {
      var variants = results.variants(scenario);
      // Of sizes, none is the one that is asked about.
      if (variants.stream().allMatch(one -> CLIENT.containsAll(one.varied().keySet())))
        variants.forEach(all::best);
    }
    return all.findings;
  }

  private Optional<Cell> cell(String scenario, String backend) {
    // What was published holds for one size each.
    return results.variants(scenario).size() > 1
        ? Optional.empty()
        : results.cell(scenario, backend).filter(Cell::ok);
  }

  private void faster(String what, String scenario, String first, String second) {
    var a = cell(scenario, first);
    var b = cell(scenario, second);
    if (a.isEmpty() || b.isEmpty()) return;
    var verdict = Ranking.of(results.of(scenario)).compare(first, second);
    var word = verdict.better() ? "confirmed: " : verdict.worse() ? "not confirmed: " : "";
    findings.add(
        new Finding(what + ": " + first + " is quicker than " + second, word + verdict.sentence()));
  }

  private void about(
      String what, String scenario, String backend, String metric, double published) {
    if (cell(scenario, backend).isEmpty()) return;
    var here = cell(scenario, backend).get().metrics().get(metric);
    var range =
        here.low() == null
            ? "one process"
            : Numbers.text(here.low()) + " to " + Numbers.text(here.high());
    double least = published * (1 - ABOUT);
    double most = published * (1 + ABOUT);
    boolean bounded = here.low() != null;
    boolean inside = bounded && here.low() >= least && here.high() <= most;
    boolean outside = bounded && (here.high() < least || here.low() > most);
    findings.add(
        new Finding(
            what + ": " + backend,
            "%s: %s %s (%s)"
                .formatted(
                    inside ? "confirmed" : outside ? "not confirmed" : "undecided",
                    Numbers.text(here.value()),
                    here.unit(),
                    range)));
  }

  private void best(Variant variant) {
    var ranking = Ranking.of(variant.cells());
    var best = ranking.best(cell -> "jvm".equals(cell.runtime()));
    var asyncio = ranking.cell("asyncio");
    if (best.isEmpty() || asyncio.isEmpty()) return;
    findings.add(
        new Finding(
            "%s: the best %s of the JVM against asyncio"
                .formatted(variant.name(), variant.comparesClients() ? "client" : "library"),
            ranking.over(best, asyncio.get()).sentence()));
  }
}
