//DEPS org.junit.jupiter:junit-jupiter:6.1.3
//SOURCES ../../Library.java
//SOURCES ../support/Command.java

package test.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import backend.Backends;
import backend.Unsupported;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
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

/// `cpu_mixed` as a person runs it.
@DisplayName("CPU mixed")
public class CpuMixedTest {
  @TempDir Path folder;

  private Results measure(String... more) {
    var file = folder.resolve("mixed.json");
    var args = new ArrayList<>(List.of("cpu-mixed", "--rounds=1", "--warmup=0s"));
    args.addAll(List.of("--repetitions=1", "--workers=10", "--operations=20", "--json=" + file));
    args.add(Command.CHEAP);
    args.addAll(List.of(more));
    Command.jbang(args.toArray(String[]::new)).exits(0).withoutTrace();
    return ResultsFile.read(file);
  }

  private static long waits(Cell cell) {
    return Histograms.decode(cell.rounds().getFirst().latency()).getTotalCount();
  }

  private static double value(Cell cell, String metric) {
    return cell.metrics().get(metric).value();
  }

  @Test
  @DisplayName(
      "the same operations compute on both runtimes, all are counted, and latencies are those of"
          + " the others")
  void runtimesComputeSameOperations() {
    var results = measure("--backend=bare,asyncio", "--share=50");
    var waits = new TreeSet<Long>();
    for (var cell : results.cells()) {
      assertEquals(200, cell.rounds().getFirst().ops());
      waits.add(waits(cell));
    }
    assertEquals(1, waits.size(), "waits: " + waits);
    assertTrue(waits.first() > 60 && waits.first() < 140, "waits: " + waits);
  }

  @Test
  @DisplayName("who computes on a single thread holds up the others and the heartbeat")
  void computingDelaysHeartbeat() {
    var results = measure("--backend=bare", "--share=0,30", "--burn=20ms");
    var none = results.cells().getFirst();
    var some = results.cells().getLast();
    assertEquals(200, waits(none));
    assertTrue(value(some, "heartbeat_max") > 15, "heartbeat: " + some.metrics());
    assertTrue(value(some, "overshoot_p99") > 15, "overshoot: " + some.metrics());
    assertTrue(value(some, "cpu_per_op") > 3_000, "30 % of 20 ms are 6 ms: " + some.metrics());
  }

  @Test
  @DisplayName(
      "--offload computes where the library wants it; where it has no such place: unsupported")
  void offloadNeedsAPlaceToCompute() {
    var results = measure("--backend=all", "--offload", "--burn=1ms");
    for (var cell : results.cells()) {
      var expected = lacking(cell.backend()) ? "unsupported" : "ok";
      assertEquals(expected, cell.status(), cell.toString());
      if (cell.ok()) assertEquals(200, cell.rounds().getFirst().ops(), cell.backend());
    }
    assertTrue(lacking("virtual-threads") && !lacking("vertx"));
  }

  private static boolean lacking(String backend) {
    var entry = Backends.find(backend).orElseThrow();
    if (entry.runtime().equals("python")) return false;
    try (var on = entry.open()) {
      on.blocking(() -> {});
      return false;
    } catch (Unsupported e) {
      return true;
    }
  }

  @ParameterizedTest(
      quoteTextArguments = false,
      name = "an adapter of the kind {0} posts no number: counted {1} with {2}")
  @CsvSource({
    "drops-one-in-10000, 9999, --backend=trio --workers=10000 --operations=1 --share=0",
    "drops-code, 180, --backend=virtual-threads --workers=10 --operations=20 --share=100",
    "drops-code, 180, --backend=vertx --workers=10 --operations=20 --share=100 --offload",
    "runs-code-twice, 400, --backend=virtual-threads --workers=10 --operations=20 --share=100"
  })
  void miscountingMutantPostsNoNumber(String mutant, int counted, String options) {
    var args = new ArrayList<>(List.of("cpu-mixed", "--mutant=" + mutant, "--rounds=1", "--quick"));
    args.addAll(List.of("--warmup=20ms", "--measure=20ms", Command.CHEAP));
    args.addAll(List.of(options.split(" ")));
    Command.jbang(args.toArray(String[]::new))
        .exits(1)
        .says("counted " + counted + " ops instead of")
        .withoutTrace();
  }
}
