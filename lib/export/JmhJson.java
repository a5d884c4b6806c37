//SOURCES Processes.java
//SOURCES ../result/Cell.java
//SOURCES ../result/Host.java
//SOURCES ../result/Json.java
//SOURCES ../result/Metric.java
//SOURCES ../result/Results.java

package export;

import module java.base;

import result.Cell;
import result.Host;
import result.Json;
import result.Metric;
import result.Results;

/// JSON as JMH writes it with `-rf json`, for programs that read that. Follows `JSONResultFormat`
/// of JMH 1.37.
///
/// A cell is a benchmark: its scenario is the class, its backend the method. A process is a fork
/// with one iteration, because its repetitions are no samples of their own. Intervals are those of
/// 95 % that the project computes; JMH's own are of 99.9 %. An interval is wider on one side, and
/// the error is the distance to its farther bound. Cells without numbers are left out.
final class JmhJson {
  /// Whose fields these are. No JMH has run.
  private static final String VERSION = "1.37";

  private static final double[] PERCENTILES = {
    0, 50, 90, 95, 99, 99.9, 99.99, 99.999, 99.9999, 100
  };

  private JmhJson() {}

  static String text(Results results) {
    return Json.pretty(
            results.cells().stream()
                .filter(Cell::ok)
                .map(cell -> benchmark(results, cell))
                .toList())
        + "\n";
  }

  private static Map<String, Object> benchmark(Results results, Cell cell) {
    var fields = new LinkedHashMap<String, Object>();
    fields.put("jmhVersion", VERSION);
    fields.put("benchmark", cell.scenario() + "." + method(cell.backend()));
    var headline = cell.metrics().get(cell.headline());
    fields.put("mode", headline.higherIsBetter() ? "thrpt" : "avgt");
    fields.put("threads", Objects.requireNonNullElse(cell.parallelism(), 1));
    fields.put("forks", cell.rounds().size());
    fields.putAll(runtime(results.host(), cell));
    fields.put("jvmArgs", results.config().jvmArgs());
    fields.put("warmupIterations", cell.rounds().getFirst().warmupRepetitions());
    fields.put("warmupTime", results.config().warmup());
    fields.put("warmupBatchSize", 1);
    fields.put("measurementIterations", 1);
    fields.put("measurementTime", results.config().measureMs() + " ms");
    fields.put("measurementBatchSize", 1);
    if (!cell.params().isEmpty()) fields.put("params", cell.params());
    fields.put("primaryMetric", metric(cell, cell.headline(), headline));
    var others = new LinkedHashMap<String, Object>();
    cell.metrics().forEach((name, metric) -> others.put(name, metric(cell, name, metric)));
    others.remove(cell.headline());
    fields.put("secondaryMetrics", others);
    return fields;
  }

  /// Readers take what stands before the last dot for the class, and what follows a space for
  /// parameters.
  private static String method(String backend) {
    return backend.replaceAll("[.\\s]", "_");
  }

  private static Map<String, String> runtime(Host host, Cell cell) {
    var runtime = cell.runtime().equals("jvm") ? host.jdk() : host.python();
    var name = Objects.toString(runtime, "unknown");
    var fields = new LinkedHashMap<String, String>();
    fields.put("jvm", name);
    fields.put("jdkVersion", name);
    fields.put("vmName", Objects.toString(cell.environment(), name));
    fields.put("vmVersion", name);
    return fields;
  }

  private static Map<String, Object> metric(Cell cell, String name, Metric metric) {
    var fields = new LinkedHashMap<String, Object>();
    double value = metric.value();
    boolean known = metric.low() != null;
    fields.put("score", value);
    // From a single fork, JMH writes this text too.
    fields.put("scoreError", known ? Math.max(metric.high() - value, value - metric.low()) : "NaN");
    fields.put(
        "scoreConfidence", known ? List.of(metric.low(), metric.high()) : List.of("NaN", "NaN"));
    var values = Processes.values(name, cell);
    var percentiles = new LinkedHashMap<String, Object>();
    for (double p : PERCENTILES)
      percentiles.put("" + p, values.length == 0 ? "NaN" : percentile(p, values));
    fields.put("scorePercentiles", percentiles);
    fields.put("scoreUnit", metric.unit());
    fields.put("rawData", Arrays.stream(values).mapToObj(List::of).toList());
    return fields;
  }

  /// By the estimate that JMH has: between two values, in proportion.
  private static double percentile(double percent, double[] values) {
    var sorted = values.clone();
    Arrays.sort(sorted);
    double place = percent / 100 * (sorted.length + 1);
    if (place < 1) return sorted[0];
    if (place >= sorted.length) return sorted[sorted.length - 1];
    int below = (int) place;
    return sorted[below - 1] + (place - below) * (sorted[below] - sorted[below - 1]);
  }
}
