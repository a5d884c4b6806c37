//DEPS org.junit.jupiter:junit-jupiter:6.1.3
//SOURCES ../../Library.java
//SOURCES ../support/Catalog.java
//SOURCES ../support/Command.java

package test.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import backend.Backends;
import cli.Durations;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import laws.Law;
import laws.Laws;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import process.Conformance;
import process.Python;
import result.Json;
import result.ResultsFile;
import test.support.Catalog;
import test.support.Command;

/// The backends in Python, used through the protocol of their worker.
@DisplayName("Python")
public class PythonTest {
  @TempDir static Path folder;

  static List<String> backends() {
    return Backends.on("python").stream().map(Backends.Entry::id).toList();
  }

  private static JsonNode list() throws IOException {
    var command = Python.here(null).command("--list");
    return Json.read(
        Command.run(Map.of(), "", command.toArray(String[]::new)).exits(0).out(), JsonNode.class);
  }

  private static List<String> texts(JsonNode array) {
    var texts = new ArrayList<String>();
    array.forEach(text -> texts.add(text.asText()));
    return texts;
  }

  @Test
  @DisplayName("the worker has the backends, the scenarios and the laws that the JVM's have")
  void workerMatchesJvm() throws IOException {
    assertEquals(backends(), texts(list().get("backends")));
    assertEquals(Catalog.scenarios(), texts(list().get("scenarios")).stream().sorted().toList());
    assertEquals(Laws.all().stream().map(Law::sentence).toList(), texts(list().get("laws")));
    assertTrue(list().get("mutants").size() >= 12, "mutants: " + list().get("mutants"));
  }

  @ParameterizedTest(name = "{0} keeps every law")
  @MethodSource("backends")
  void backendKeepsEveryLaw(String backend) {
    var outcomes = Conformance.check(Backends.find(backend).orElseThrow(), null, "", null);
    assertEquals(Laws.all().size(), outcomes.size());
    assertEquals(List.of(), outcomes.stream().filter(one -> one.broken() != null).toList());
  }

  static Stream<String> mutants() throws IOException {
    var names = new ArrayList<String>();
    list().get("mutants").fieldNames().forEachRemaining(names::add);
    return names.stream();
  }

  /// The backends take turns: the position of a mutant in the list determines its backend.
  @ParameterizedTest(name = "refuse {0}")
  @MethodSource("mutants")
  void mutantIsRejected(String mutant) throws IOException {
    int place = mutants().toList().indexOf(mutant);
    var backend = backends().get(place % backends().size());
    var law = list().get("mutants").get(mutant).asText();
    var outcomes = Conformance.check(Backends.find(backend).orElseThrow(), null, law, mutant);
    assertTrue(
        outcomes.stream().anyMatch(one -> one.law().equals(law) && one.broken() != null),
        mutant + " on " + backend + " keeps the law: " + law);
  }

  @Test
  @DisplayName("a wrong adapter posts no number on any of them")
  void mutantPostsNoNumber() {
    var file = folder.resolve("mutant.json");
    Command.jbang(
            "task-spawn",
            "--backend=python",
            "--mutant=drops-one-in-10000",
            "--rounds=1",
            "--quick",
            "--warmup=20ms",
            "--measure=20ms",
            Command.CHEAP,
            "--json=" + file)
        .exits(1)
        .says("counted 9999 tasks instead of 10000")
        .withoutTrace();
    for (var cell : ResultsFile.read(file).cells()) {
      assertEquals("failed", cell.status(), cell.backend());
      assertEquals(Map.of(), cell.metrics());
    }
  }

  @Test
  @DisplayName("without a Python, its cells are skipped with the reason and a remedy, exit code 0")
  void withoutPythonCellsAreSkipped() {
    var file = folder.resolve("skipped.json");
    Command.jbang(
            "task-spawn",
            "--backend=bare,trio",
            "--python=/bin/true",
            "--rounds=1",
            "--quick",
            "--warmup=20ms",
            "--measure=20ms",
            Command.CHEAP,
            "--json=" + file)
        .exits(0)
        .says("trio: skipped: /bin/true is not a Python 3.11 or newer")
        .says("--python PATH")
        .withoutTrace();
    assertEquals("ok", ResultsFile.read(file).cell("task_spawn", "bare").orElseThrow().status());
  }

  @Test
  @DisplayName(
      "without the cache and the network, what Python has itself is measured and the rest is"
          + " skipped, exit code 0")
  void withoutNetworkRestIsSkipped() throws IOException {
    var file = folder.resolve("offline.json");
    var cut =
        Map.of(
            "XDG_CACHE_HOME", Files.createDirectory(folder.resolve("cache")).toString(),
            "JBANG_WRAPPER_CACHE", System.getProperty("user.home") + "/.cache/jbang-wrapper",
            "PIP_INDEX_URL", "http://127.0.0.1:9/",
            "PIP_CONFIG_FILE", "/dev/null",
            "UV_DEFAULT_INDEX", "http://127.0.0.1:9/",
            "UV_OFFLINE", "1");
    Command.jbang(
            cut,
            "task-spawn",
            "--backend=asyncio,trio",
            "--rounds=1",
            "--quick",
            "--warmup=20ms",
            "--measure=20ms",
            "--json=" + file)
        .exits(0)
        .says("trio: skipped: No module named 'trio'")
        .says("pip install")
        .withoutTrace();
    var results = ResultsFile.read(file);
    assertEquals("ok", results.cell("task_spawn", "asyncio").orElseThrow().status());
    assertEquals("skipped", results.cell("task_spawn", "trio").orElseThrow().status());
    Command.jbang(cut, "bench", "--list", "--backend=asyncio,trio")
        .exits(0)
        .says("could not be installed the last time: the libraries could not be installed: ");
  }

  @Test
  @DisplayName("variables that change a JVM or an interpreter do not reach a worker")
  void variablesDoNotReachWorker() {
    var file = folder.resolve("variables.json");
    var set = Map.of("JAVA_TOOL_OPTIONS", "-Dseen=yes", "PYTHONSAFEPATH", "1");
    var run =
        Command.jbang(
                set,
                "task-spawn",
                "--backend=bare,asyncio",
                "--rounds=1",
                "--quick",
                "--warmup=20ms",
                "--measure=20ms",
                "--verbose",
                Command.CHEAP,
                "--json=" + file)
            .exits(0)
            .says("JAVA_TOOL_OPTIONS is '-Dseen=yes'");
    // A JVM prints this if it has found the variable.
    assertTrue(run.err().contains("Picked up"), run.err());
    assertFalse(run.err().contains("bare: Picked up"), run.err());
    var results = ResultsFile.read(file);
    for (var backend : List.of("bare", "asyncio"))
      assertEquals("ok", results.cell("task_spawn", backend).orElseThrow().status());
  }

  @ParameterizedTest(name = "a warm-up of up to {0} has {1} repetitions or more")
  @CsvSource({"0s, 0", "1s, 1"})
  void warmUpIsDrawn(String longest, int least) throws IOException {
    var request =
        """
        {"warmup_ns": 0, "longest_warmup_ns": %d, "measure_ns": 0, "repetitions": 1, "seed": 1,
         "expected": 1, "unit": "tasks", "measures": "throughput", "inputs": {}, "asked": [],
         "params": {"tasks": 1, "sleep": 1000}, "text": {"tasks": "1", "sleep": "1us"}}
        """;
    var file = folder.resolve("request.json");
    Files.writeString(file, request.formatted(new Durations().convert(longest).toNanos()));
    var command =
        Python.here(null)
            .command("--backend=asyncio", "--scenario=task_spawn", "--request=" + file);
    var run = Command.run(Map.of(), "", command.toArray(String[]::new)).exits(0);
    int warmups = Json.read(run.out(), JsonNode.class).get("warmup_repetitions").asInt();
    assertTrue(least == 0 ? warmups == 0 : warmups >= least, run.out());
  }

  @Test
  @DisplayName("a report longer than a pipe comes whole, though a signal interrupts the writing")
  void longReportComesWhole() throws Exception {
    var command = Python.here(null).command("--backend=asyncio", "--scenario=task_spawn");
    command.addAll(List.of("--set", "tasks=1", "--warmup=0s", "--repetitions=2000"));
    command.add(1, "-u");
    var worker = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    try (var said = worker.getInputStream()) {
      int pipe = 65_536;
      while (worker.isAlive() && said.available() < pipe) Thread.sleep(10);
      var kill = "kill -s STOP %1$d && kill -s CONT %1$d".formatted(worker.pid());
      Command.run(Map.of(), "", "sh", "-c", kill).exits(0);
      var report = new String(said.readAllBytes(), StandardCharsets.UTF_8);
      assertTrue(report.length() > pipe, report);
      assertEquals("ok", Json.read(report, JsonNode.class).get("status").asText());
    } finally {
      worker.destroyForcibly();
    }
  }

  @Test
  @DisplayName("the release of each library in the list is the one that the worker asks for")
  void listedReleasesAreMeasured() throws IOException {
    var worker = Files.readString(cli.Project.root().resolve("lib/python/worker.py"));
    for (var backend : Backends.on("python")) {
      if (backend.id().equals("asyncio")) continue;
      var pin =
          "\"" + backend.library().toLowerCase(java.util.Locale.ROOT) + "==" + backend.version();
      assertTrue(worker.contains(pin), pin);
    }
  }
}
