//DEPS org.junit.jupiter:junit-jupiter:6.1.3
//SOURCES ../../Library.java
//SOURCES ../support/Command.java

package test.unit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import scenario.Recording;
import test.support.Command;

@DisplayName("Recording")
public class RecordingTest {
  private static final Duration ASKED = Duration.ofMillis(1);

  @Test
  @DisplayName("every unit counts, and one that is told twice counts twice")
  void everyUnitCounts() {
    var record = new Recording(10_000);
    for (int unit = 0; unit < 10_000; unit++) {
      var told = record.asked(unit, ASKED);
      if (told.timed()) told.accept(1);
      else told.run();
    }
    assertEquals(10_000, record.units());
    record.asked(7, ASKED).run();
    record.sleeping(8, ASKED).accept(1);
    assertEquals(10_002, record.units());
    assertEquals(0, record.lost());
    record.done(10_000);
    assertEquals(10_003, record.units());
  }

  @Test
  @DisplayName("a unit that was told instead of another does not hide that one")
  void duplicateDoesNotHideLostUnit() {
    var record = new Recording(100);
    for (int unit = 0; unit < 100; unit++) record.done(Math.min(unit, 98));
    assertEquals(100, record.units());
    assertEquals(1, record.lost());
  }

  @ParameterizedTest(name = "of a burst of {0} tasks {1} are timed")
  @CsvSource({"10, 10", "999, 999", "2000, 500", "10000, 625", "160000, 10000"})
  void burstsAreSampled(int units, int timed) {
    assertEquals(timed, timed(units).size());
  }

  @Test
  @DisplayName("operations that wait by themselves are all timed")
  void waitingOperationsAreAllTimed() {
    var record = new Recording(10_000);
    for (int unit = 0; unit < 10_000; unit++) {
      assertTrue(record.sleeping(unit, ASKED).timed());
      assertTrue(record.took(unit).timed());
      assertTrue(record.due(unit, 1).timed());
    }
  }

  @Test
  @DisplayName("of each sixteen tasks one is timed, at a place that is drawn")
  void sampleIsSpreadOverTasks() {
    var timed = timed(16_000);
    for (int i = 0; i < timed.size(); i++) assertEquals(i, timed.get(i) / 16);
    var places = timed.stream().map(unit -> unit % 16).distinct().count();
    assertEquals(16, places);
  }

  private static List<Integer> timed(int units) {
    var record = new Recording(units);
    return IntStream.range(0, units)
        .filter(unit -> record.asked(unit, ASKED).timed())
        .boxed()
        .toList();
  }

  @ParameterizedTest(
      quoteTextArguments = false,
      name = "on {0}, an adapter of the kind {1} posts no number: {2}")
  @CsvSource({
    "virtual-threads, tells-twice, counted 19375 tasks instead of 10000",
    "virtual-threads, tells-another, 1 of 10000 tasks were not counted and others were counted"
        + " twice",
    "asyncio, tells-twice, counted 19375 tasks instead of 10000",
    "asyncio, tells-another, 1 of 10000 tasks were not counted and others were counted twice",
    "trio, records-twice, counted 10625 tasks instead of 10000"
  })
  void miscountingMutantPostsNoNumber(String backend, String mutant, String said) {
    Command.jbang(
            "task-spawn",
            "--backend=" + backend,
            "--mutant=" + mutant,
            "--rounds=1",
            "--quick",
            "--warmup=20ms",
            "--measure=20ms",
            Command.CHEAP)
        .exits(1)
        .says(said)
        .withoutTrace();
  }
}
