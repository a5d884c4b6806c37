//SOURCES Nullable.java

package result;

/// One number of a cell, with the interval that holds it.
///
/// @param unit of all its values: "tasks/s", "ms", "us", "bytes"
/// @param better "higher" or "lower"
/// @param value the centre over processes
/// @param low lower bound of a 95 % confidence interval over processes; null from a single process
/// @param high upper bound of that interval; null from a single process
/// @param ideal what a machine without any cost would reach, where that can be computed; null
///     elsewhere
public record Metric(
    String unit,
    String better,
    double value,
    @Nullable Double low,
    @Nullable Double high,
    @Nullable Double ideal) {

  public boolean higherIsBetter() {
    return "higher".equals(better);
  }

  /// How far the interval reaches to its farther side, as a fraction of the value; null from a
  /// single process.
  public Double spread() {
    return low == null ? null : Math.max(high / value, value / low) - 1;
  }
}
