//DEPS org.apache.commons:commons-statistics-distribution:1.3
//SOURCES Contrast.java

package result;

import module java.base;

import org.apache.commons.statistics.distribution.TDistribution;

/// Statistics over processes. One process is one sample.
public final class Statistics {
  private static final double CONFIDENCE = 0.95;

  private Statistics() {}

  /// A mean and its 95 % confidence interval; the bounds are null for a single sample.
  public record Estimate(double value, Double low, Double high) {}

  /// Geometric mean with Student's interval on the logarithms, because the noise of a machine is
  /// multiplicative. If any sample is not positive, the arithmetic mean with the interval on the
  /// values themselves.
  ///
  /// @param samples one per process, at least one
  public static Estimate estimate(double... samples) {
    if (samples.length == 1) return new Estimate(samples[0], null, null);
    var logs = logs(samples);
    if (logs.length == 0) return student(samples);
    var onLogs = student(logs);
    return new Estimate(Math.exp(onLogs.value), Math.exp(onLogs.low), Math.exp(onLogs.high));
  }

  private static Estimate student(double[] samples) {
    double mean = mean(samples);
    double half = Math.sqrt(squaredError(samples)) * critical(CONFIDENCE, samples.length - 1);
    return new Estimate(mean, mean - half, mean + half);
  }

  /// Compares two rows that were measured in the same rounds. A disturbance in a round affects
  /// both. The result is the mean of the differences within rounds, with Student's interval.
  ///
  /// @param left logarithms, one per round
  /// @param right of the same rounds
  /// @param confidence of the interval, such as 0.95
  static Contrast paired(double confidence, double[] left, double[] right) {
    if (left.length == 0 || right.length == 0) return Contrast.UNKNOWN;
    var differences = new double[left.length];
    Arrays.setAll(differences, i -> left[i] - right[i]);
    double variance = variance(differences);
    return new Contrast(
        mean(differences),
        more -> {
          if (Double.isNaN(variance)) return Double.NaN;
          int n = differences.length + more;
          return variance == 0 ? 0 : Math.sqrt(variance / n) * critical(confidence, n - 1);
        });
  }

  /// Compares two rows that were measured in different runs. The result is the difference of their
  /// means, with Welch's interval.
  ///
  /// @param left logarithms, one per process
  /// @param confidence of the interval, such as 0.95
  static Contrast unpaired(double confidence, double[] left, double[] right) {
    if (left.length == 0 || right.length == 0) return Contrast.UNKNOWN;
    double a = variance(left);
    double b = variance(right);
    return new Contrast(
        mean(left) - mean(right),
        more -> {
          if (Double.isNaN(a + b)) return Double.NaN;
          double va = a / (left.length + more);
          double vb = b / (right.length + more);
          double freedom =
              (va + vb)
                  * (va + vb)
                  / (va * va / (left.length + more - 1) + vb * vb / (right.length + more - 1));
          return va + vb == 0 ? 0 : Math.sqrt(va + vb) * critical(confidence, freedom);
        });
  }

  /// The p-value of Student's two-sided test that the samples come from a distribution with mean 0.
  ///
  /// @param samples at least two
  static double chance(double... samples) {
    double error = Math.sqrt(squaredError(samples));
    double mean = Math.abs(mean(samples));
    if (error == 0) return mean == 0 ? 1 : 0;
    return 2 * TDistribution.of(samples.length - 1).survivalProbability(mean / error);
  }

  /// Natural logarithms; empty if any value is not positive.
  static double[] logs(double... values) {
    return Arrays.stream(values).allMatch(value -> value > 0)
        ? Arrays.stream(values).map(Math::log).toArray()
        : new double[0];
  }

  /// The exponent b of the power law y = a x^b that fits best, by least squares on the logarithms.
  /// It is 1 if y is proportional to x.
  ///
  /// @param xs positive, at least two that differ
  /// @param ys positive, as many
  public static double exponent(double[] xs, double[] ys) {
    var x = logs(xs);
    var y = logs(ys);
    double meanX = mean(x);
    double meanY = mean(y);
    double products = 0;
    double squares = 0;
    for (int i = 0; i < x.length; i++) {
      products += (x[i] - meanX) * (y[i] - meanY);
      squares += (x[i] - meanX) * (x[i] - meanX);
    }
    return products / squares;
  }

  static double mean(double... samples) {
    return Arrays.stream(samples).average().orElseThrow();
  }

  /// The variance of a sample; NaN for a single value.
  static double variance(double... samples) {
    if (samples.length < 2) return Double.NaN;
    double mean = mean(samples);
    return Arrays.stream(samples).map(x -> (x - mean) * (x - mean)).sum() / (samples.length - 1);
  }

  /// The variance of the mean.
  private static double squaredError(double[] samples) {
    return variance(samples) / samples.length;
  }

  /// The critical value of Student's t for a two-sided interval.
  static double critical(double confidence, double freedom) {
    return TDistribution.of(freedom).inverseSurvivalProbability((1 - confidence) / 2);
  }

  /// The median of at least one value.
  public static double median(double... values) {
    var sorted = values.clone();
    Arrays.sort(sorted);
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }
}
