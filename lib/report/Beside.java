//SOURCES Wording.java
//SOURCES ../cli/Table.java
//SOURCES ../result/Cell.java
//SOURCES ../result/Numbers.java
//SOURCES ../result/Results.java
//SOURCES ../result/Variant.java

package report;

import module java.base;

import cli.Table;
import result.Cell;
import result.Numbers;
import result.Results;
import result.Variant;

/// What others have published of a workload, beside what a run has measured of it.
public final class Beside {
  /// @param what the workload and the library, in words
  /// @param theirs what was published, with its unit
  /// @param params which variant of the scenario
  /// @param metric of the scenario
  /// @param backends that do the same here; empty if none does
  private record Row(
      String what,
      String theirs,
      String scenario,
      Map<String, String> params,
      String metric,
      List<String> backends) {}

  /// From docs/channels.md of softwaremill/jox, release 0.4.1.
  private static final List<Row> CHANNELS =
      List.of(
          pair("Jox", "0", 199, "jox"),
          pair("Jox", "16", 201, "jox"),
          pair("Kotlin", "0", 108, "kotlin-coroutines"),
          pair("Kotlin", "16", 36, "kotlin-coroutines"),
          pair("`SynchronousQueue`, virtual threads", "0", 1714, "virtual-threads"),
          pair("`ArrayBlockingQueue`, virtual threads", "16", 265, "virtual-threads"));

  /// From the README of atemerev/skynet.
  private static final List<Row> TREES =
      List.of(
          skynet("Go", 979, "virtual-threads", "kotlin-coroutines", "zio"),
          skynet("Akka", 6379, "pekko"));

  private Beside() {}

  private static Row pair(String library, String capacity, int nanos, String backend) {
    return new Row(
        library + ", a pair, capacity " + capacity,
        nanos + " ns per message",
        "channel",
        Map.of("capacity", capacity),
        "ns_per_message",
        List.of(backend));
  }

  private static Row skynet(String language, int millis, String... backends) {
    return new Row(
        "Skynet, " + language + ", 1,000,000 leaves",
        "%,d ms".formatted(millis),
        "tree",
        Map.of(),
        "tree",
        List.of(backends));
  }

  public static String channels(Results results) {
    return table(CHANNELS, results);
  }

  public static String trees(Results results) {
    return table(TREES, results);
  }

  private static String table(List<Row> rows, Results results) {
    var table = new Table(3).row("Workload", "Published", "Here");
    for (var row : rows) table.row(row.what, row.theirs, here(row, results));
    return table.markdown();
  }

  private static String here(Row row, Results results) {
    return results.variants(row.scenario).stream()
        .filter(variant -> Variant.contains(variant.params(), row.params))
        .flatMap(variant -> variant.cells().stream())
        .filter(cell -> cell.ok() && row.backends.contains(cell.backend()))
        .map(cell -> here(cell, row.metric))
        .collect(Collectors.joining("; "));
  }

  private static String here(Cell cell, String name) {
    var metric = cell.metrics().get(name);
    return "`%s` %s %s (%s), %s"
        .formatted(
            cell.backend(),
            Numbers.text(metric.value()),
            metric.unit(),
            Wording.interval(metric),
            cell.parameters());
  }
}
