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
import result.ResultsFile;
import test.support.Command;

/// `context` as a person runs it.
@DisplayName("Context")
public class ContextTest {
  private static final String MUTINY = "the tasks of a subscription share its context";
  private static final String VERTX = "the tasks of a verticle share its context";

  /// Those that cannot carry a value, and why.
  private static final Map<String, String> LACKING =
      new TreeMap<>(
          Map.of(
              "bare", "no context that goes with a task",
              "completable-future",
                  "no context; a thread of the pool takes over nothing from who calls it",
              "mutiny", MUTINY,
              "netty", "no context of a task; attributes belong to a channel",
              "pekko", "no context that goes with a task",
              "pekko-1ms", "no context that goes with a task",
              "rxjava", "no context; a stream carries nothing but its items",
              "vertx", VERTX,
              "vertx-1", VERTX));

  @TempDir Path folder;

  private static Command context(String... more) {
    var args = new ArrayList<>(List.of("context", "--rounds=1", "--warmup=0s", "--repetitions=1"));
    args.addAll(List.of(Command.CHEAP, "--tasks=10", "--hops=20"));
    args.addAll(List.of(more));
    return Command.jbang(args.toArray(String[]::new));
  }

  @Test
  @DisplayName("every hop is counted; libraries without a context of a task say why")
  void everyHopIsCounted() {
    var file = folder.resolve("context.json");
    context("--backend=all", "--values=8", "--json=" + file).exits(0).withoutTrace();
    var lacking = new TreeMap<String, String>();
    for (var cell : ResultsFile.read(file).cells()) {
      if (cell.ok()) {
        assertEquals(200, cell.rounds().getFirst().ops(), cell.backend());
        assertTrue(cell.metrics().get("hop").value() > 0, cell.toString());
      } else {
        assertEquals("unsupported", cell.status(), cell.toString());
        lacking.put(cell.backend(), cell.reason());
      }
    }
    assertEquals(LACKING, lacking);
  }

  @Test
  @DisplayName("without values, the same program runs everywhere")
  void nothingToCarry() {
    var file = folder.resolve("context.json");
    context("--backend=bare,vertx,pekko,trio", "--values=0", "--json=" + file).exits(0);
    for (var cell : ResultsFile.read(file).cells())
      assertEquals(200, cell.rounds().getFirst().ops(), cell.toString());
  }

  @ParameterizedTest(
      quoteTextArguments = false,
      name = "a library that {0} posts no number on {1}: {2}")
  @CsvSource(
      delimiter = '|',
      value = {
        "forgets-value | virtual-threads,reactor,trio | saw none",
        "gives-neighbours-value | kotlin-coroutines,anyio-asyncio | saw value"
      })
  void wrongValuePostsNoNumber(String mutant, String backends, String seen) {
    context("--mutant=" + mutant, "--backend=" + backends, "--values=2")
        .refuses(backends, seen)
        .refuses(backends, "in its child")
        .withoutTrace();
  }

  @Test
  @DisplayName("fewer hops than values are refused before anything runs")
  void everyValueIsRead() {
    context("--values=21").exits(2).says("--hops 20: a hop reads one value, and there are");
  }
}
