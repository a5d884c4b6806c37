//SOURCES Cell.java
//SOURCES Numbers.java
//SOURCES Samples.java
//SOURCES Statistics.java

package result;

import module java.base;

/// What can be said of two cells in one metric.
///
/// @param left what the sentence is about
/// @param right what it is held against
/// @param metric a name as in {@link Cell#metrics}
/// @param advantage how many times better the left one is; below 1 where it is worse
/// @param low lower bound of the advantage, simultaneous over all comparisons that were made; null if unknown
/// @param high upper bound
public record Comparison(
    String left, String right, String metric, double advantage, Double low, Double high) {

  /// Chance of one false verdict among all comparisons that are made together.
  private static final double ERROR = 0.05;

  /// An interval that holds 1 and reaches further than this says nothing, and its bounds even less.
  private static final double MOST_SPREAD = 100;

  /// Two backends of one run, compared within each round.
  ///
  /// @param comparisons how many are made together: each is made that much stricter (Bonferroni)
  public static Comparison paired(Cell left, Cell right, String metric, int comparisons) {
    var values = Samples.paired(metric, left, right);
    return of(
        left,
        left.backend(),
        right.backend(),
        metric,
        Statistics.pairedRatio(1 - ERROR / comparisons, values[0], values[1]));
  }

  /// The same cell in two runs.
  ///
  /// @param comparisons how many are made together: each is made that much stricter (Bonferroni)
  public static Comparison unpaired(Cell base, Cell next, String metric, int comparisons) {
    var a = Samples.of(metric, next.rounds());
    var b = Samples.of(metric, base.rounds());
    return of(base, "new", "base", metric, Statistics.unpairedRatio(1 - ERROR / comparisons, a, b));
  }

  private static Comparison of(
      Cell cell, String left, String right, String metric, Statistics.Estimate ratio) {
    if (cell.metrics().get(metric).higherIsBetter()) {
      return new Comparison(left, right, metric, ratio.value(), ratio.low(), ratio.high());
    }
    return new Comparison(
        left, right, metric, 1 / ratio.value(), inverse(ratio.high()), inverse(ratio.low()));
  }

  private static Double inverse(Double bound) {
    return bound == null ? null : 1 / bound;
  }

  /// The left one is better, beyond chance.
  public boolean better() {
    return low != null && low > 1;
  }

  /// The left one is worse, beyond chance.
  public boolean worse() {
    return high != null && high < 1;
  }

  /// "a is 1.31x faster than b (1.22 to 1.41)", "no difference found between a and b (0.96 to 1.05)".
  public String sentence() {
    if (low == null) return "no verdict on " + left + " and " + right + ": one process each";
    if (!better() && !worse()) {
      return "no difference found between "
          + left
          + " and "
          + right
          + " ("
          + range(low, high)
          + ")";
    }
    var factor = better() ? text(advantage) : text(1 / advantage);
    var bounds = better() ? range(low, high) : range(1 / high, 1 / low);
    return left + verb(factor) + " than " + right + " (" + bounds + ")";
  }

  /// For a column of a table: "1.31x (1.22 to 1.41)", or "none (0.96 to 1.05)" where no difference was found.
  public String brief() {
    if (low == null) return "";
    return (better() || worse() ? text(advantage) + "x" : "none") + " (" + range(low, high) + ")";
  }

  /// The verdict alone: "1.31x better (1.22 to 1.41)", "no difference found (0.96 to 1.05)".
  public String words() {
    if (low == null) return "no verdict: one process each";
    if (!better() && !worse()) return "no difference found (" + range(low, high) + ")";
    return better()
        ? text(advantage) + "x better (" + range(low, high) + ")"
        : text(1 / advantage) + "x worse (" + range(1 / high, 1 / low) + ")";
  }

  private String verb(String factor) {
    return switch (metric) {
      case "cpu_per_op" ->
          " needs " + factor + "x " + (better() ? "less" : "more") + " processor time";
      case "rss_peak", "bytes_per_task", "heap_per_task" ->
          " needs " + factor + "x " + (better() ? "less" : "more") + " memory";
      default -> " is " + factor + "x " + (better() ? "faster" : "slower");
    };
  }

  private static String range(double low, double high) {
    if (low < 1 && high > 1 && high / low > MOST_SPREAD) return "too few processes to tell";
    return text(low) + " to " + text(high);
  }

  /// Three digits of a ratio: 1.31, 12.4, 385.
  private static String text(double ratio) {
    return ratio >= 1000
        ? Numbers.text(ratio)
        : String.format(Locale.ROOT, ratio < 10 ? "%.2f" : ratio < 100 ? "%.1f" : "%.0f", ratio);
  }
}
