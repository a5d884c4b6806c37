//DEPS org.junit.jupiter:junit-jupiter:6.1.3
//SOURCES ../../Library.java
//SOURCES ../support/Catalog.java
//SOURCES ../support/Command.java

package test.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import backend.Backends;
import backend.Http;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import result.Cell;
import result.Results;
import result.ResultsFile;
import result.Variant;
import test.support.Catalog;
import test.support.Command;

@DisplayName("Scripts")
public class ScriptsTest {
  @TempDir Path folder;

  /// One backend of each kind of adapter, including the one that is resumed. Laws and Http test all
  /// backends.
  private static final List<String> EACH_KIND =
      List.of("structured", "netty", "bare", "asyncio", "anyio-asyncio");

  /// The backends of {@link #EACH_KIND} that have no separate place for code that computes.
  private static final Set<String> NOWHERE = Set.of("structured", "bare");

  /// The shortest settings that still measure with an interval.
  private static final String[] BRIEF = {
    "--rounds", "2", "--warmup", "20ms", "--measure", "20ms", Command.CHEAP
  };

  /// For every scenario on every backend. One process has no interval.
  private static final String[] ONCE = {
    "--rounds", "1", "--warmup", "0s", "--repetitions", "1", "--timeout", "10m", Command.CHEAP
  };

  /// The number of entries in a default run. Two of the scenarios are measured in two ways each,
  /// two in three, and another one with each kind of client.
  private static int entries() throws IOException {
    return Catalog.scenarios().size() + 1 + 1 + 2 + 2 + Http.Client.values().length - 1;
  }

  private static Command jbang(String[] more, String... args) {
    return Command.jbang(
        Stream.concat(Stream.of(args), Arrays.stream(more)).toArray(String[]::new));
  }

  @Test
  @DisplayName("a scenario measures by itself, prints a table and stores with --json")
  void scenarioMeasuresAndStores() {
    var file = folder.resolve("io.json");
    jbang(
            BRIEF,
            "scripts/io_bound.java",
            "--backend",
            "virtual-threads,structured",
            "--workers",
            "50",
            "--operations",
            "20",
            "--json",
            file.toString())
        .exits(0)
        .says("io_bound (workers 50, operations 20, mean 5ms, grain 1ms)")
        .says("throughput ops/s")
        .says("(ideal)")
        .says("virtual-threads")
        .says("structured")
        .withoutTrace();
    var results = ResultsFile.read(file);
    assertEquals(2, results.cells().size());
    for (var cell : results.cells()) {
      assertSound(cell, 2);
      assertEquals(1000, cell.rounds().getFirst().repetitions().getFirst().ops());
      var p95 = cell.metrics().get("latency_p95");
      assertTrue(p95.value() >= p95.ideal(), "p95 " + p95 + " beats the delays themselves");
    }
  }

  @Test
  @DisplayName(
      "the runner fills every cell of every scenario, plot draws all of them, and --resume repeats"
          + " none of the good ones")
  void runnerFillsEveryCell() throws IOException {
    var out = folder.resolve("results");
    var kinds = "--backend=" + String.join(",", EACH_KIND);
    int cells = entries() * EACH_KIND.size();
    jbang(ONCE, "bench", kinds, "--out", out.toString())
        .exits(0)
        .says("[%1$d/%1$d]".formatted(cells))
        .withoutTrace();
    var results = ResultsFile.read(out.resolve("latest.json"));
    assertEquals(cells, results.cells().size());
    assertEquals(
        List.of(
            "task_spawn sleep 500us",
            "task_spawn sleep 1ms",
            "cpu_mixed offload false",
            "cpu_mixed offload true",
            "http_echo client own",
            "http_echo client same",
            "http_echo client wire",
            "context values 0",
            "context values 1",
            "context values 8",
            "tree shape skynet",
            "tree shape io",
            "tree shape mixed"),
        results.variants().stream().map(Variant::name).filter(name -> name.contains(" ")).toList());
    for (var cell : results.cells()) assertSoundOrUnsupported(cell);
    assertEquals(
        results, ResultsFile.read(out.resolve(results.started().replace(':', '-') + ".json")));
    plots(out);
    resume(kinds, out, results);
  }

  private void plots(Path out) throws IOException {
    var all = out.resolve("latest.json");
    var pictures =
        new TreeSet<>(
            Set.of(
                "blocking_call_heartbeat_max.png",
                "blocking_call_throughput.png",
                "cancellation_settle.png",
                "context_latency_values-1.png",
                "context_latency_values-8.png",
                "context_throughput.png",
                "context_throughput_by_values.png",
                "context_throughput_values-1.png",
                "context_throughput_values-8.png",
                "cpu_mixed_heartbeat_max.png",
                "cpu_mixed_heartbeat_max_offload-true.png",
                "cpu_mixed_latency_offload-true.png",
                "cpu_mixed_overshoot_p99.png",
                "cpu_mixed_overshoot_p99_offload-true.png",
                "footprint_bytes_per_task.png",
                "footprint_release.png",
                "http_echo_latency_client-same.png",
                "http_echo_latency_client-wire.png",
                "http_echo_throughput.png",
                "http_echo_throughput_client-same.png",
                "http_echo_throughput_client-wire.png",
                "io_bound_latency_p95.png",
                "io_bound_throughput.png",
                "task_spawn_latency_sleep-1ms.png",
                "task_spawn_throughput.png",
                "task_spawn_throughput_sleep-1ms.png",
                "tree_latency_shape-io.png",
                "tree_latency_shape-mixed.png",
                "tree_tree.png",
                "tree_tree_shape-io.png",
                "tree_tree_shape-mixed.png"));
    for (var scenario : Catalog.scenarios()) pictures.add(scenario + "_latency.png");
    assertEquals(pictures, new TreeSet<>(drawn(all, "png")));
    var png = Files.readAllBytes(folder.resolve("png/io_bound_latency.png"));
    assertEquals("PNG", new String(png, 1, 3));
    var one = folder.resolve("one.json");
    var results = ResultsFile.read(all);
    ResultsFile.write(one, results.with(results.of("cancellation")));
    assertEquals(Set.of("cancellation_latency.svg", "cancellation_settle.svg"), drawn(one, "svg"));
    assertTrue(Files.readString(folder.resolve("svg/cancellation_settle.svg")).contains("<svg"));
  }

  private Set<String> drawn(Path results, String format) throws IOException {
    var into = folder.resolve(format);
    Command.jbang("plot", results.toString(), "--out", into.toString(), "--format", format)
        .exits(0)
        .withoutTrace();
    try (var files = Files.list(into)) {
      return files.map(file -> file.getFileName().toString()).collect(Collectors.toSet());
    }
  }

  @Test
  @DisplayName(
      "bench --quick measures the scenarios of the first study on the core, says what may be best"
          + " and what it left out")
  void quickMeasuresFirstStudy() {
    var out = folder.resolve("quick");
    var core =
        Backends.all().stream().filter(Backends.Entry::core).map(Backends.Entry::id).toList();
    assertTrue(core.size() >= 6, core + ": verdicts from few processes take six rows");
    int processes = 3 * core.size();
    var said =
        Command.jbang(
                "bench",
                "--quick",
                "--rounds=1",
                "--warmup=20ms",
                "--measure=20ms",
                Command.CHEAP,
                "--out=" + out)
            .exits(0)
            .says("%d processes in 1 round, each with a warm-up: about ".formatted(processes))
            .says("After round 1, task_spawn: any row may be best.")
            .says(
                "Left out: scenarios task_spawn sleep 1ms, cpu_mixed, http_echo, footprint,"
                    + " blocking_call, context, tree;"
                    + " backends platform-threads")
            .says("More: ./jbang bench --quick --scenario all --backend all. All: ./jbang bench");
    assertFalse(said.err().contains("WARNING"), said.err());
    assertTrue(said.out().indexOf("Left out") > said.out().indexOf("Results: "), said.out());
    var results = ResultsFile.read(out.resolve("latest.json"));
    assertEquals(List.of("task_spawn", "io_bound", "cancellation"), results.scenarios());
    for (var scenario : results.scenarios())
      assertEquals(core, results.of(scenario).stream().map(Cell::backend).toList());
  }

  private void resume(String kinds, Path out, Results full) throws IOException {
    var kept =
        full.cells().stream()
            .filter(cell -> cell.ok() && !cell.backend().equals("structured"))
            .toList();
    int lacking = full.cells().size() - kept.size();
    ResultsFile.write(out.resolve("latest.json"), full.with(kept));
    jbang(ONCE, "bench", kinds, "--out", out.toString(), "--resume")
        .exits(0)
        .says("[%1$d/%1$d]".formatted(lacking))
        .withoutTrace();
    var resumed = ResultsFile.read(out.resolve("latest.json"));
    assertEquals(full.cells().size(), resumed.cells().size());
    for (var cell : kept)
      if (cell.ok()) assertTrue(resumed.cells().contains(cell), cell.toString());
    for (var cell : resumed.cells()) assertSoundOrUnsupported(cell);
    jbang(ONCE, "bench", kinds, "--seed", "7", "--out", out.toString(), "--resume")
        .exits(2)
        .says("other settings")
        .withoutTrace();
  }

  /// If a library lacks a kind of client, a place for code that computes or blocks, or a context, its
  /// cell says so.
  private static void assertSoundOrUnsupported(Cell cell) {
    boolean lacking =
        Set.of("same", "wire").contains(cell.params().getOrDefault("client", ""))
            || "true".equals(cell.params().get("offload")) && NOWHERE.contains(cell.backend())
            || cell.scenario().equals("blocking_call") && cell.backend().equals("bare")
            || cell.scenario().equals("context") && Set.of("netty", "bare").contains(cell.backend());
    if (lacking && cell.status().equals("unsupported")) assertFalse(cell.reason().isBlank());
    else assertSound(cell, 1);
  }

  /// Every number can be computed from the rounds that are stored with it.
  private static void assertSound(Cell cell, int rounds) {
    assertEquals("ok", cell.status(), cell.toString());
    assertEquals(rounds, cell.rounds().size());
    for (var metric : cell.metrics().entrySet()) {
      var m = metric.getValue();
      boolean bounded = m.low() != null && m.high() != null;
      assertEquals(rounds > 1, bounded, cell.scenario() + " " + metric);
      assertTrue(
          !bounded || m.low() <= m.value() && m.value() <= m.high(),
          cell.scenario() + " " + metric);
    }
    var perProcess =
        cell.rounds().stream()
            .mapToDouble(round ->
                round.ops()
                    * 1e9
                    / round.repetitions().stream().mapToLong(r -> r.elapsedNs()).sum());
    if (cell.metrics().containsKey("throughput")) {
      double mean = Math.exp(perProcess.map(Math::log).average().orElseThrow());
      assertEquals(mean, cell.metrics().get("throughput").value(), 1e-6 * mean);
    }
  }

  /// Backends that keep the laws are measured in CommandsTest.
  @Test
  @DisplayName("--verify checks the laws first; who breaks one posts no number")
  void verifyRejectsBrokenLaws() {
    var file = folder.resolve("verified.json").toString();
    // 200,000 children do not fit into such a small heap. Either the check of the laws fails or the
    // process ends.
    Command.jbang(
            "task-spawn",
            "--verify",
            "--backend",
            "structured",
            "--jvm-arg=-Xmx40m",
            "--json",
            file)
        .exits(1)
        .says("structured: failed")
        .withoutTrace();
    var refused = ResultsFile.read(Path.of(file)).cells().getFirst();
    assertEquals("failed", refused.status());
    assertEquals(List.of(), refused.rounds());
  }
}
