//SOURCES ../result/Cell.java
//SOURCES ../result/Numbers.java
//SOURCES ../result/Ranking.java
//SOURCES ../result/Results.java
//SOURCES ../result/Variant.java

package report;

import module java.base;

import result.Cell;
import result.Numbers;
import result.Ranking;
import result.Results;
import result.Variant;

/// Compares a run with the observations of the study of asyncio, trio and anyio from which this
/// project began. Also compares the best library of the JVM with asyncio in the same work.
final class Claims {
  /// A number that was published as "about" may differ by this fraction.
  private static final double ABOUT = 0.10;

  /// The published observations hold for one size of a scenario.
  private static final Map<String, String> PUBLISHED = Map.of("tasks", "10000", "sleep", "500us");

  private final Results results;
  private final List<Claim> findings = new ArrayList<>();

  private Claims(Results results) {
    this.results = results;
  }

  /// @param observed what was published, or what is asked
  /// @param here "confirmed", "not confirmed" or "cannot tell yet", with the interval on which the
  ///     answer is based
  record Claim(String observed, String here) {}

  /// @return the claims for whose rows the run has numbers
  static List<Claim> of(Results results) {
    var all = new Claims(results);
    all.faster("task churn", "task_spawn", "asyncio", "anyio-asyncio");
    all.faster("task churn", "task_spawn", "anyio-asyncio", "trio");
    all.faster("cancellation", "cancellation", "asyncio", "anyio-asyncio");
    all.faster("cancellation", "cancellation", "anyio-asyncio", "trio");
    for (var backend : List.of("asyncio", "anyio-asyncio", "trio"))
      all.about("simulated I/O, p95 about 15 ms", "io_bound", backend, "latency_p95", 15);
    all.about(
        "about 210k tasks/s (on Apple Silicon)", "task_spawn", "asyncio", "throughput", 210_000);
    results.variants().forEach(all::best);
    return all.findings;
  }

  /// The only variant, or the one with the published parameters.
  private List<Cell> published(String scenario) {
    var variants = results.variants(scenario);
    return variants.stream()
        .filter(one -> variants.size() == 1 || Variant.contains(one.params(), PUBLISHED))
        .findFirst()
        .map(Variant::cells)
        .orElse(List.of());
  }

  private Optional<Cell> cell(String scenario, String backend) {
    return published(scenario).stream()
        .filter(cell -> cell.ok() && cell.backend().equals(backend))
        .findFirst();
  }

  private void faster(String what, String scenario, String first, String second) {
    if (cell(scenario, first).isEmpty() || cell(scenario, second).isEmpty()) return;
    var verdict = Ranking.of(published(scenario)).compare(first, second);
    var word = verdict.better() ? "confirmed: " : verdict.worse() ? "not confirmed: " : "";
    findings.add(
        new Claim(what + ": " + first + " is quicker than " + second, word + verdict.sentence()));
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
        new Claim(
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
    var asyncio = ranking.cell("asyncio");
    if (asyncio.isEmpty()) return;
    var best = ranking.best(cell -> "jvm".equals(cell.runtime()) && !cell.tuned());
    if (best.isEmpty()) return;
    findings.add(
        new Claim(
            "%s: the best %s of the JVM against asyncio"
                .formatted(variant.name(), variant.comparesClients() ? "client" : "library"),
            ranking.over(best, asyncio.get()).sentence()));
  }
}
