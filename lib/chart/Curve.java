//DEPS org.hdrhistogram:HdrHistogram:2.2.2
//DEPS org.knowm.xchart:xchart:4.0.3
//SOURCES ../result/Cell.java
//SOURCES ../result/Histograms.java
//SOURCES ../result/Round.java
//SOURCES Look.java
//SOURCES Text.java
package chart;

import module java.base;
import org.HdrHistogram.Histogram;
import org.knowm.xchart.style.markers.SeriesMarkers;
import result.Cell;
import result.Histograms;
import result.Round;

/// A line of a {@link LatencyChart}.
///
/// @param look null stroke: points without a line, for nothing is known between them
/// @param xs places of percentiles, ascending: 1 / (1 - p)
/// @param ys in ms
record Curve(String name, Look look, double[] xs, double[] ys) {
  private static final int POINTS_PER_NINE = 24;
  private static final Pattern LATENCY = Pattern.compile("latency_(?:p(\\d+)|max)");

  /// All rounds of a cell in one histogram, in ns.
  static Histogram merged(Cell cell) {
    var merged = new Histogram(3);
    cell.rounds().stream().map(Round::latency).filter(Objects::nonNull).map(Histograms::decode).forEach(merged::add);
    return merged;
  }

  /// @param nines where the percentiles end and the maximum comes: 3 for 99.9 %
  static Curve of(String name, Histogram histogram, int nines) {
    var grid = IntStream.rangeClosed(0, nines * POINTS_PER_NINE).mapToDouble(i -> Math.pow(10, (double) i / POINTS_PER_NINE));
    var xs = DoubleStream.concat(grid, DoubleStream.of(x(50), Math.pow(10, nines + 1))).distinct().sorted().toArray();
    var ys = DoubleStream.of(xs).map(x -> x > Math.pow(10, nines) ? histogram.getMaxValue() : histogram.getValueAtPercentile(100 - 100 / x));
    return new Curve(name, Look.of(name), xs, ys.map(nanos -> nanos / 1e6).toArray());
  }

  /// The latencies that a machine without any cost would have, as far as the cell knows them.
  static Optional<Curve> ideal(Cell cell, int nines) {
    var points = new TreeMap<Double, Double>();
    cell.metrics().forEach((name, metric) -> {
      var found = LATENCY.matcher(name);
      if (metric.ideal() == null || !found.matches()) return;
      points.put(found.group(1) == null ? Math.pow(10, nines + 1) : x(Integer.parseInt(found.group(1))), metric.ideal());
    });
    return points.isEmpty() ? Optional.empty() : Optional.of(new Curve("ideal", new Look(Text.PALE, SeriesMarkers.CROSS, null), ...));
  }

  /// The place of a percentile.
  static double x(double percentile) {
    return 100 / (100 - percentile);
  }
}
