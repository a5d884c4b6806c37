//SOURCES Choices.java
//SOURCES Wording.java
//SOURCES ../cli/Table.java
//SOURCES ../result/Cell.java
//SOURCES ../result/Metric.java
//SOURCES ../result/Numbers.java
//SOURCES ../result/Ranking.java
//SOURCES ../result/Results.java
//SOURCES ../result/Variant.java

package report;

import module java.base;

import cli.Table;
import result.Cell;
import result.Metric;
import result.Numbers;
import result.Ranking;
import result.Results;
import result.Variant;

/// An overview of a run: one number per row and scenario, of six scenarios. The JVM and Python have
/// separate tables. The backend that spawns tasks fastest comes first.
final class Overview {

  /// Scenarios for which another metric says more than the headline.
  private static final Map<String, String> TELLING =
      Map.of("io_bound", "cpu_per_op", "cpu_mixed", "overshoot_p99");

  /// The scenarios that an overview shows. A table of all would be too wide.
  private static final List<String> SHOWN =
      List.of("task_spawn", "io_bound", "cpu_mixed", "cancellation", "http_echo", "footprint");

  private Overview() {}

  static String tables(Results results) {
    return Wording.machine(results)
        + table("jvm", "On the JVM", results)
        + "\n"
        + table("python", "In Python", results);
  }

  private static String table(String runtime, String title, Results results) {
    var variants = shown(results);
    var head = new ArrayList<>(List.of(title, "A task is"));
    for (var variant : variants) head.add(heading(variant));
    var table = new Table(2).row(head);
    for (var backend : order(runtime, variants, results)) {
      var row = new ArrayList<String>();
      for (var variant : variants) row.add(value(variant, backend));
      row.addFirst(kind(backend, results));
      row.addFirst("`" + backend + "`");
      table.row(row);
    }
    return table.markdown();
  }

  /// For each scenario, the variant with the most ranked rows.
  private static List<Variant> shown(Results results) {
    var chosen = new LinkedHashMap<String, Variant>();
    for (var variant : results.variants())
      if (SHOWN.contains(variant.scenario()) && variant.cells().stream().anyMatch(Cell::ok))
        chosen.merge(
            variant.scenario(),
            variant,
            (one, other) -> Choices.ranked(other) > Choices.ranked(one) ? other : one);
    return List.copyOf(chosen.values());
  }

  /// The backends sorted by the first scenario, best first. Backends that have no number there come
  /// last.
  private static List<String> order(String runtime, List<Variant> variants, Results results) {
    var order = new LinkedHashSet<String>();
    if (!variants.isEmpty())
      for (var cell : Ranking.of(variants.getFirst().cells()).cells())
        if (cell.runtime().equals(runtime)) order.add(cell.backend());
    for (var cell : results.cells()) if (cell.runtime().equals(runtime)) order.add(cell.backend());
    return List.copyOf(order);
  }

  private static String metric(Variant variant) {
    var first = variant.cells().stream().filter(Cell::ok).findFirst().orElseThrow();
    return TELLING.getOrDefault(variant.scenario(), first.headline());
  }

  private static String heading(Variant variant) {
    var metric = metric(variant);
    var unit =
        variant.cells().stream()
            .filter(Cell::ok)
            .map(cell -> cell.metrics().get(metric))
            .filter(Objects::nonNull)
            .findFirst()
            .map(Metric::unit)
            .orElse("");
    return variant.scenario() + "<br>" + Wording.measured(metric, unit);
  }

  private static String value(Variant variant, String backend) {
    return variant.cells().stream()
        .filter(cell -> cell.backend().equals(backend))
        .findFirst()
        .map(cell -> !cell.ok() ? cell.status() : value(cell, metric(variant)))
        .orElse("");
  }

  private static String value(Cell cell, String metric) {
    var value = cell.metrics().get(metric);
    if (value == null) return "";
    return Numbers.text(value.value()) + (cell.early() ? " early" : "");
  }

  private static String kind(String backend, Results results) {
    return results.cells().stream()
        .filter(cell -> cell.backend().equals(backend) && cell.kind() != null)
        .map(Cell::kind)
        .findFirst()
        .orElse("");
  }
}
