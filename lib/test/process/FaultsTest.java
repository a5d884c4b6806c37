//DEPS org.junit.jupiter:junit-jupiter:6.1.3
//SOURCES ../../Library.java
//SOURCES ../support/Command.java
//SOURCES ../support/FaultInjection.java

package test.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import result.ResultsFile;
import test.support.Command;
import test.support.FaultInjection;

/// Faults are injected into a worker on `bare`, one per run.
@DisplayName("Faults")
public class FaultsTest {
  @TempDir static Path folder;
  private static FaultInjection script;

  @BeforeAll
  static void write() throws IOException {
    script = FaultInjection.in(folder);
    Command.jbang("build", script.script().toString()).exits(0);
  }

  @ParameterizedTest(
      quoteTextArguments = false,
      name =
          "a backend that {0} is {2}: \"{3}\", the others keep their numbers and no process is"
              + " left")
  @CsvSource({
    "loses, 1, failed, counted 9 tasks instead of 10",
    "adds, 1, failed, counted 11 tasks instead of 10",
    "throws, 1, failed, no such luck",
    "exits, 1, failed, exit code 137 without a report",
    "hangs, 1, failed, the worker did not end within 20 s (--timeout)",
    "allocates, 1, failed, OutOfMemoryError",
    "lacks, 0, unsupported, it has no tasks",
    "prints, 0, ok, bare",
    "mutters, 0, ok, bare",
    "halves, 1, failed, incomplete report: Unexpected end-of-input",
    "hollows, 1, failed, incomplete report: a part is missing",
    "floods, 0, ok, bare",
    "babbles, 0, ok, bare",
    "leaves, 0, ok, bare",
    "leaves-and-hangs, 1, failed, the worker did not end within 20 s (--timeout)"
  })
  void faultLeavesOtherCellsAlone(String fault, int exit, String status, String said)
      throws InterruptedException {
    var faulty = script.again();
    var file = folder.resolve(fault + ".json");
    // No other worker takes that long, even on a busy machine.
    var timeout = "--timeout=" + (fault.endsWith("hangs") ? "20s" : "10m");
    // With this seed, `bare` comes first.
    var line =
        faulty.line(fault, "--rounds=1", "--seed=243", "--measure=10ms", timeout, "--json=" + file);
    Command.run(Map.of(), "", line).exits(exit).says(said).withoutTrace();
    faulty.assertGone();
    var results = ResultsFile.read(file);
    assertEquals(status, results.cell("faulty", "bare").orElseThrow().status());
    var other = results.cell("faulty", "virtual-threads").orElseThrow();
    assertEquals("ok", other.status());
    assertEquals(1, other.rounds().size());
    assertTrue(other.metrics().get("throughput").value() > 0);
  }

  @ParameterizedTest(
      quoteTextArguments = false,
      name = "a repetition that is discarded after a warm-up of {0} is told: {1}")
  @CsvSource({"0s, [discarded: a known defect: 1 repetition]", "300ms, []"})
  void discardedRepetitionIsToldIfMeasured(String warmup, String flags) {
    var file = folder.resolve("discards" + warmup + ".json");
    var line =
        script.line(
            "discards",
            "--backend=bare",
            "--warmup=" + warmup,
            "--rounds=1",
            "--measure=10ms",
            "--json=" + file);
    Command.run(Map.of(), "", line).exits(0);
    var cell = ResultsFile.read(file).cell("faulty", "bare").orElseThrow();
    var told = cell.rounds().getFirst().flags().stream().filter(flag -> flag.contains("defect"));
    assertEquals(flags, told.toList().toString());
  }
}
