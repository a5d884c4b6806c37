//DEPS org.junit.jupiter:junit-jupiter:6.1.3
//SOURCES ../../Library.java
//SOURCES ../support/Command.java

package test.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import module java.base;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import result.Cell;
import result.Histograms;
import result.Results;
import result.ResultsFile;
import test.support.Command;

/// `limiter` as a person runs it.
@DisplayName("Limiter")
public class LimiterTest {
  private static final String STREAM = "no semaphore; the limit of a flatMap is for its own stream";

  private static final Map<String, String> LACKS =
      Map.of(
          "bare",
          "no semaphore",
          "netty",
          "no semaphore",
          "pekko",
          "no semaphore",
          "pekko-1ms",
          "no semaphore",
          "completable-future",
          "no semaphore of stages; the JDK's blocks a thread of the pool",
          "mutiny",
          "no semaphore; usingConcurrencyOf limits one join only",
          "reactor",
          STREAM,
          "rxjava",
          STREAM,
          "vertx",
          "no semaphore; a lock lets one in",
          "vertx-1",
          "no semaphore; a lock lets one in");

  @TempDir Path folder;

  private Results measure(String... more) {
    var file = folder.resolve("limiter.json");
    var args = new ArrayList<>(List.of("limiter", "--rounds=1", "--warmup=0s", "--json=" + file));
    args.addAll(List.of("--repetitions=1", Command.CHEAP));
    args.addAll(List.of(more));
    Command.jbang(args.toArray(String[]::new)).exits(0).withoutTrace();
    return ResultsFile.read(file);
  }

  private static long waits(Cell cell) {
    return Histograms.decode(cell.rounds().getFirst().latency()).getTotalCount();
  }

  private static int gaveUp(Cell cell) {
    return (int) cell.metrics().get("gave_up").value();
  }

  @Test
  @DisplayName("each backend lets all tasks in, or says why it has no semaphore")
  void eachBackendLetsAllTasksIn() {
    var results = measure("--backend=all", "--tasks=40", "--permits=4");
    assertEquals(23, results.cells().size());
    for (var cell : results.cells()) {
      assertEquals(LACKS.get(cell.backend()), cell.ok() ? null : cell.reason(), cell.toString());
      assertEquals(cell.ok() ? "ok" : "unsupported", cell.status());
      if (!cell.ok()) continue;
      assertEquals(40, cell.rounds().getFirst().ops(), cell.backend());
      assertEquals(40, waits(cell), cell.backend());
      assertEquals(0, gaveUp(cell), cell.backend());
    }
  }

  @Test
  @DisplayName("who gives up is counted, and has no wait for a permit")
  void whoGivesUpIsCounted() {
    var results =
        measure(
            "--backend=structured,zio,kotlin-coroutines,asyncio,trio",
            "--shape=timeouts,cancellations",
            "--tasks=80",
            "--permits=2",
            "--work=5ms",
            "--limit=5ms");
    assertEquals(10, results.cells().size());
    for (var cell : results.cells()) {
      assertTrue(cell.ok(), cell.toString());
      assertEquals(80, cell.rounds().getFirst().ops(), cell.toString());
      assertEquals(80, waits(cell) + gaveUp(cell), cell.toString());
      assertTrue(gaveUp(cell) <= 40, cell.toString());
    }
  }

  @Test
  @DisplayName("the shape busy acquires many times, and has no ideal")
  void busyAcquiresManyTimes() {
    var results =
        measure(
            "--backend=virtual-threads,cats-effect,anyio-trio",
            "--shape=busy",
            "--tasks=20",
            "--permits=3",
            "--acquisitions=50");
    for (var cell : results.cells()) {
      assertTrue(cell.ok(), cell.toString());
      assertEquals(1_000, cell.rounds().getFirst().ops(), cell.toString());
    }
  }

  @ParameterizedTest(
      quoteTextArguments = false,
      name = "a limiter of {1} that {0} posts no number: {2}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          lets-one-more-in | virtual-threads,asyncio | 4 were inside at once, with 3 permits
          leaks-permit | kotlin-coroutines,asyncio | at the end, 2 of 3 could be held at once
          """)
  void wrongLimiterPostsNoNumber(String mutant, String backends, String seen) {
    Command.jbang(
            "limiter",
            "--mutant=" + mutant,
            "--backend=" + backends,
            "--rounds=1",
            "--repetitions=1",
            "--warmup=0s",
            "--tasks=30",
            "--permits=3",
            "--work=20ms",
            Command.CHEAP)
        .refuses(backends, seen);
  }

  @Test
  @DisplayName("one that is cancelled acquires once")
  void cancelledAcquiresOnce() {
    Command.jbang("limiter", "--shape=cancellations", "--acquisitions=2")
        .exits(2)
        .says("--shape cancellations has one acquisition per task: leave out --acquisitions.")
        .withoutTrace();
  }
}
