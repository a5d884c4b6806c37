//DEPS org.junit.jupiter:junit-jupiter:6.1.3
//DEPS org.hdrhistogram:HdrHistogram:2.2.2
//SOURCES ../Library.java

package test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import bench.Delays;
import java.time.Duration;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Delays")
class DelaysTest {
  private final Delays delays = Delays.exponential(Duration.ofMillis(5), 200, 200, 1);

  @Test
  @DisplayName("are the same for the same seed and others for another")
  void seeded() {
    var again = Delays.exponential(Duration.ofMillis(5), 200, 200, 1);
    var other = Delays.exponential(Duration.ofMillis(5), 200, 200, 2);
    assertEquals(delays.get(199, 199), again.get(199, 199));
    assertEquals(delays.ideal(), again.ideal());
    assertNotEquals(delays.get(0, 0), other.get(0, 0));
  }

  /// An exponential distribution of mean m has its quantile q at -m ln(1 - q); 40,000 draws come close.
  @Test
  @DisplayName("are exponential: p50, p95 and p99 lie within 3 % of the distribution's")
  void exponential() {
    var ideal = delays.ideal();
    assertEquals(-5 * Math.log(0.50), ideal.get("latency_p50"), 0.03 * 3.466);
    assertEquals(-5 * Math.log(0.05), ideal.get("latency_p95"), 0.03 * 14.98);
    assertEquals(-5 * Math.log(0.01), ideal.get("latency_p99"), 0.03 * 23.03);
  }

  @Test
  @DisplayName(
      "have the percentiles that a histogram of them has, and the makespan of the slowest worker")
  void ideal() {
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
