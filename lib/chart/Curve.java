//DEPS org.hdrhistogram:HdrHistogram:2.2.2
//SOURCES Axis.java
//SOURCES Look.java
//SOURCES ../result/Cell.java
//SOURCES ../result/Histograms.java
//SOURCES ../result/Round.java

package chart;

import module java.base;

import org.HdrHistogram.Histogram;
import result.Cell;
import result.Histograms;
import result.Round;

/// The latencies of one backend by percentile.
///
/// @param points latencies in ms, by the place of the percentile; the last one is the maximum
public record Curve(String name, Look look, SortedMap<Double, Double> points) {
  private static final int POINTS_PER_NINE = 48;
  private static final int MOST_NINES = 4;

  /// The place of a percentile on HdrHistogram's scale, 1 / (1 - p). The logarithm of the place is
  /// the number of nines.
  public static double place(double percentile) {
    return 100 / (100 - percentile);
  }

  /// One curve per cell, and one for the ideal if it is known. The curve with the highest maximum
  /// comes first.
  ///
  /// @param cells with latencies
  public static List<Curve> of(List<Cell> cells) {
    var histograms = cells.stream().map(Curve::merged).toList();
    long most = histograms.stream().mapToLong(Histogram::getTotalCount).max().orElseThrow();
    // With fewer than a thousand latencies, the percentile 99.9 would only be the maximum again.
    int nines = Math.clamp((int) Math.log10(most), 1, MOST_NINES);
    var curves = new ArrayList<Curve>();
    for (int i = 0; i < cells.size(); i++)
      curves.add(measured(cells.get(i).backend(), histograms.get(i), nines));
    cells.stream()
        .map(cell -> ideal(cell, nines))
        .filter(ideal -> !ideal.points.isEmpty())
        .findFirst()
        .ifPresent(curves::add);
    curves.sort(Comparator.comparingDouble(Curve::end).reversed());
    return curves;
  }

  /// The latencies of all processes, in ns.
  private static Histogram merged(Cell cell) {
    var merged = new Histogram(3);
    cell.rounds().stream()
        .map(Round::latency)
        .filter(Objects::nonNull)
        .map(Histograms::decode)
        .forEach(merged::add);
    return merged;
  }

  private static Curve measured(String backend, Histogram nanos, int nines) {
    var points = new TreeMap<Double, Double>();
    var grid =
        IntStream.range(0, (nines + 1) * POINTS_PER_NINE)
            .mapToDouble(i -> Math.pow(10, (double) i / POINTS_PER_NINE));
    DoubleStream.concat(grid, DoubleStream.of(place(50)))
        .forEach(place -> points.put(place, nanos.getValueAtPercentile(100 - 100 / place) / 1e6));
    points.put(Math.pow(10, nines + 1), nanos.getMaxValue() / 1e6);
    return new Curve(backend, Look.of(backend), points);
  }

  /// What a machine without any cost would reach. These are points without a line, because nothing
  /// is known between them.
  private static Curve ideal(Cell cell, int nines) {
    var places =
        Map.of(
            "latency_p50",
            place(50),
            "latency_p95",
            place(95),
            "latency_p99",
            place(99),
            "latency_max",
            Math.pow(10, nines + 1));
    var points = new TreeMap<Double, Double>();
    places.forEach((name, place) -> {
      var metric = cell.metrics().get(name);
      if (metric != null && metric.ideal() != null) points.put(place, metric.ideal());
    });
    return new Curve("ideal", Look.IDEAL, points);
  }

  public boolean isIdeal() {
    return look == Look.IDEAL;
  }

  /// The last latency, in ms.
  public double end() {
    return points.lastEntry().getValue();
  }

  /// The places of the percentiles, ascending.
  double[] xs() {
    return points.keySet().stream().mapToDouble(x -> x).toArray();
  }

  /// The latencies in ms, by place.
  double[] ys() {
    return points.values().stream().mapToDouble(y -> y).toArray();
  }

  /// The least latency, in ms.
  double least() {
    return Collections.min(points.values());
  }

  /// The points of this curve at some places.
  public Curve at(Set<Double> places) {
    return only(point -> places.contains(point.getKey()));
  }

  /// The points of this curve above a latency, in ms.
  Curve above(double ms) {
    return only(point -> point.getValue() > ms);
  }

  private Curve only(Predicate<Map.Entry<Double, Double>> wanted) {
    var some = new TreeMap<>(points);
    some.entrySet().removeIf(wanted.negate());
    return new Curve(name, look, some);
  }

  /// The axis of the latencies. A few of many latencies can be a thousand times as fast as the
  /// rest, which would then be squeezed into a corner. So the axis begins not far below the fastest
  /// tenth, and cuts off the lines below.
  public static Axis axis(List<Curve> curves) {
    double most = curves.stream().mapToDouble(Curve::end).max().orElseThrow();
    double tenth =
        values(curves.stream().map(curve -> curve.points().tailMap(Curve.place(10))))
            .min()
            .orElse(0);
    var shown =
        values(curves.stream().map(Curve::points)).filter(ms -> ms >= tenth / 2).boxed().toList();
    return Axis.isWide(shown)
        ? Axis.log("ms", Collections.min(shown), most)
        : Axis.linear("ms", most);
  }

  private static DoubleStream values(Stream<SortedMap<Double, Double>> points) {
    return points
        .flatMap(some -> some.values().stream())
        .mapToDouble(ms -> ms)
        .filter(ms -> ms > 0);
  }
}
