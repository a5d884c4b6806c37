//SOURCES ../result/Cell.java
//SOURCES ../result/Metric.java
//SOURCES ../result/Numbers.java
//SOURCES ../result/Results.java

package export;

import module java.base;

import result.Cell;
import result.Metric;
import result.Numbers;
import result.Results;

/// OpenMetrics 1.0, for Prometheus: a gauge per metric, and two for its interval, in seconds, bytes
/// and ratios. Each sample has the time at which the run started, so that
/// `promtool tsdb create-blocks-from openmetrics` makes a history out of old runs.
final class OpenMetrics {
  private final Map<String, Family> families = new LinkedHashMap<>();
  private final String time;

  /// @param samples by labels
  private record Family(String unit, String help, Map<String, String> samples) {}

  private OpenMetrics(String time) {
    this.time = time;
  }

  static String text(Results results) {
    var metrics = new OpenMetrics(time(results.started()));
    var host = results.host();
    metrics.add(
        "bench_run_info",
        "",
        "The machine and the runtimes of the run.",
        labels(
            "commit", results.commit(),
            "cpu", host.cpu(),
            "os", host.os(),
            "jdk", host.jdk(),
            "python", host.python()),
        "1");
    for (var cell : results.cells()) metrics.add(cell);
    return metrics.toString();
  }

  /// In seconds since 1970; empty if the text is no time. Runs that were merged have the time of
  /// the first.
  private static String time(String started) {
    try {
      long millis = Instant.parse(started.split(" and ")[0]).toEpochMilli();
      return " " + BigDecimal.valueOf(millis, 3).stripTrailingZeros().toPlainString();
    } catch (DateTimeException e) {
      return "";
    }
  }

  private void add(Cell cell) {
    var labels =
        labels(
            "scenario", cell.scenario(),
            "parameters", cell.parameters(),
            "backend", cell.backend(),
            "runtime", cell.runtime(),
            "library", cell.library(),
            "version", cell.version());
    add("bench_cell_ok", "", "1 if the cell has numbers.", labels, cell.ok() ? "1" : "0");
    add("bench_cell_flags", "", "Warnings about the cell.", labels, "" + cell.flags().size());
    add("bench_cell_processes", "", "Processes measured.", labels, "" + cell.rounds().size());
    cell.metrics()
        .forEach((name, metric) -> {
          add(name, metric, "", "Mean over processes", labels, metric.value());
          add(name, metric, "_low", "Lower bound of the 95 % interval", labels, metric.low());
          add(name, metric, "_high", "Upper bound of the 95 % interval", labels, metric.high());
        });
  }

  private void add(
      String name, Metric metric, String bound, String help, String labels, Double value) {
    if (value == null) return;
    var unit =
        switch (metric.unit()) {
          case "s", "ms", "us", "ns" -> "seconds";
          case "%" -> "ratio";
          case String other -> word(other.replace("/s", "_per_second"));
        };
    int powers =
        switch (metric.unit()) {
          case "ms" -> -3;
          case "us" -> -6;
          case "ns" -> -9;
          case "%" -> -2;
          default -> 0;
        };
    var family = "bench_" + word(name) + bound + "_" + unit;
    var about = "%s: %s; %s is better.".formatted(name, help, metric.better());
    add(family, unit, about, labels, Numbers.exact(value, powers));
  }

  private void add(String family, String unit, String help, String labels, String value) {
    families
        .computeIfAbsent(family, _ -> new Family(unit, help, new LinkedHashMap<>()))
        .samples
        .putIfAbsent(labels, value);
  }

  private static String word(String text) {
    return text.isEmpty() ? "number" : text.replaceAll("[^A-Za-z0-9_]", "_");
  }

  /// @param pairs names and values; a value that is null is left out
  private static String labels(String... pairs) {
    var labels = new StringJoiner(",", "{", "}");
    for (int i = 0; i < pairs.length; i += 2)
      if (pairs[i + 1] != null) labels.add(pairs[i] + "=\"" + escaped(pairs[i + 1]) + "\"");
    return labels.toString();
  }

  private static String escaped(String text) {
    return text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
  }

  @Override
  public String toString() {
    var text = new StringBuilder();
    families.forEach((name, family) -> {
      text.append("# TYPE %s gauge\n".formatted(name));
      if (!family.unit.isEmpty()) text.append("# UNIT %s %s\n".formatted(name, family.unit));
      text.append("# HELP %s %s\n".formatted(name, escaped(family.help)));
      family.samples.forEach(
          (labels, value) -> text.append(name + labels + " " + value + time + "\n"));
    });
    return text + "# EOF\n";
  }
}
