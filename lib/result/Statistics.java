//DEPS org.apache.commons:commons-statistics-distribution:1.3

package result;

import module java.base;

import org.apache.commons.statistics.distribution.TDistribution;

/// Numbers over processes. One process is one sample.
public final class Statistics {
  private static final double CONFIDENCE = 0.95;

  private Statistics() {}

  /// A centre and the 95 % confidence interval around it; the bounds are null for a single sample.
  public record Estimate(double value, Double low, Double high) {}

  /// Geometric mean with Student's interval on the logarithms: noise of a machine multiplies. Where a sample is not
  /// positive, the arithmetic mean with the interval on the values themselves.
  ///
  /// @param samples one per process, at least one
  public static Estimate estimate(double... samples) {
    if (samples.length == 1) return new Estimate(samples[0], null, null);
    if (Arrays.stream(samples).allMatch(sample -> sample > 0)) {
      var logs = student(CONFIDENCE, Arrays.stream(samples).map(Math::log).toArray());
      return new Estimate(Math.exp(logs.value), exp(logs.low), exp(logs.high));
    }
    return student(CONFIDENCE, samples);
  }

  private static Double exp(Double bound) {
    return bound == null ? null : Math.exp(bound);
  }

  private static Estimate student(double confidence, double[] samples) {
    double mean = mean(samples);
    double half = Math.sqrt(squaredError(samples)) * critical(confidence, samples.length - 1);
    return new Estimate(mean, mean - half, mean + half);
  }

  /// The ratio of two things that were measured in the same rounds: what disturbs a round disturbs both. Geometric
  /// mean of the ratios within rounds, with Student's interval on their logarithms.
  ///
  /// @param left positive, one per round
  /// @param right positive, of the same rounds
  /// @param confidence of the interval, such as 0.95
  public static Estimate pairedRatio(double confidence, double[] left, double[] right) {
    var logs = new double[left.length];
    Arrays.setAll(logs, i -> Math.log(left[i] / right[i]));
    if (logs.length == 1) return new Estimate(Math.exp(logs[0]), null, null);
    var student = student(confidence, logs);
    return new Estimate(Math.exp(student.value), Math.exp(student.low), Math.exp(student.high));
  }

  /// The ratio of two things that were measured in different runs: geometric means, with Welch's interval on the
  /// logarithms.
  ///
  /// @param confidence of the interval, such as 0.95
  public static Estimate unpairedRatio(double confidence, double[] left, double[] right) {
    var a = Arrays.stream(left).map(Math::log).toArray();
    var b = Arrays.stream(right).map(Math::log).toArray();
    double difference = mean(a) - mean(b);
    if (a.length < 2 || b.length < 2) return new Estimate(Math.exp(difference), null, null);
    double va = squaredError(a);
    double vb = squaredError(b);
    double freedom = (va + vb) * (va + vb) / (va * va / (a.length - 1) + vb * vb / (b.length - 1));
    double half = va + vb == 0 ? 0 : Math.sqrt(va + vb) * critical(confidence, freedom);
    return new Estimate(
        Math.exp(difference), Math.exp(difference - half), Math.exp(difference + half));
  }

  /// The exponent b of the power law y = a x^b that fits best: least squares on the logarithms. 1 where y grows as x does.
  ///
  /// @param xs positive, at least two that differ
  /// @param ys positive, as many
  public static double exponent(double[] xs, double[] ys) {
    var x = Arrays.stream(xs).map(Math::log).toArray();
    var y = Arrays.stream(ys).map(Math::log).toArray();
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

  private static double mean(double[] samples) {
    return Arrays.stream(samples).average().orElseThrow();
  }

  /// Variance of the mean.
  private static double squaredError(double[] samples) {
    double mean = mean(samples);
    int n = samples.length;
    return Arrays.stream(samples).map(x -> (x - mean) * (x - mean)).sum() / (n - 1) / n;
  }

  private static double critical(double confidence, double freedom) {
    return TDistribution.of(freedom).inverseCumulativeProbability((1 + confidence) / 2);
  }

  /// The median of at least one value.
  public static double median(double... values) {
    var sorted = values.clone();
    Arrays.sort(sorted);
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }
}
