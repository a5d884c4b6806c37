//SOURCES Processes.java
//SOURCES ../result/Cell.java
//SOURCES ../result/Metric.java
//SOURCES ../result/Numbers.java
//SOURCES ../result/Results.java
//SOURCES ../result/Round.java

package export;

import module java.base;

import result.Cell;
import result.Metric;
import result.Numbers;
import result.Results;
import result.Round;

/// The text that Go's benchmarks print, for `benchstat`: a line per process, with all its metrics.
/// A line counts as many iterations as the process measured units of work. Names are keys with
/// values, so that `benchstat -col /backend` compares backends. Follows
/// golang.org/design/14313-benchmark-format.
///
/// Only the machine stands in keys of the file: benchstat does not compare what they tell apart.
final class Benchstat {
  private Benchstat() {}

  static String text(Results results) {
    var host = results.host();
    var text = new StringBuilder();
    text.append(line("# started " + results.started()));
    text.append(line("# commit " + results.commit()));
    text.append(line("# JDK %s, Python %s".formatted(host.jdk(), host.python())));
    text.append(line("os: " + host.os()));
    text.append(line("cpu: " + host.cpu()));
    text.append(line("cores: " + host.cores()));
    units(results)
        .forEach((unit, better) -> text.append("Unit %s better=%s\n".formatted(unit, better)));
    for (var cell : results.cells())
      for (var round : cell.rounds()) text.append(benchmark(cell, round));
    return text.toString();
  }

  /// What a text of the results says, on one line.
  private static String line(String said) {
    return said.replaceAll("\\R", " ") + "\n";
  }

  private static Map<String, String> units(Results results) {
    var units = new LinkedHashMap<String, String>();
    for (var cell : results.cells())
      cell.metrics()
          .forEach((name, metric) -> units.putIfAbsent(unit(name, metric), metric.better()));
    return units;
  }

  private static String benchmark(Cell cell, Round round) {
    var measured = new StringBuilder();
    cell.metrics()
        .forEach((name, metric) ->
            Processes.value(name, round)
                .ifPresent(value ->
                    measured
                        .append('\t')
                        .append(Numbers.exact(value, powers(metric)))
                        .append(' ')
                        .append(unit(name, metric))));
    return measured.isEmpty() ? "" : name(cell) + "\t" + round.ops() + measured + "\n";
  }

  /// `BenchmarkTaskSpawn/backend=jox/tasks=10000/sleep=500us-2`, where the last number is that of
  /// the threads.
  private static String name(Cell cell) {
    var name = new StringBuilder("Benchmark");
    for (var word : cell.scenario().split("[_-]"))
      if (!word.isEmpty())
        name.append(word.substring(0, 1).toUpperCase(Locale.ROOT)).append(word.substring(1));
    name.append("/backend=").append(escaped(cell.backend()));
    cell.params()
        .forEach((key, value) ->
            name.append('/').append(escaped(key)).append('=').append(escaped(value)));
    return name.append('-').append(Objects.requireNonNullElse(cell.parallelism(), 1)).toString();
  }

  /// Without spaces and slashes, and different for different texts.
  private static String escaped(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  /// benchstat shows `ns` as seconds, and `B` with binary prefixes. All throughputs of a scenario
  /// share a unit; other metrics share units with each other, so these have their names in them.
  private static String unit(String name, Metric metric) {
    var unit = metric.unit().replaceAll("[^\\w/%]", "_");
    if (name.equals("throughput") && !unit.isEmpty()) return unit;
    return escaped(name) + "-" + (powers(metric) > 0 ? "ns" : unit.equals("bytes") ? "B" : unit);
  }

  /// Of ten, between the metric's unit and the one that is written.
  private static int powers(Metric metric) {
    return switch (metric.unit()) {
      case "s" -> 9;
      case "ms" -> 6;
      case "us" -> 3;
      default -> 0;
    };
  }
}
