//DEPS org.junit.jupiter:junit-jupiter:6.1.3
//SOURCES ../../Library.java
//SOURCES ../support/Command.java

package test.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import result.Cell;
import result.Ranking;
import result.ResultsFile;
import result.Samples;
import test.support.Command;

/// `footprint` as a person runs it, on a backend of each runtime.
@DisplayName("Footprint")
public class FootprintTest {
  private static final int TASKS = 20_000;

  @TempDir static Path folder;
  private static Path file;

  @BeforeAll
  static void measure() {
    file = folder.resolve("footprint.json");
    Command.jbang(
            "footprint",
            "--tasks=" + TASKS,
            "--backend=virtual-threads,asyncio",
            "--rounds=2",
            "--warmup=0s",
            "--repetitions=2",
            Command.CHEAP,
            "--json=" + file)
        .exits(0)
        .says("footprint (tasks " + TASKS + ")")
        .says("bytes per task bytes")
        .says("release ms")
        .withoutTrace();
  }

  private static Cell cell(String backend) {
    return ResultsFile.read(file).cell("footprint", backend).orElseThrow();
  }

  @Test
  @DisplayName("memory is what it is about, in bytes of which less is better")
  void memoryIsHeadline() {
    for (var backend : new String[] {"virtual-threads", "asyncio"}) {
      var cell = cell(backend);
      assertEquals("bytes_per_task", cell.headline());
      var bytes = cell.metrics().get(cell.headline());
      assertEquals("bytes", bytes.unit());
      assertFalse(bytes.higherIsBetter());
      assertTrue(
          bytes.value() > 200 && bytes.value() < 20_000, backend + " takes " + bytes.value());
      for (var name : new String[] {"park", "release"})
        assertEquals("ms", cell.metrics().get(name).unit());
    }
  }

  @Test
  @DisplayName(
      "a heap is the JVM's: Python has no such value, and the JVM's is what a task keeps alive")
  void heapIsOfJvmOnly() {
    var heap = cell("virtual-threads").metrics().get("heap_per_task").value();
    assertTrue(heap > 200 && heap < 10_000, "heap per task: " + heap);
    assertFalse(cell("asyncio").metrics().containsKey("heap_per_task"));
  }

  @Test
  @DisplayName("each repetition keeps its values, and release is the measured section")
  void repetitionsKeepValues() {
    for (var round : cell("asyncio").rounds()) {
      for (var one : round.repetitions()) {
        assertEquals(TASKS, one.ops());
        assertEquals(one.elapsedNs() / 1e6, one.values().get("release"), 1e-6);
        assertTrue(one.values().get("park") > 0);
      }
      assertEquals(
          round.repetitions().stream()
              .mapToDouble(one -> one.values().get("bytes_per_task"))
              .min()
              .orElseThrow(),
          Samples.of("bytes_per_task", round));
    }
  }

  @Test
  @DisplayName("plot draws bytes per task and the time to release them, compare speaks of memory")
  void plotAndCompareShowMemory() {
    Command.jbang("plot", file.toString(), "--out", folder.toString()).exits(0).withoutTrace();
    for (var name : new String[] {"bytes_per_task", "release"})
      assertTrue(Files.exists(folder.resolve("footprint_" + name + ".png")), name);
    Command.jbang("compare", file.toString(), file.toString())
        .exits(0)
        .says("footprint   virtual-threads   new ")
        .says("Of 2 cells 0 became faster, 0 slower")
        .withoutTrace();
    Command.jbang("compare", file.toString(), file.toString(), "--metric", "park").exits(0);
  }

  @Test
  @DisplayName("three processes tell 1.8x apart, whatever disturbs a reading")
  void threeProcessesTellDifference() {
    var told = folder.resolve("told.json");
    Command.jbang(
            "footprint",
            "--backend=virtual-threads,kotlin-coroutines",
            "--rounds=3",
            "--warmup=0s",
            "--measure=10ms",
            Command.CHEAP,
            "--json=" + told)
        .exits(0);
    var results = ResultsFile.read(told);
    for (var cell : results.cells())
      for (var round : cell.rounds()) assertEquals(5, round.repetitions().size());
    var verdict = Ranking.of(results.cells()).compare("kotlin-coroutines", "virtual-threads");
    assertTrue(verdict.better(), verdict.sentence());
  }

  @ParameterizedTest(
      quoteTextArguments = false,
      name = "on {0}, an adapter of the kind {1} posts no number: {2}")
  @CsvSource(
      delimiter = '|',
      value = {
        "virtual-threads | parks-fewer | counted 90 tasks instead of 100",
        "virtual-threads,asyncio | swallows-cancellation | counted 0 tasks instead of 100",
        "asyncio | await-before-teardown | tasks instead of 100"
      })
  void miscountingMutantPostsNoNumber(String backends, String mutant, String said) {
    var mutated = folder.resolve(mutant + ".json");
    Command.jbang(
            "footprint",
            "--tasks=100",
            "--backend=" + backends,
            "--mutant=" + mutant,
            "--rounds=1",
            "--quick",
            "--warmup=20ms",
            "--measure=20ms",
            Command.CHEAP,
            "--json=" + mutated)
        .refuses(backends, said)
        .withoutTrace();
    for (var cell : ResultsFile.read(mutated).cells()) assertEquals(Map.of(), cell.metrics());
  }

  @Test
  @DisplayName("a collector that gives nothing back is unsupported, with the remedy")
  void uselessCollectorIsUnsupported() {
    Command.jbang(
            "footprint", "--backend=bare", "--rounds=1", "--quick", "--jvm-arg=-XX:+UseSerialGC")
        .exits(0)
        .says("only G1 gives back what is free, and this JVM has Copy, MarkSweepCompact")
        .says("add --jvm-arg=-XX:+UseG1GC")
        .withoutTrace();
  }

  @Test
  @DisplayName(
      "more threads than the kernel grants are unsupported, with the number that it grants")
  void tooManyThreadsAreUnsupported() {
    Command.jbang(
            "footprint",
            "--tasks=10000000",
            "--backend=platform-threads",
            "--rounds=1",
            "--quick",
            "--jvm-arg=-Xmx1g")
        .exits(0)
        .says("platform-threads: unsupported: 10,000,000 tasks need as many threads")
        .withoutTrace();
  }
}
