//DEPS org.junit.jupiter:junit-jupiter:6.1.3
//SOURCES ../../Library.java
//SOURCES ../support/Command.java

package test.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import backend.Backends;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import report.CalibrationReport;
import result.Calibration;
import result.Cell;
import result.Grain;
import result.Ranking;
import result.Results;
import result.ResultsFile;
import result.Round;
import test.support.Command;

/// The accuracy of the backends' own timers, which is known before anything is measured with them.
@DisplayName("Timers")
public class TimersTest {
  @TempDir Path folder;

  private Results spawn(String... more) {
    var file = folder.resolve("spawn.json");
    var args =
        new ArrayList<>(List.of("task-spawn", "--rounds=1", "--warmup=0s", "--repetitions=1"));
    args.addAll(List.of(Command.CHEAP, "--tasks=1000", "--json=" + file));
    args.addAll(List.of(more));
    Command.jbang(args.toArray(String[]::new)).exits(0).withoutTrace();
    return ResultsFile.read(file);
  }

  private static boolean flagged(Cell cell) {
    return cell.flags().stream().anyMatch(flag -> flag.startsWith(Round.SHORT_TIMER));
  }

  /// If a thousand tasks start at once, sleeps begin so late that hardly one is seen to end early.
  @Test
  @DisplayName(
      "who makes half a millisecond none is flagged and has no rank; at a millisecond, nobody is")
  void earlyTimersAreFlagged() {
    var all = List.of("virtual-threads", "mutiny", "asyncio", "asyncio-uvloop", "anyio-uvloop");
    var results = spawn("--sleep=500us,1ms", "--backend=" + String.join(",", all));
    var variants = results.variants();
    assertEquals(
        List.of("task_spawn sleep 500us", "task_spawn sleep 1ms"),
        variants.stream().map(one -> one.name()).toList());
    var half = variants.getFirst().cells();
    assertEquals(
        new TreeSet<>(List.of("mutiny", "asyncio-uvloop", "anyio-uvloop")),
        half.stream()
            .filter(TimersTest::flagged)
            .map(Cell::backend)
            .collect(Collectors.toCollection(TreeSet::new)));
    for (var row : Ranking.of(half).rows())
      assertEquals(flagged(row.cell()), row.rank().equals("early"), row.toString());
    for (var cell : variants.getLast().cells()) assertFalse(flagged(cell), cell.toString());
  }

  @Test
  @DisplayName("a timer that ends too soon is found out on both runtimes, whatever queueing hides")
  void earlyMutantsAreFound() {
    var results = spawn("--mutant=wakes-early", "--sleep=2ms", "--backend=bare,asyncio");
    for (var cell : results.cells()) {
      assertTrue(flagged(cell), cell.flags() + "");
      assertTrue(cell.early());
    }
  }

  @ParameterizedTest(name = "a sleep of 1 ms on {0} takes {1} to {2} ms")
  @CsvSource({"pekko, 11, 60", "pekko-1ms, 1, 8"})
  void pekkoSleepsInTicks(String id, double least, double most) throws Exception {
    var took = new ConcurrentLinkedQueue<Long>();
    try (var on = Backends.find(id).orElseThrow().open()) {
      var sleep = on.timed(on.sleep(Duration.ofMillis(1)), took::add);
      on.start(on.repeat(40, _ -> sleep)).await();
    }
    double median = took.stream().sorted().skip(20).findFirst().orElseThrow() / 1e6;
    assertTrue(median > least && median < most, id + ": " + median + " ms");
  }

  @Test
  @DisplayName("calibrate stores and shows how late each timer ends, at rest and under load")
  void calibrateShowsLateness() throws Exception {
    var out = folder.resolve("out");
    Command.jbang("calibrate", "--only=timers", "--backend=bare,asyncio", "--out=" + out)
        .exits(0)
        .says("| `asyncio` | load | ")
        .withoutTrace();
    var file = out.resolve("calibration.json");
    var timers = ResultsFile.calibration(file).timers();
    assertEquals(20, timers.size());
    for (var one : timers) {
      assertEquals(200, one.sleeps());
      assertEquals(0, one.early(), one + " of a timer that rounds up");
      assertTrue(one.earliestUs() <= one.p50Us() && one.p50Us() <= one.p99Us(), one.toString());
    }
    assertEquals(
        List.of(100L, 500L, 1000L, 5000L, 10_000L),
        timers.stream().map(Grain::askedUs).distinct().toList());
    assertTrue(Files.readString(file).contains("\"p99_us\""));
  }

  @Test
  @DisplayName("a row of the table says how late half and 99 % are, and how many are early")
  void tableRowShowsLateness() {
    double[] late = IntStream.rangeClosed(1, 100).mapToDouble(i -> 1000.0 * i).toArray();
    double[] early = IntStream.rangeClosed(1, 4).mapToDouble(i -> 500.0 * i - 1000).toArray();
    var grains = List.of(Grain.of("one", false, 500, late), Grain.of("one", true, 1000, early));
    assertEquals(
        """
        | Backend | Beside it | 0.5 ms | 1 ms |
        |---|---|--:|--:|
        | `one` | nothing | 50.0, 99.0 |  |
        | `one` | load |  | 0, 1.00; 25 % early, by up to 0.500 |
        """,
        report(grains).timers());
    assertEquals("", report(List.of()).timers());
  }

  private static CalibrationReport report(List<Grain> grains) {
    return new CalibrationReport(new Calibration("", null, null, List.of(), grains));
  }
}
