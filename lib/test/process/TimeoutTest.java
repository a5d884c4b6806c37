//DEPS org.junit.jupiter:junit-jupiter:6.1.3
//SOURCES ../../Library.java
//SOURCES ../support/Command.java

package test.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import result.Histograms;
import result.Results;
import result.ResultsFile;
import test.support.Command;

/// `timeout` as a person runs it.
@DisplayName("Timeout")
public class TimeoutTest {
  @TempDir Path folder;

  private static Command run(String... more) {
    var args = new ArrayList<>(List.of("timeout", "--rounds=1", "--warmup=0s", Command.CHEAP));
    args.addAll(List.of("--repetitions=1", "--tasks=50", "--burn=100us"));
    args.addAll(List.of(more));
    return Command.jbang(args.toArray(String[]::new)).withoutTrace();
  }

  private Results measure(String... more) {
    var file = folder.resolve("timeout.json");
    var args = new ArrayList<>(List.of(more));
    args.add("--json=" + file);
    run(args.toArray(String[]::new)).exits(0);
    return ResultsFile.read(file);
  }

  @Test
  @DisplayName(
      "each library sets its own deadlines, and every one is counted, or says that it has none")
  void everyLibrary() {
    var results = measure("--backend=all");
    var without = new TreeMap<String, String>();
    for (var cell : results.cells()) {
      if (cell.ok()) assertEquals(50 * 20, cell.rounds().getFirst().ops(), cell.backend());
      else without.put(cell.backend(), cell.status() + ": " + cell.reason());
    }
    assertEquals(
        Map.of(
            "bare", "unsupported: no deadline for an operation",
            "netty", "unsupported: no deadline of a future; users schedule a failure by hand"),
        without);
  }

  @Test
  @DisplayName("deadlines that fire are counted and timed, and none fires early")
  void fired() {
    var results = measure("--shape=fired,busy", "--backend=virtual-threads,vertx,trio");
    assertEquals(6, results.cells().size());
    for (var cell : results.cells()) {
      var round = cell.rounds().getFirst();
      assertEquals(50, round.ops(), cell.toString());
      assertEquals(50, Histograms.decode(round.overshoot()).getTotalCount(), cell.toString());
      assertEquals("overshoot_p99", cell.headline(), cell.toString());
      assertEquals(0, round.early(), cell.toString());
    }
  }

  @Test
  @DisplayName("what runs on after its deadline is left behind, what is cancelled is not")
  void leftBehind() {
    var results =
        measure("--shape=fired", "--tasks=1000", "--backend=completable-future,structured,asyncio");
    for (var cell : results.cells()) {
      double left = cell.metrics().get("left_behind").value();
      assertTrue(
          cell.backend().equals("completable-future") ? left >= 1 : left == 0, cell.toString());
    }
  }

  @ParameterizedTest(name = "a library of the kind {0} posts no number on either runtime")
  @CsvSource({
    "fires-early, unfired, virtual-threads, asyncio, a deadline fires in a tenth of its time",
    "ignores-deadline, fired, vertx, trio, an operation outlasts its deadline",
  })
  void mutantPostsNoNumber(String mutant, String shape, String jvm, String python, String says) {
    var file = folder.resolve("mutant.json");
    run(
            "--mutant=" + mutant,
            "--backend=" + jvm + "," + python,
            "--shape=" + shape,
            "--json=" + file)
        .exits(1);
    for (var cell : ResultsFile.read(file).cells()) {
      assertEquals("failed", cell.status(), cell.toString());
      assertTrue(cell.reason().contains(says), cell.toString());
    }
  }
}
