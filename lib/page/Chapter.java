//SOURCES ../chart/Axis.java
//SOURCES ../chart/Curve.java
//SOURCES ../result/Cell.java
//SOURCES ../result/Comparison.java
//SOURCES ../result/Metric.java
//SOURCES ../result/Ranking.java
//SOURCES ../result/Round.java
//SOURCES ../result/Samples.java
//SOURCES ../result/Variant.java

package page;

import module java.base;

import chart.Axis;
import chart.Curve;
import result.Cell;
import result.Comparison;
import result.Metric;
import result.Ranking;
import result.Round;
import result.Samples;
import result.Variant;

/// One table of the page: a scenario with its sizes.
///
/// @param id in links
/// @param rows those with numbers, best first
/// @param pairs the comparison of each row with each other, by their places in `rows`
/// @param metric the headline; null if no row has numbers
/// @param axis of the headline; null if no row has numbers
/// @param curves the latencies by backend
record Chapter(
    String id,
    Variant variant,
    Ranking ranking,
    List<Ranking.Row> rows,
    List<List<Comparison>> pairs,
    Metric metric,
    Axis axis,
    Map<String, Curve> curves) {

  static Chapter of(int number, Variant variant) {
    var ranking = Ranking.of(variant.cells());
    var rows = ranking.rows();
    var metric = rows.isEmpty() ? null : headline(rows.getFirst().cell());
    return new Chapter(
        "t" + number,
        variant,
        ranking,
        rows,
        pairs(ranking),
        metric,
        rows.isEmpty() ? null : axis(rows, metric),
        curves(ranking));
  }

  static Metric headline(Cell cell) {
    return cell.metrics().get(cell.headline());
  }

  /// One value per process.
  static double[] processes(Cell cell) {
    return Samples.of(cell.headline(), cell.rounds());
  }

  private static List<List<Comparison>> pairs(Ranking ranking) {
    var names = ranking.cells().stream().map(Cell::backend).toList();
    return names.stream()
        .map(left -> names.stream().map(right -> ranking.compare(left, right)).toList())
        .toList();
  }

  private static Axis axis(List<Ranking.Row> rows, Metric metric) {
    var cells = rows.stream().map(Ranking.Row::cell).toList();
    var values = cells.stream().flatMap(cell -> DoubleStream.of(processes(cell)).boxed()).toList();
    var bounds =
        cells.stream()
            .map(Chapter::headline)
            .flatMap(one -> Stream.of(one.low(), one.high()))
            .filter(Objects::nonNull)
            .toList();
    return Axis.of(metric.unit(), values, bounds);
  }

  private static Map<String, Curve> curves(Ranking ranking) {
    var cells = ranking.cells().stream().filter(Chapter::timed).toList();
    if (cells.isEmpty()) return Map.of();
    return Curve.of(cells).stream()
        .filter(curve -> !curve.isIdeal())
        .collect(Collectors.toMap(Curve::name, Function.identity()));
  }

  private static boolean timed(Cell cell) {
    return cell.rounds().stream().map(Round::latency).anyMatch(Objects::nonNull);
  }

  String scenario() {
    return variant.scenario();
  }

  /// The rows that may be the best on a runtime with the library's default settings.
  List<Cell> best(String runtime) {
    return ranking.best(cell -> cell.runtime().equals(runtime) && !cell.tuned());
  }

  /// The metrics beside the headline that have a column.
  List<String> columns() {
    var all = new LinkedHashSet<String>();
    for (var row : rows)
      row.cell().metrics().keySet().stream()
          .filter(name -> !name.equals(row.cell().headline()) && shown(name))
          .forEach(all::add);
    return List.copyOf(all);
  }

  private static boolean shown(String metric) {
    boolean percentile = metric.startsWith("latency_") || metric.startsWith("overshoot_");
    return !percentile || Set.of("latency_p50", "latency_p99", "overshoot_p99").contains(metric);
  }

  /// Whether the rows are about equal to each other, which is more than that they cannot be told
  /// apart.
  boolean equal(List<Cell> cells) {
    return cells.stream()
        .flatMap(
            left -> cells.stream().filter(right -> right != left).map(right -> pair(left, right)))
        .allMatch(pair -> pair.verdict() == Comparison.Verdict.EQUAL);
  }

  private Comparison pair(Cell left, Cell right) {
    var cells = ranking.cells();
    return pairs.get(cells.indexOf(left)).get(cells.indexOf(right));
  }

  /// How many pairs of ranked rows have this verdict, each pair counted once.
  long count(Comparison.Verdict... verdicts) {
    var ranked = ranking.contenders();
    return IntStream.range(0, rows.size())
        .boxed()
        .flatMap(i -> pairs.get(i).subList(0, i).stream())
        .filter(pair -> Stream.of(pair.left(), pair.right()).allMatch(one -> holds(ranked, one)))
        .filter(pair -> List.of(verdicts).contains(pair.verdict()))
        .count();
  }

  private static boolean holds(List<Cell> cells, String backend) {
    return cells.stream().anyMatch(cell -> cell.backend().equals(backend));
  }
}
