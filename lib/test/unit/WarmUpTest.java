//DEPS org.junit.jupiter:junit-jupiter:6.1.3
//SOURCES ../../Library.java
//SOURCES ../support/Rows.java

package test.unit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import calibrate.QuickLevels;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import result.Cell;
import result.Numbers;
import result.Repetition;
import test.support.Rows;
import worker.WarmUp;

@DisplayName("Warm-up")
public class WarmUpTest {
  private static final int REPETITION_MS = 10;

  private long nowMs;
  private long compiledMs;

  private static final Duration MEASURE = Duration.ofSeconds(1);

  @Test
  @DisplayName("processes of Python begin to measure at different times, unless a time is given")
  void pythonBeginsAtDifferentTimes() {
    assertEquals(Duration.ofSeconds(3), WarmUp.longestOfPython(null, MEASURE));
    assertEquals(Duration.ofSeconds(1), WarmUp.longestOfPython(null, Duration.ofMillis(600)));
    var given = Duration.ofMillis(20);
    assertEquals(given, WarmUp.longestOfPython(given, MEASURE));
  }

  /// @param given length of the warm-up, or null
  /// @param compilers share of a processor that the compilers use while they have work
  /// @param untilMs when the compilers run out of work
  /// @return when the measurement began
  private long ms(Duration given, double compilers, long untilMs) {
    return ms(given, WarmUp.LONGEST, compilers, untilMs);
  }

  private long ms(Duration given, Duration longest, double compilers, long untilMs) {
    var warmUp = new WarmUp(given, longest, () -> nowMs * 1_000_000, () -> compiledMs * 1_000_000);
    while (!warmUp.over()) repeat(compilers, untilMs);
    warmUp.begin();
    long begun = nowMs;
    while (nowMs - begun < MEASURE.toMillis()) {
      repeat(compilers, untilMs);
      if (warmUp.continues()) begun = nowMs;
    }
    return begun;
  }

  private void repeat(double compilers, long untilMs) {
    nowMs += REPETITION_MS;
    if (nowMs <= untilMs) compiledMs += Math.round(compilers * REPETITION_MS);
  }

  @Test
  @DisplayName("lasts as long as is asked for, whatever the compilers do")
  void givenDurationIsKept() {
    assertEquals(200, ms(Duration.ofMillis(200), 1, 10_000));
  }

  @Test
  @DisplayName("of nothing is no repetition")
  void zeroWarmUpRunsNothing() {
    assertEquals(0, ms(Duration.ZERO, 1, 10_000));
  }

  @Test
  @DisplayName("is over after half a second where nothing is compiled")
  void minimumIsHalfASecond() {
    assertEquals(500, ms(null, 0, 0));
  }

  @Test
  @DisplayName("forgets what was measured while the compilers worked")
  void compilationTimeIsForgotten() {
    assertEquals(1580, ms(null, 1.6, 1600), "what is left to compile is below a tenth");
  }

  @Test
  @DisplayName("does not wait for compilers that never rest")
  void busyCompilersAreNotAwaited() {
    assertEquals(2920, ms(null, 0.5, 60_000), "what would be forgotten after 3 s counts");
  }

  @Test
  @DisplayName("waits longer where a scenario has more to compile")
  void longerLimitAwaitsMoreCompilation() {
    assertEquals(7980, ms(null, Duration.ofSeconds(10), 0.5, 8_000));
  }

  @Test
  @DisplayName(
      "--quick finds the level of a default run if nine cells in ten lie within a tenth of it")
  void quickFindsDefaultLevel() {
    assertEquals("90.0", Numbers.text(QuickLevels.of(cells(9, 1)).value()));
    assertTrue(QuickLevels.of(cells(9, 1)).met());
    var missed = QuickLevels.of(cells(8, 2));
    assertFalse(missed.met());
    assertTrue(missed.detail().contains("outside: 0.8"), missed.detail());
  }

  /// Cells with a warm and a cold first repetition. The first repetition is the only one that
  /// `--quick` measures. In warm cells it is as fast as the second one, in cold cells it takes
  /// longer.
  private static List<Cell> cells(int warm, int cold) {
    var cells = new ArrayList<Cell>();
    for (int i = 0; i < warm; i++) cells.add(cell("warm " + i, 100_000));
    for (int i = 0; i < cold; i++) cells.add(cell("cold " + i, 150_000));
    return cells;
  }

  private static Cell cell(String backend, long firstNanos) {
    var round =
        Rows.round(1, 1, new Repetition(firstNanos, 10, 1, 0), new Repetition(100_000, 10, 1, 0));
    return Rows.measured(backend, List.of(round));
  }
}
