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
import result.Results;
import result.ResultsFile;
import test.support.Command;

/// `blocking_call` as a person runs it.
@DisplayName("Blocking call")
public class BlockingCallTest {
  @TempDir Path folder;

  private static String[] once(String... more) {
    var args = new ArrayList<>(List.of("blocking-call", "--rounds=1", "--warmup=0s"));
    args.addAll(List.of("--repetitions=1", "--tasks=20", Command.CHEAP));
    args.addAll(List.of(more));
    return args.toArray(String[]::new);
  }

  private Results measure(String... more) {
    var file = folder.resolve("blocking.json");
    var args = new ArrayList<>(List.of(more));
    args.add("--json=" + file);
    Command.jbang(once(args.toArray(String[]::new))).exits(0).withoutTrace();
    return ResultsFile.read(file);
  }

  @Test
  @DisplayName("every call is counted wherever a library lets code block; two have no such place")
  void everyCallIsCounted() {
    var lacking = new TreeMap<String, String>();
    for (var cell : measure("--backend=all", "--block=1ms").cells()) {
      if (cell.ok()) assertEquals(20, cell.rounds().getFirst().ops(), cell.backend());
      else lacking.put(cell.backend(), cell.status() + ": " + cell.reason());
    }
    var none = "unsupported: no place of its own for code that computes for long or blocks";
    assertEquals(Map.of("bare", none, "completable-future", none), lacking);
  }

  @Test
  @DisplayName("added threads are those that block, and no virtual ones")
  void threadsAreThoseThatBlock() {
    var results =
        measure("--backend=virtual-threads,platform-threads,netty,asyncio,trio", "--block=500ms");
    var added = new TreeMap<String, Double>();
    var metrics = new TreeMap<String, Integer>();
    for (var cell : results.cells()) {
      added.put(cell.backend(), cell.metrics().get("added").value());
      metrics.put(cell.backend(), cell.parallelism());
      assertTrue(cell.metrics().get("latency_max").value() >= 500, cell.toString());
      assertTrue(cell.metrics().get("heartbeat_max").value() >= 0, cell.toString());
    }
    assertTrue(
        added.get("virtual-threads") <= metrics.get("virtual-threads"), "carriers: " + added);
    assertTrue(added.get("platform-threads") <= 1, "each task has a thread anyway: " + added);
    assertEquals(16, added.get("netty"), "its pool has so many");
    assertEquals(20, added.get("trio"), "its limit is 40");
    assertTrue(added.get("asyncio") > 1 && added.get("asyncio") <= 20, added.toString());
  }

  @ParameterizedTest(
      quoteTextArguments = false,
      name = "a library that {0} posts no number: counted {1} of 20 calls")
  @CsvSource({"drops-code, 18", "runs-code-twice, 40"})
  void miscountingMutantPostsNoNumber(String mutant, int counted) {
    var command =
        Command.jbang(
                once("--mutant=" + mutant, "--block=1ms", "--backend=virtual-threads,vertx,trio"))
            .exits(1)
            .withoutTrace();
    for (var backend : new String[] {"virtual-threads", "vertx", "trio"})
      command.says(backend + ": failed: counted " + counted + " calls instead of 20");
  }
}
