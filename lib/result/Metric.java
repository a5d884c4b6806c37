//SOURCES Nullable.java

package result;

/// One number of a cell, with its confidence interval.
///
/// @param unit of all its values: "tasks/s", "ms", "us", "bytes"
/// @param better "higher" or "lower"
/// @param value the mean over processes
/// @param low lower bound of a 95 % confidence interval over processes; null from a single process
/// @param high upper bound of that interval; null from a single process
/// @param ideal what a machine without any overhead would reach, if that can be computed; null
///     otherwise
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

  /// The distance from the value to the farther bound of the interval, as a fraction of the value;
  /// null from a single process.
  public Double spread() {
    return low == null ? null : Math.max(high / value, value / low) - 1;
  }
}
