//SOURCES ../../Library.java
//SOURCES ../support/Fuzz.java
//SOURCES ../support/Rows.java

package test.unit;

import static org.junit.jupiter.api.Assertions.assertTrue;

import module java.base;

import cli.Project;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import result.Histograms;
import result.Json;
import result.Repetition;
import result.Results;
import scenario.Kind;
import test.support.Fuzz;
import test.support.Rows;
import worker.Report;

@DisplayName("Fuzz")
public class FuzzTest {
  private static final long SEED = 22;
  private static final int INPUTS = 700;

  @TempDir Path folder;

  /// A run of three rows, small enough to be read often.
  private static Results run() {
    var cell = Rows.results().cells().getFirst();
    return Rows.results()
        .with(
            List.of(
                cell,
                cell.named("netty", cell.rounds()),
                cell.named("asyncio", List.of(cell.rounds().getFirst()))));
  }

  @Test
  @DisplayName("no results file makes a reader fail otherwise than by saying what is wrong")
  void resultsFiles() throws IOException {
    var fuzz = new Fuzz(SEED, folder, run());
    var text = Json.pretty(run());
    for (int i = 0; i < INPUTS; i++) fuzz.results(text);
    assertTrue(fuzz.read() > INPUTS / 20 && fuzz.read() < INPUTS, fuzz.read() + " could be read");
  }

  @Test
  @DisplayName("no calibration does")
  void calibrations() throws IOException {
    var fuzz = new Fuzz(SEED, folder, run());
    var text = Files.readString(Project.root().resolve("docs/study/calibration.json"));
    for (int i = 0; i < INPUTS; i++) fuzz.calibration(text);
    assertTrue(fuzz.read() > INPUTS / 20 && fuzz.read() < INPUTS, fuzz.read() + " could be read");
  }

  @Test
  @DisplayName("whatever a worker writes is a report, if need be a failed one")
  void reports() {
    var fuzz = new Fuzz(SEED, folder, run());
    var latency = Rows.results().cells().getFirst().rounds().getFirst().latency();
    Histograms.decode(latency);
    var report =
        new Report.Measured(
            "task_spawn",
            "bare",
            "tasks",
            "throughput",
            Map.of("x", new Kind("ms", "lower")),
            1,
            Map.of("tasks", "10"),
            Map.of("throughput", 2e3),
            List.of(new Repetition(5_000_000, 10, 900, 0), new Repetition(5_000_001, 10, 900, 0)),
            latency,
            latency,
            0,
            1L << 30,
            2,
            1,
            "G1",
            null,
            null,
            7_000.0,
            false,
            null,
            null);
    var line = Json.line(report);
    for (int i = 0; i < INPUTS; i++) fuzz.report(line);
    assertTrue(fuzz.read() > INPUTS / 20 && fuzz.read() < INPUTS, fuzz.read() + " could be read");
  }
}
