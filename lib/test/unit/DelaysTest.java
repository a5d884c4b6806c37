//DEPS org.junit.jupiter:junit-jupiter:6.1.3
//DEPS org.hdrhistogram:HdrHistogram:2.2.2
//SOURCES ../../Library.java

package test.unit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import result.UserError;
import scenario.Delays;

@DisplayName("Delays")
public class DelaysTest {
  private static final Duration MEAN = Duration.ofMillis(5);
  private static final Duration GRAIN = Duration.ofMillis(1);

  private final Delays delays = Delays.exponential(MEAN, Duration.ZERO, 200, 200, 1);
  private final Delays grained = Delays.exponential(MEAN, GRAIN, 200, 200, 1);

  /// All delays, in whole grains.
  private static List<Long> grains(Delays delays) {
    return Arrays.stream(delays.nanos())
        .flatMapToLong(Arrays::stream)
        .peek(nanos -> assertEquals(0, nanos % GRAIN.toNanos()))
        .mapToObj(nanos -> nanos / GRAIN.toNanos())
        .toList();
  }

  /// A geometric number of grains with mean 5 has a standard deviation of 4.5. The mean of 40,000
  /// such numbers has a standard deviation of 0.022.
  @Test
  @DisplayName("with a grain are multiples of it, none is 0, and their mean is the one asked for")
  void grainedDelaysAreMultiples() {
    var all = grains(grained);
    assertTrue(all.stream().allMatch(grains -> grains >= 1));
    assertEquals(5, all.stream().mapToLong(grains -> grains).average().orElseThrow(), 0.09);
    assertEquals(GRAIN, grained.asked().getFirst());
    var least = Delays.exponential(GRAIN, GRAIN, 10, 10, 1);
    assertTrue(grains(least).stream().allMatch(grains -> grains == 1));
  }

  /// With each grain, one in five of the remaining delays ends.
  @Test
  @DisplayName("with a grain are geometric, as exponential ones are on a clock that counts grains")
  void grainedDelaysAreGeometric() {
    var all = grains(grained);
    for (int i = 0; i < 8; i++) {
      int length = i;
      long left = all.stream().filter(grains -> grains > length).count();
      assertEquals(Math.pow(0.8, length) * all.size(), left, 4 * Math.sqrt(all.size() * 0.25));
    }
  }

  @Test
  @DisplayName("a grain that is more than the mean is refused with what to type")
  void tooCoarseGrainIsRefused() {
    var refused = assertThrows(UserError.class, () -> Delays.check(GRAIN, MEAN));
    assertTrue(refused.getMessage().contains("--grain 0 for none"), refused.getMessage());
    Delays.check(MEAN, GRAIN);
    Delays.check(MEAN, Duration.ZERO);
  }

  @Test
  @DisplayName("are the same for the same seed and others for another")
  void seedDeterminesDelays() {
    var again = Delays.exponential(MEAN, Duration.ZERO, 200, 200, 1);
    var other = Delays.exponential(MEAN, Duration.ZERO, 200, 200, 2);
    assertEquals(delays.get(199, 199), again.get(199, 199));
    assertEquals(delays.ideal(), again.ideal());
    assertNotEquals(delays.get(0, 0), other.get(0, 0));
  }

  /// An exponential distribution of mean m has its quantile q at -m ln(1 - q). The quantiles of
  /// 40,000 draws come close to that.
  @Test
  @DisplayName("are exponential: p50, p95 and p99 lie within 3 % of the distribution's")
  void delaysAreExponential() {
    var ideal = delays.ideal();
    assertEquals(-5 * Math.log(0.50), ideal.get("latency_p50"), 0.03 * 3.466);
    assertEquals(-5 * Math.log(0.05), ideal.get("latency_p95"), 0.03 * 14.98);
    assertEquals(-5 * Math.log(0.01), ideal.get("latency_p99"), 0.03 * 23.03);
  }

  @Test
  @DisplayName(
      "have the percentiles that a histogram of them has, and the makespan of the slowest worker")
  void idealIsPercentilesAndMakespan() {
    var histogram = new Histogram(3);
    long makespan = 0;
    for (int worker = 0; worker < 200; worker++) {
      long sum = 0;
      for (int i = 0; i < 200; i++) {
        histogram.recordValue(delays.get(worker, i).toNanos());
        sum += delays.get(worker, i).toNanos();
      }
      makespan = Math.max(makespan, sum);
    }
    var ideal = delays.ideal();
    assertEquals(40_000 / (makespan / 1e9), ideal.get("throughput"), 1e-6);
    assertEquals(histogram.getValueAtPercentile(95) / 1e6, ideal.get("latency_p95"), 0.02);
    assertEquals(histogram.getValueAtPercentile(99) / 1e6, ideal.get("latency_p99"), 0.03);
    assertEquals(histogram.getMaxValue() / 1e6, ideal.get("latency_max"), 0.05);
  }
}
