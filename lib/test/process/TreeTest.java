//DEPS org.junit.jupiter:junit-jupiter:6.1.3
//SOURCES ../../Library.java
//SOURCES ../support/Command.java

package test.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import result.Results;
import result.ResultsFile;
import test.support.Command;

/// `tree` as a person runs it.
@DisplayName("Tree")
public class TreeTest {
  @TempDir Path folder;

  private static Command tree(String... more) {
    var args = new ArrayList<>(List.of("tree", "--rounds=1", "--warmup=0s", "--repetitions=1"));
    args.addAll(List.of(Command.CHEAP, "--leaves=100", "--depth=2"));
    args.addAll(List.of(more));
    return Command.jbang(args.toArray(String[]::new));
  }

  private Results measure(String... more) {
    var file = folder.resolve("tree.json");
    var args = new ArrayList<>(List.of(more));
    args.add("--json=" + file);
    tree(args.toArray(String[]::new)).exits(0).withoutTrace();
    return ResultsFile.read(file);
  }

  @Test
  @DisplayName("every backend counts every leaf, and adds up their numbers")
  void everyLeafIsCounted() {
    var results = measure("--backend=all", "--shape=skynet");
    for (var cell : results.cells()) {
      assertTrue(cell.ok(), cell.backend() + ": " + cell.reason());
      assertEquals(100, cell.rounds().getFirst().ops(), cell.backend());
      assertEquals("tree", cell.headline());
      assertEquals("ms", cell.metrics().get("tree").unit());
    }
  }

  @Test
  @DisplayName("the leaves of pyperformance's tree wait where they should, on both runtimes")
  void leavesWait() {
    var results =
        measure(
            "--backend=reactor,asyncio",
            "--shape=none,io,memoization,mixed",
            "--io=200ms",
            "--depth=3");
    assertEquals(8, results.cells().size());
    for (var cell : results.cells()) {
      assertTrue(cell.ok(), cell.backend() + ": " + cell.reason());
      assertEquals(216, cell.rounds().getFirst().ops(), cell.toString());
      if (!cell.params().get("shape").equals("none"))
        assertTrue(cell.metrics().get("tree").value() >= 200, cell.toString());
    }
  }

  @Test
  @DisplayName("more tasks than there can be threads are unsupported where each task is one")
  void tooManyThreads() {
    var cell = measure("--backend=platform-threads", "--leaves=10000000").cells().getFirst();
    assertEquals("unsupported", cell.status());
    assertTrue(
        cell.reason().startsWith("11,111,111 tasks need as many threads; this kernel grants"),
        cell.reason());
  }

  @ParameterizedTest(quoteTextArguments = false, name = "a library that {0} posts no number")
  @ValueSource(strings = {"drops-a-child", "asks-for-another-child"})
  void wrongSumPostsNoNumber(String mutant) {
    var backends = List.of("virtual-threads", "netty", "trio");
    var command =
        tree("--mutant=" + mutant, "--shape=skynet", "--backend=" + String.join(",", backends))
            .exits(1)
            .withoutTrace();
    // The place of child 9 of each task stays empty.
    for (var backend : backends)
      command.says(backend + ": failed: the leaves' numbers add up to 3564 instead of 4950");
  }

  @Test
  @DisplayName("trees without a sum are refused by the count of their leaves")
  void miscountPostsNoNumber() {
    tree("--mutant=drops-a-child", "--shape=none", "--backend=virtual-threads,trio")
        .exits(1)
        .says("virtual-threads: failed: counted 25 leaves instead of 36")
        .says("trio: failed: counted 25 leaves instead of 36")
        .withoutTrace();
  }

  @Test
  @DisplayName("leaves that are no power of ten are refused before anything runs")
  void leavesArePowersOfTen() {
    tree("--leaves=120").exits(2).says("--leaves 120: allowed are powers of ten, such as 1000.");
  }
}
