//DEPS org.junit.jupiter:junit-jupiter:6.1.3
//SOURCES ../../Library.java
//SOURCES ../support/Command.java

package test.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import result.Cell;
import result.Results;
import result.ResultsFile;
import test.support.Command;

/// `stream` as a person runs it.
@DisplayName("Stream")
public class StreamTest {
  private static final String NONE = "no operators on streams of items";
  private static final String PIPE = "a ReadStream has a pipe to a WriteStream, but no operators";

  /// Why a backend has no number. All others have one.
  private static final Map<String, String> LACKING =
      Map.of(
          "bare",
          NONE,
          "netty",
          NONE,
          "vertx",
          PIPE,
          "vertx-1",
          PIPE,
          "completable-future",
          "the JDK has the interfaces of Flow and a publisher, but no operators",
          "jox",
          "its Flow is an artifact of its own, which the registry did not have");

  @TempDir Path folder;

  private static Command once(String... more) {
    var args = List.of("stream", "--rounds=1", "--repetitions=1", "--warmup=0s", Command.CHEAP);
    return Command.jbang(Stream.concat(args.stream(), Stream.of(more)).toArray(String[]::new));
  }

  private Results measure(String... more) {
    var file = folder.resolve("stream.json");
    once(Stream.concat(Stream.of("--json=" + file), Stream.of(more)).toArray(String[]::new))
        .exits(0)
        .withoutTrace();
    return ResultsFile.read(file);
  }

  private static double inFlight(Cell cell) {
    return cell.metrics().get("in_flight").value();
  }

  @Test
  @DisplayName("every library that has streams passes each item on once, the others say why not")
  void everyItemIsCounted() {
    var reasons = new TreeMap<String, String>();
    for (var cell : measure("--backend=all", "--items=1001").cells()) {
      if (cell.status().equals("unsupported")) reasons.put(cell.backend(), cell.reason());
      else assertEquals(1001, cell.rounds().getFirst().ops(), cell.toString());
    }
    assertEquals(new TreeMap<>(LACKING), reasons);
  }

  @Test
  @DisplayName("the most items under way are those that the buffers of the stages hold")
  void demandIsBounded() {
    var args = List.of("--items=12000", "--parallelism=4", "--batch=10", "--delay=0ms");
    var names = new TreeSet<String>();
    for (var cell :
        measure(
                Stream.concat(
                        args.stream(), Stream.of("--backend=reactor,rxjava,virtual-threads,trio"))
                    .toArray(String[]::new))
            .cells()) {
      names.add(cell.backend());
      // Three queues of 256 before the asynchronous stage, one after it, and one of batches.
      int most = cell.backend().equals("virtual-threads") ? 1_400 : 40;
      assertTrue(inFlight(cell) >= 4 && inFlight(cell) <= most, cell.toString());
    }
    assertEquals(4, names.size());
  }

  @Test
  @DisplayName("with --delay, every item waits on the library's timer")
  void itemsWait() {
    var results =
        measure(
            "--backend=mutiny,kotlin-coroutines,zio,cats-effect,pekko,platform-threads,asyncio",
            "--items=32",
            "--delay=20ms",
            "--batch=1");
    assertEquals(7, results.cells().size());
    for (var cell : results.cells()) {
      // 16 items, 8 at once.
      long elapsed = cell.rounds().getFirst().repetitions().getFirst().elapsedNs();
      assertTrue(elapsed > 39_000_000, cell.backend() + " took " + elapsed + " ns");
    }
  }

  @ParameterizedTest(quoteTextArguments = false, name = "{0} posts no number on {1}: {2}")
  @CsvSource(
      delimiter = ';',
      value = {
        "drops-an-item; trio; counted 19999 items instead of 20000",
        "doubles-an-item; virtual-threads; counted 20001 items instead of 20000",
        "floods; kotlin-coroutines,asyncio; items were under way at once, and not at most 10,000",
        "skips-requests; rxjava; the items at the sink have the sum"
      })
  void mutantPostsNoNumber(String mutant, String backends, String says) {
    once("--mutant=" + mutant, "--backend=" + backends).refuses(backends, says).withoutTrace();
  }
}
