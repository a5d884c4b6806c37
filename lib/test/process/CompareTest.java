//DEPS org.junit.jupiter:junit-jupiter:6.1.3
//SOURCES ../../Library.java
//SOURCES ../support/Command.java
//SOURCES ../support/Rows.java

package test.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import result.Cell;
import result.Histograms;
import result.Metric;
import result.Repetition;
import result.Results;
import result.ResultsFile;
import result.Round;
import test.support.Command;
import test.support.Rows;

/// `compare` and `calibrate`, as a person runs them.
@DisplayName("Compare")
public class CompareTest {
  @TempDir static Path folder;

  /// A run whose five processes had about this throughput.
  private static Results run(double perSecond) {
    var rounds = new ArrayList<Round>();
    for (int i = 1; i <= 5; i++) {
      var repetition =
          new Repetition(Math.round(1e12 / perSecond / (1 + i / 200.0)), 1000, 1_000_000 + i, 0);
      rounds.add(
          new Round(
              i,
              i,
              List.of(repetition),
              Histograms.encode(new org.HdrHistogram.Histogram(3)),
              null,
              0,
              null,
              1,
              1,
              List.of(),
              null));
    }
    var metrics =
        Map.of(
            "throughput", new Metric("tasks/s", "higher", perSecond, perSecond, perSecond, null));
    var cell = Rows.results().cells().getFirst().with(metrics, List.of(), rounds);
    return Rows.results().with(List.of(cell));
  }

  private static Path write(String name, Results results) {
    var file = folder.resolve(name);
    ResultsFile.write(file, results);
    return file;
  }

  private static Path base;

  @BeforeAll
  static void base() {
    base = write("base.json", run(1000));
  }

  private static Command compare(Path next, String... more) {
    var args = new ArrayList<>(List.of("compare", base.toString(), next.toString()));
    args.addAll(List.of(more));
    return Command.jbang(args.toArray(String[]::new));
  }

  @Test
  @DisplayName("a run against itself is about equal, exit code 0")
  void sameRunIsEqual() {
    compare(base)
        .exits(0)
        .says("new and base are about equal (0.9")
        .says("1 are about equal, and of 0 one cannot tell yet");
    compare(base, "--equal", "1%")
        .exits(0)
        .says("new or base: cannot tell yet (0.9")
        .says("more processes would tell 1.01x");
    compare(base, "--equal", "-1%").exits(2).says("--equal");
  }

  @Test
  @DisplayName("a slowdown is a regression, exit code 1, unless it is within the threshold")
  void slowdownIsRegression() {
    var slow = write("slow.json", run(800));
    compare(slow)
        .exits(1)
        .says("new is 1.25x slower than base (1.2")
        .says("regressions beyond 0.00 %: 1");
    compare(slow, "--threshold", "40%")
        .exits(0)
        .says("1 slower")
        .says("regressions beyond 40.0 %: 0");
  }

  @Test
  @DisplayName("a speed-up is none, exit code 0")
  void speedUpIsNoRegression() {
    compare(write("fast.json", run(1300)))
        .exits(0)
        .says("new is 1.30x faster than base")
        .says("1 became faster");
  }

  @Test
  @DisplayName("a cell that lost its numbers is a regression")
  void lostNumbersAreRegression() {
    var cell = run(1000).cells().getFirst();
    var failed =
        new Cell(
            cell.scenario(),
            cell.backend(),
            "jvm",
            "OpenJDK",
            "25",
            "call-back",
            null,
            null,
            null,
            cell.params(),
            "failed",
            "hung",
            null,
            Map.of(),
            List.of(),
            List.of());
    var other =
        new Cell(
            "io_bound",
            "bare",
            "jvm",
            "OpenJDK",
            "25",
            "call-back",
            "ops",
            1,
            null,
            Map.of(),
            "ok",
            null,
            "throughput",
            cell.metrics(),
            List.of(),
            cell.rounds());
    var both = write("both.json", run(1000).with(List.of(cell, other)));
    var half = write("half.json", run(1000).with(List.of(failed, other)));
    Command.jbang("compare", both.toString(), half.toString())
        .exits(1)
        .says("task_spawn bare: failed in new: hung");
  }

  @Test
  @DisplayName(
      "other machines and parameters are refused with exit code 2, and compared with --force")
  void differentMachinesNeedForce() throws IOException {
    var text =
        Files.readString(base)
            .replace("\"cores\" : 2", "\"cores\" : 16")
            .replace("\"tasks\" : \"10\"", "\"tasks\" : \"99\"");
    var other = Files.writeString(folder.resolve("other.json"), text);
    compare(other)
        .exits(2)
        .says("Different cores: 2 in base, 16 in new.")
        .says("[{tasks=99}] in new")
        .says("--force");
    compare(other, "--force").exits(0).says("Different cores").says("are about equal");
  }

  @Test
  @DisplayName("markdown, json and csv say the same as the text")
  void formatsSayTheSame() throws IOException {
    compare(base, "--format", "markdown")
        .exits(0)
        .says("| task_spawn | bare | new and base are about equal");
    var json = new ObjectMapper().readTree(compare(base, "--format", "json").exits(0).out());
    assertEquals("bare", json.get("verdicts").get(0).get("backend").asText());
    assertEquals("about equal", json.get("verdicts").get(0).get("verdict").asText());
    var csv = compare(base, "--format", "csv").exits(0).out().split("\r\n");
    assertTrue(csv[0].startsWith("scenario,backend,metric,advantage,low,high,verdict"), csv[0]);
    assertTrue(csv[1].startsWith("task_spawn,bare,throughput,1,0.9"), csv[1]);
    compare(base, "--format", "html").exits(2).says("Allowed: text, markdown, json, csv");
  }

  @ParameterizedTest(quoteTextArguments = false, name = "calibrate refuses {0}")
  @ValueSource(strings = {"--json=x.json", "--resume", "--verify"})
  void badOptionsAreRefused(String option) {
    Command.jbang("calibrate", option, "--out", folder.toString())
        .exits(2)
        .says("it stores each check at once")
        .says("Choose checks with --only")
        .withoutTrace();
    assertFalse(Files.exists(folder.resolve("calibration.json")));
  }

  @Test
  @DisplayName("calibrate stores what it finds, each check with its target")
  void calibrateStoresChecks() throws IOException {
    Command.jbang("calibrate", "--only", "recording,noise", "--quick", "--out", folder.toString())
        .exits(0)
        .says("recording, 2 threads")
        .says("hiccups of a spinning thread");
    // With two processes each, the values are random. The test only checks that everything is
    // measured.
    var one =
        Command.jbang(
            "calibrate",
            "--only",
            "power,overhead",
            "--backend",
            "bare",
            "--trials",
            "1",
            "--rounds",
            "2",
            "--warmup",
            "0s",
            "--measure",
            "10ms",
            Command.CHEAP,
            "--out",
            folder.toString());
    one.says("power: 10 % injected, task_spawn").says("adapter overhead of bare").withoutTrace();
    assertTrue(one.exit() < 2, one.err());
    var checks =
        new ObjectMapper().readTree(folder.resolve("calibration.json").toFile()).get("checks");
    // Two power checks in each of three scenarios, and one overhead check.
    assertEquals(7, checks.size());
    assertEquals("at least 90.0", checks.get(0).get("target").asText());
  }

  @Test
  @DisplayName("calibrate asks JMH and pyperf for the same levels, in processes of their own")
  void calibrateRunsJmhAndPyperf() throws IOException {
    var out = folder.resolve("witnesses");
    Command.jbang(
            "calibrate",
            "--only=jmh",
            "--backend=bare,asyncio",
            "--rounds=2",
            "--warmup=300ms",
            "--measure=100ms",
            Command.CHEAP,
            "--out=" + out)
        .says("JMH over this, bare")
        .says("pyperf over this, asyncio")
        .withoutTrace();
    for (var check : ResultsFile.calibration(out.resolve("calibration.json")).checks()) {
      assertEquals("0.952 to 1.05", check.target());
      // The level of another program would be far off.
      assertTrue(check.value() > 0.02 && check.value() < 50, check.toString());
    }
  }

  @Test
  @DisplayName(
      "calibrate cuts tables of equal rows out of a run of many processes, and misses them in one"
          + " of few")
  void calibrateCutsEqualTables() {
    Command.jbang("calibrate", "--from", base.toString())
        .exits(2)
        .says("No cell has the 22 processes")
        .withoutTrace();
    var random = new SplittableRandom(1);
    var cell = Rows.noisy(random, "netty", 1e6, 0.1, 55);
    var many = write("many.json", Rows.results().with(List.of(cell)));
    var cut =
        Command.jbang("calibrate", "--from", many.toString(), "--tables", "40").withoutTrace();
    for (int size : new int[] {2, 3, 5})
      cut.says("A/A: tables with a false verdict, " + size + " processes a row")
          .says(" of 40 tables of 11 equal rows, dealt out at random");
    assertTrue(cut.exit() < 2, cut.err());
  }
}
