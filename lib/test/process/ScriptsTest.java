//DEPS org.junit.jupiter:junit-jupiter:6.1.3
//SOURCES ../../Library.java
//SOURCES ../support/Catalog.java
//SOURCES ../support/Command.java

package test.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import backend.Backends;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
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

  /// A backend of each kind of adapter, and the one that is resumed. Each scenario that not every
  /// library has is measured on all backends by a test of its own; Laws and Http test all, too.
  private static final List<String> EACH_KIND = List.of("structured", "bare", "asyncio");

  /// The backends of {@link #EACH_KIND} that have no separate place for code that computes.
  private static final Set<String> NOWHERE = Set.of("structured", "bare");

  /// Scenarios that need more than every library has. Each has a test of its own, which knows what
  /// the libraries lack.
  private static final Set<String> NOT_EVERYWHERE =
      Set.of("blocking_call", "channel", "context", "limiter", "race", "stream", "timeout");

  /// The shortest settings that still measure with an interval.
  private static final String[] BRIEF = {
    "--rounds", "2", "--warmup", "20ms", "--measure", "20ms", Command.CHEAP
  };

  /// For every scenario on every backend. One process has no interval.
  private static final String[] ONCE = {
    "--rounds", "1", "--warmup", "0s", "--repetitions", "1", "--timeout", "10m", Command.CHEAP
  };

  /// What a default run measures, as `--list` shows it.
  private static List<String> entries() {
    return Command.jbang("bench", "--list", "--backend=bare")
        .exits(0)
        .out()
        .lines()
        .skip(1)
        .takeWhile(line -> line.startsWith("  "))
        .map(line -> line.strip().split(" {2,}")[0])
        .toList();
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
    var entries = entries();
    int cells = entries.size() * EACH_KIND.size();
    jbang(ONCE, "bench", kinds, "--out", out.toString())
        .exits(0)
        .says("[%1$d/%1$d]".formatted(cells))
        .withoutTrace();
    var results = ResultsFile.read(out.resolve("latest.json"));
    assertEquals(cells, results.cells().size());
    assertEquals(
        new TreeSet<>(entries),
        results.variants().stream()
            .map(Variant::name)
            .collect(Collectors.toCollection(TreeSet::new)));
    assertEquals(
        new TreeSet<>(Catalog.scenarios()),
        results.cells().stream()
            .map(Cell::scenario)
            .collect(Collectors.toCollection(TreeSet::new)));
    for (var cell : results.cells()) assertSoundOrUnsupported(cell);
    assertEquals(
        results, ResultsFile.read(out.resolve(results.started().replace(':', '-') + ".json")));
    plots(out);
    resume(kinds, out, results);
  }

  private void plots(Path out) throws IOException {
    var all = out.resolve("latest.json");
    var pictures = drawn(all, "png");
    var results = ResultsFile.read(all);
    for (var variant : results.variants()) {
      var first = variant.cells().stream().filter(Cell::ok).findFirst().orElseThrow();
      var name = variant.name().replace(variant.scenario(), "").strip().replace(' ', '-');
      assertTrue(
          Stream.of(first.headline(), "latency", "overshoot_p99")
              .flatMap(metric ->
                  Stream.of("_" + name, "")
                      .map(of -> variant.scenario() + "_" + metric + of + ".png"))
              .anyMatch(pictures::contains),
          variant.name() + " in " + pictures);
    }
    var png = Files.readAllBytes(folder.resolve("png/io_bound_latency.png"));
    assertEquals("PNG", new String(png, 1, 3));
    var one = folder.resolve("one.json");
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
          + " and what it left out, and opens its page")
  void quickMeasuresFirstStudy() throws IOException {
    var out = folder.resolve("quick");
    var core =
        Backends.all().stream().filter(Backends.Entry::core).map(Backends.Entry::id).toList();
    assertTrue(core.size() >= 6, core + ": verdicts from few processes take six rows");
    int processes = 3 * core.size();
    var page = out.resolve("report.html");
    var said =
        Command.jbang(
                opening(folder.resolve("opened")),
                "bench",
                "--quick",
                "--rounds=1",
                "--warmup=20ms",
                "--measure=20ms",
                Command.CHEAP,
                "--open",
                "--out=" + out)
            .exits(0)
            .says("%d processes in 1 round, each with a warm-up: about ".formatted(processes))
            .says("After round 1, task_spawn: any row may be best.")
            .says("Left out: scenarios task_spawn sleep 1ms, cpu_mixed, http_echo, footprint, ch")
            .says(", tree; backends platform-threads");
    assertFalse(said.err().contains("WARNING"), said.err());
    var lines = said.out().lines().toList();
    assertEquals(
        List.of(
            "Found: of 3 tables it cannot be told yet which row is best.",
            "Results: " + out.resolve("latest.json"),
            "Opened: %s; ./jbang bench --quick --scenario all --backend all, or ./jbang bench, for more."
                .formatted(page)),
        lines.subList(lines.size() - 3, lines.size()));
    assertEquals(page.toString(), Files.readString(folder.resolve("opened")).strip());
    assertTrue(Files.readString(page).startsWith("<!DOCTYPE html>"));
    var results = ResultsFile.read(out.resolve("latest.json"));
    assertEquals(List.of("task_spawn", "io_bound", "cancellation"), results.scenarios());
    for (var scenario : results.scenarios())
      assertEquals(core, results.of(scenario).stream().map(Cell::backend).toList());
  }

  /// An environment in which opening a page writes its place into a file.
  private Map<String, String> opening(Path file) throws IOException {
    var opener = folder.resolve("bin/xdg-open");
    Files.createDirectories(opener.getParent());
    Files.writeString(opener, "#!/bin/sh\necho \"$1\" > '" + file + "'\n");
    assertTrue(opener.toFile().setExecutable(true));
    return Map.of("PATH", opener.getParent() + File.pathSeparator + System.getenv("PATH"));
  }

  private void resume(String kinds, Path out, Results full) throws IOException {
    var kept =
        full.cells().stream().filter(cell -> cell.ok() && !cell.backend().equals("bare")).toList();
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

  /// If a library lacks a kind of client, a place for code that computes, or what a scenario needs
  /// that not every library has, its cell says so.
  private static void assertSoundOrUnsupported(Cell cell) {
    boolean lacking =
        NOT_EVERYWHERE.contains(cell.scenario())
            || Set.of("same", "wire").contains(cell.params().getOrDefault("client", ""))
            || "true".equals(cell.params().get("offload")) && NOWHERE.contains(cell.backend());
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
