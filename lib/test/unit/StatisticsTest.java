//DEPS org.junit.jupiter:junit-jupiter:6.1.3
//SOURCES ../../Library.java

package test.unit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import result.Statistics;

@DisplayName("Statistics")
public class StatisticsTest {
  @Test
  @DisplayName("the exponent of a power law is found, whatever its factor and its unit")
  void exponentOfPowerLaw() {
    double[] sizes = {1, 10, 1000};
    var half = java.util.Arrays.stream(sizes).map(x -> 7e6 * Math.sqrt(x)).toArray();
    assertEquals(0.5, Statistics.exponent(sizes, half), 1e-12);
    assertEquals(0, Statistics.exponent(sizes, new double[] {3, 3, 3}), 1e-12);
    assertEquals(-1, Statistics.exponent(new double[] {2, 4}, new double[] {8, 4}), 1e-12);
  }

  @Test
  @DisplayName("the median of an even number of values is the mean of the middle two")
  void medianOfEvenNumber() {
    assertEquals(3, Statistics.median(5, 1, 3));
    assertEquals(2.5, Statistics.median(4, 1, 2, 3));
  }

  @Test
  @DisplayName("one process has no interval")
  void singleProcessHasNoInterval() {
    var one = Statistics.estimate(7);
    assertEquals(7, one.value());
    assertNull(one.low());
    assertNull(one.high());
  }

  /// t(0.975, 2) = 4.302653 (any table of Student's distribution). The logarithms of 1, 10, 100 are
  /// 0, l, 2l.
  @Test
  @DisplayName("the interval is Student's, on logarithms")
  void intervalIsStudentsOnLogarithms() {
    var three = Statistics.estimate(1, 10, 100);
    assertEquals(10, three.value(), 1e-9);
    double factor = Math.exp(4.302653 * Math.log(10) / Math.sqrt(3));
    assertEquals(10 * factor, three.high(), 1e-3 * 10 * factor);
    assertEquals(10 / factor, three.low(), 1e-3);
  }

  @Test
  @DisplayName("values that are not all positive have the interval of their mean")
  void nonPositiveValuesUseMean() {
    var three = Statistics.estimate(0, 1, 2);
    assertEquals(1, three.value(), 1e-9);
    assertEquals(1 + 4.302653 / Math.sqrt(3), three.high(), 1e-5);
  }

  @Test
  @DisplayName("95 % intervals hold the truth in 95 % of 4,000 simulated runs of five processes")
  void intervalsCoverTruth() {
    var random = new SplittableRandom(1);
    int held = 0;
    for (int run = 0; run < 4_000; run++) {
      var samples = new double[5];
      for (int i = 0; i < samples.length; i++)
        samples[i] = 1000 * Math.exp(0.3 * random.nextGaussian());
      var estimate = Statistics.estimate(samples);
      if (estimate.low() <= 1000 && 1000 <= estimate.high()) held++;
    }
    // The count is binomial: 3,800 are expected, with a standard deviation of 14.
    assertTrue(Math.abs(held - 3_800) < 56, held + " of 4000");
  }
}
