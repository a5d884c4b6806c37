//DEPS org.junit.jupiter:junit-jupiter:6.1.3
//SOURCES ../../Library.java

package test.unit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import module java.base;

import machine.Wakeup;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import run.NoiseProbe;

@DisplayName("NoiseProbe")
public class NoiseProbeTest {
  private final Deque<Double> wakes = new ArrayDeque<>();
  private final NoiseProbe probe = new NoiseProbe(wakes::remove);

  /// Runs a process between two measurements of the wake-up time.
  private Double process(double before, double after) {
    wakes.addAll(List.of(before, after));
    return probe.run(() -> "report", _ -> null).wakeNs();
  }

  @Test
  @DisplayName("a process has the longer of the two looks before and after it")
  void longerProbeCounts() {
    assertEquals(7_100, process(7_000, 7_100));
    assertEquals(9_000, process(9_000, 7_000));
  }

  @Test
  @DisplayName("what a process saw itself counts, not what was before and after it")
  void probeInsideProcessCounts() {
    wakes.add(9_000.0);
    assertEquals(7_000, probe.run(() -> "report", _ -> 7_000.0).wakeNs());
  }

  @Test
  @DisplayName("a process is noisy where waking takes 15 % longer than is usual in the run")
  void slowWakeupIsNoisy() {
    for (int i = 0; i < 10; i++) process(7_000, 7_000);
    assertFalse(probe.noisy(8_000.0));
    assertTrue(probe.noisy(8_100.0));
    assertFalse(probe.noisy(null));
  }

  @Test
  @DisplayName("a run that began in a disturbance sees in the end what is usual")
  void usualWakeupIsLearnt() {
    double first = process(9_000, 9_000);
    assertFalse(probe.noisy(first));
    for (int i = 0; i < 10; i++) process(7_000, 7_000);
    assertTrue(probe.noisy(first));
  }

  @Test
  @DisplayName(
      "waking a thread of this machine takes longer than nothing and less than a millisecond")
  void machineWakesThreads() {
    double nanos = Wakeup.nanos();
    assertTrue(100 < nanos && nanos < 1_000_000, nanos + " ns");
  }
}
