//DEPS org.apache.commons:commons-statistics-distribution:1.3

package result;

import module java.base;

import org.apache.commons.statistics.distribution.TDistribution;

/// Numbers over processes. One process is one sample.
public final class Statistics {
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
      var logs = student(Arrays.stream(samples).map(Math::log).toArray());
      return new Estimate(Math.exp(logs.value), exp(logs.low), exp(logs.high));
    }
    return student(samples);
  }

  private static Double exp(Double bound) {
    return bound == null ? null : Math.exp(bound);
  }

  private static Estimate student(double[] samples) {
    int n = samples.length;
    double mean = Arrays.stream(samples).average().orElseThrow();
    double squares = Arrays.stream(samples).map(sample -> (sample - mean) * (sample - mean)).sum();
    double error = Math.sqrt(squares / (n - 1) / n);
    double half = error * TDistribution.of(n - 1).inverseCumulativeProbability(0.975);
    return new Estimate(mean, mean - half, mean + half);
  }

  /// The median of at least one value.
  public static double median(double... values) {
    var sorted = values.clone();
    Arrays.sort(sorted);
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }
}
