//SOURCES ../result/Cell.java
//SOURCES ../result/Metric.java
//SOURCES ../result/Results.java
//SOURCES ../result/Statistics.java
//SOURCES ../result/Variant.java

package chart;

import module java.base;

import result.Cell;
import result.Metric;
import result.Results;
import result.Statistics;
import result.Variant;

/// Variants of a scenario that differ in one number. They show how the scenario's headline grows
/// with the number.
///
/// @param parameter the name of the number
/// @param rest parameters that are the same in these variants and differ in other variants
/// @param cells the cells by the value of the parameter, ascending
record Scaling(
    String scenario,
    String parameter,
    Map<String, String> rest,
    SortedMap<Double, List<Cell>> cells) {

  /// A backend's values of a metric.
  ///
  /// @param points at least one point, by the value of the parameter; all values are positive
  record Line(String backend, SortedMap<Double, Metric> points) {
    double[] xs() {
      return points.keySet().stream().mapToDouble(x -> x).toArray();
    }

    double[] ys() {
      return ys(Metric::value);
    }

    /// Another number of the same points.
    double[] ys(ToDoubleFunction<Metric> number) {
      return points.values().stream().mapToDouble(number).toArray();
    }

    /// Whether every point has an interval.
    boolean bounded() {
      return points.values().stream().allMatch(one -> one.low() != null && one.high() != null);
    }

    /// The fitted exponent; "" for a single point.
    String exponent() {
      return points.size() < 2
          ? ""
          : String.format(Locale.ROOT, "%.2f", Statistics.exponent(xs(), ys()));
    }
  }

  /// All scalings in a results file: one for each parameter and each choice of the other
  /// parameters.
  static List<Scaling> of(Results results) {
    return results.scenarios().stream()
        .map(results::variants)
        .flatMap(variants ->
            variants.stream()
                .flatMap(variant -> variant.varied().keySet().stream())
                .distinct()
                .flatMap(parameter -> along(parameter, variants)))
        .toList();
  }

  /// Whether the variant differs in some number from the others of its scenario.
  static boolean scales(Variant variant) {
    return variant.varied().values().stream().anyMatch(value -> number(value).isPresent());
  }

  private static Stream<Scaling> along(String parameter, List<Variant> variants) {
    var groups = new LinkedHashMap<Map<String, String>, SortedMap<Double, List<Cell>>>();
    for (var variant : variants) {
      var rest = new LinkedHashMap<>(variant.varied());
      number(rest.remove(parameter))
          .ifPresent(
              x -> groups.computeIfAbsent(rest, _ -> new TreeMap<>()).put(x, variant.cells()));
    }
    var scenario = variants.getFirst().scenario();
    return groups.entrySet().stream()
        .map(group -> new Scaling(scenario, parameter, group.getKey(), group.getValue()))
        .filter(scaling -> scaling.metric() != null && scaling.measured() > 1);
  }

  /// The positive number that the text stands for, because only positive numbers have a place on a
  /// log scale.
  private static Optional<Double> number(String value) {
    try {
      return Optional.of(Double.valueOf(value)).filter(x -> x > 0 && Double.isFinite(x));
    } catch (NumberFormatException | NullPointerException e) {
      return Optional.empty();
    }
  }

  private long measured() {
    return lines().stream().flatMap(line -> line.points().keySet().stream()).distinct().count();
  }

  /// The headline of the cells; null if no cell is ok.
  String metric() {
    return all().filter(Cell::ok).findFirst().map(Cell::headline).orElse(null);
  }

  String unit() {
    return all().filter(Cell::ok).findFirst().orElseThrow().metrics().get(metric()).unit();
  }

  Stream<Cell> all() {
    return cells.values().stream().flatMap(List::stream);
  }

  /// One line per backend that has a number, in the order of the file.
  List<Line> lines() {
    var lines = new LinkedHashMap<String, SortedMap<Double, Metric>>();
    cells.forEach((x, some) -> {
      for (var cell : some) {
        var metric = cell.metrics().get(metric());
        if (metric != null && metric.value() > 0)
          lines.computeIfAbsent(cell.backend(), _ -> new TreeMap<>()).put(x, metric);
      }
    });
    return lines.entrySet().stream().map(line -> new Line(line.getKey(), line.getValue())).toList();
  }
}
