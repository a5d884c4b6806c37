//DEPS org.junit.jupiter:junit-jupiter:6.1.3
//SOURCES ../../Library.java
//SOURCES ../support/Command.java

package test.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import backend.plain.PlainBackends;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import result.Cell;
import result.ResultsFile;
import test.support.Command;

/// `race` as a person runs it.
@DisplayName("Race")
public class RaceTest {
  private static final String NO_CANCEL = "a future has no cancel";

  @TempDir Path folder;

  private static Command run(String... more) {
    var args = new ArrayList<>(List.of("race", "--rounds=1", "--warmup=0s", Command.CHEAP));
    args.addAll(List.of("--repetitions=1", "--racers=30", "--workers=2", "--operations=10"));
    args.addAll(List.of(more));
    return Command.jbang(args.toArray(String[]::new)).withoutTrace();
  }

  /// Measures all backends that are asked for.
  ///
  /// @return the reasons of those that are unsupported, by backend
  private Map<String, String> measure(int units, String metric, String... more) {
    var file = folder.resolve("race.json");
    var args = new ArrayList<>(List.of(more));
    args.add("--json=" + file);
    run(args.toArray(String[]::new)).exits(0);
    var without = new TreeMap<String, String>();
    for (var cell : ResultsFile.read(file).cells()) {
      if (!cell.ok()) {
        without.put(cell.backend(), cell.status() + ": " + cell.reason());
        continue;
      }
      assertEquals(units, cell.rounds().getFirst().ops(), cell.backend());
      assertTrue(value(cell, metric) > 0, cell.toString());
    }
    return without;
  }

  private static double value(Cell cell, String metric) {
    return cell.metrics().get(metric).value();
  }

  @Test
  @DisplayName("every loser of a race is counted at its end; where they run on: unsupported")
  void first() {
    var noRace = "unsupported: no race of operations";
    var runOn = "unsupported: " + NO_CANCEL + ": the losers run on";
    assertEquals(
        Map.of(
            "bare", noRace,
            "pekko", noRace,
            "pekko-1ms", noRace,
            "netty", "unsupported: no race of futures; PromiseCombiner waits for all",
            "vertx", runOn,
            "vertx-1", runOn,
            "completable-future",
                "unsupported: no future of a race cancels another: the losers run on"),
        measure(30, "result", "--backend=all"));
  }

  @Test
  @DisplayName("every sibling of a failure is counted at its end; where they run on: unsupported")
  void failure() {
    var threads =
        "unsupported: closing an executor waits for all tasks, and a failure interrupts none of"
            + " them";
    var vertx = "unsupported: " + NO_CANCEL + ", and join waits for all";
    assertEquals(
        Map.of(
            "bare", "unsupported: no way to go on after a failure",
            "platform-threads", threads,
            "virtual-threads", threads,
            "vertx", vertx,
            "vertx-1", vertx,
            "netty",
                "unsupported: PromiseCombiner waits for all futures, and a failure cancels none of"
                    + " them",
            "completable-future",
                "unsupported: allOf waits for all futures, and a failure cancels none of them"),
        measure(30, "result", "--backend=jvm,trio,asyncio", "--shape=failure"));
  }

  @Test
  @DisplayName("where the losers of a race run on, every request is tried twice")
  void hedge() {
    var all = "virtual-threads,mutiny,jox,vertx,completable-future,asyncio";
    assertEquals(Map.of(), measure(20, "latency_p99", "--shape=hedge", "--backend=" + all));
    for (var cell : ResultsFile.read(folder.resolve("race.json")).cells()) {
      if (List.of("vertx", "completable-future").contains(cell.backend()))
        assertEquals(100, value(cell, "second_tries"), cell.toString());
    }
  }

  @ParameterizedTest(name = "what loses a race on {0} runs on to its end, as it says")
  @ValueSource(strings = {"completable-future", "vertx"})
  void losersRunOn(String backend) throws Exception {
    try (var on = PlainBackends.open(backend)) {
      assertTrue(on.losersRunOn() != null && on.siblingsRunOn() != null);
      var ended = new CountDownLatch(1);
      var loses = on.after(on.sleep(Duration.ofMillis(200)), ended::countDown);
      on.start(on.race(2, i -> i == 0 ? on.sleep(Duration.ofMillis(1)) : loses)).await();
      assertTrue(ended.await(1, TimeUnit.MINUTES));
    }
  }

  @ParameterizedTest(name = "a failure on {0} lets its siblings run to their end, as it says")
  @ValueSource(strings = {"completable-future", "netty", "platform-threads", "virtual-threads"})
  void siblingsRunOn(String backend) throws Exception {
    try (var on = PlainBackends.open(backend)) {
      assertTrue(on.siblingsRunOn() != null);
      var ended = new CountDownLatch(1);
      var sibling = on.after(on.sleep(Duration.ofMillis(200)), ended::countDown);
      var fails =
          on.call(() -> {
            throw new IllegalStateException("planned");
          });
      var running = on.start(on.all(2, i -> i == 0 ? fails : sibling));
      assertTrue(ended.await(1, TimeUnit.MINUTES));
      running.cancel();
    }
  }

  @ParameterizedTest(name = "a library of the kind {0} posts no number on either runtime")
  @CsvSource({
    "keeps-losers, 'mutiny,asyncio', first, 29 of 29 losers do not end in 5 s",
    "runs-racers-twice, 'virtual-threads,trio', first, 'counted '",
    "runs-racers-twice, 'zio,asyncio', hedge, a first try was made",
  })
  void mutantPostsNoNumber(String mutant, String backends, String shape, String says) {
    var file = folder.resolve("mutant.json");
    run("--mutant=" + mutant, "--backend=" + backends, "--shape=" + shape, "--json=" + file)
        .exits(1);
    for (var cell : ResultsFile.read(file).cells()) {
      assertEquals("failed", cell.status(), cell.toString());
      assertTrue(cell.reason().contains(says), cell.toString());
    }
  }
}
