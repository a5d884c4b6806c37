//DEPS org.junit.jupiter:junit-jupiter:6.1.3
//DEPS org.openjdk.jmh:jmh-core:1.37
//SOURCES ../../Library.java
//SOURCES ../support/Command.java
//SOURCES ../support/Rows.java

package test.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import module java.base;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import export.Form;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.results.BenchmarkResult;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.ResultRole;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.results.ThroughputResult;
import org.openjdk.jmh.results.format.ResultFormatFactory;
import org.openjdk.jmh.results.format.ResultFormatType;
import org.openjdk.jmh.runner.IterationType;
import org.openjdk.jmh.runner.WorkloadParams;
import org.openjdk.jmh.runner.options.TimeValue;
import org.opentest4j.TestAbortedException;
import process.Python;
import result.Cell;
import result.Host;
import result.Metric;
import result.Results;
import result.ResultsFile;
import result.Round;
import test.support.Command;
import test.support.Rows;

/// Each form of a report, read by the program that it is for. The strings of the results are
/// hostile.
@DisplayName("Exports")
public class ExportTest {
  private static final String HOSTILE =
      "=a \"b\", {c}\\d\r\n# EOF\nBenchmarkX 1 1 s/../`é`'$(id);|";

  @TempDir static Path folder;
  private static Results results;
  private static Path file;

  /// Three processes of a good backend, one of a hostile one, and a cell that failed.
  @BeforeAll
  static void before() {
    var good = Rows.results().cells().getFirst();
    var round = good.rounds().getFirst();
    var three = new ArrayList<Round>();
    for (int i = 0; i < 3; i++) {
      var repetition = round.repetitions().getFirst();
      three.addAll(
          Rows.cell("x", 1e12 / (repetition.elapsedNs() + i)).rounds().stream()
              .map(one ->
                  new Round(
                      three.size() + 1,
                      three.size() + 4,
                      one.repetitions(),
                      round.latency(),
                      null,
                      0,
                      null,
                      2,
                      1,
                      List.of(),
                      null))
              .toList());
    }
    var metrics = new LinkedHashMap<>(good.metrics());
    metrics.put("latency_p50", new Metric("ms", "lower", 0.1 + 0.2, 0.25, 1.0 / 3, null));
    var measured = good.with(metrics, List.of(), three);
    results =
        Rows.results()
            .with(
                List.of(
                    measured,
                    hostile("ok", good.metrics(), good.rounds()),
                    hostile("failed", Map.of(), List.of())));
    file = folder.resolve("results.json");
    ResultsFile.write(file, results);
  }

  private static Cell hostile(String status, Map<String, Metric> metrics, List<Round> rounds) {
    return new Cell(
        "task_spawn",
        HOSTILE + status,
        "jvm",
        HOSTILE,
        HOSTILE,
        HOSTILE,
        "tasks",
        1,
        HOSTILE,
        Map.of(HOSTILE, HOSTILE),
        status,
        HOSTILE,
        "throughput",
        metrics,
        List.of(HOSTILE),
        rounds);
  }

  private static Path written(String form) {
    var out = folder.resolve(form);
    Command.jbang("report", file.toString(), "--format", form, "--out", out.toString())
        .exits(0)
        .says("Written: " + out);
    return out;
  }

  /// What a program says about a file; skipped where the program is missing.
  private static String reads(String remedy, String... line) {
    var there = Command.run(Map.of(), "", "sh", "-c", "command -v " + line[0]);
    if (there.exit() != 0)
      throw new TestAbortedException("no " + line[0] + " on PATH: " + remedy + ", then test again");
    return Command.run(Map.of(), "", line).exits(0).out();
  }

  @Test
  @DisplayName("CSV has every string and every digit, as Python's csv module reads it")
  void csvIsRead() throws IOException {
    var rows = csv(written("csv"));
    assertEquals(4, rows.size());
    assertEquals("throughput", rows.get(0).get("metric").asText());
    var p50 = rows.get(1);
    assertEquals(0.1 + 0.2, Double.parseDouble(p50.get("value").asText()));
    assertEquals(1.0 / 3, Double.parseDouble(p50.get("high").asText()));
    assertEquals("3", p50.get("processes").asText());
    var failed = rows.get(3);
    // A spreadsheet must not compute it.
    assertEquals("'" + HOSTILE + "failed", failed.get("backend").asText());
    assertEquals("'" + HOSTILE, failed.get("reason").asText());
    assertEquals("", failed.get("value").asText());
    var processes = csv(written("csv-processes"));
    assertEquals(3 * 2 + 1, processes.size());
    assertEquals("3", processes.get(5).get("round").asText());
    assertEquals("latency_p50", processes.get(5).get("metric").asText());
  }

  private static JsonNode csv(Path file) throws IOException {
    var script =
        """
        import csv, json, sys
        with open(sys.argv[1], newline="", encoding="utf-8") as file:
            rows = list(csv.DictReader(file, strict=True))
        assert all(None not in row and None not in row.values() for row in rows)
        print(json.dumps(rows))
        """;
    var python = Python.here(null).interpreter().toString();
    var said = Command.run(Map.of(), "", python, "-c", script, file.toString()).exits(0);
    return new ObjectMapper().readTree(said.out());
  }

  @Test
  @DisplayName("JMH's JSON has the fields that JMH itself writes, and a fork per process")
  void jmhFieldsAreThose() throws IOException {
    var all = new ObjectMapper().readTree(written("jmh").toFile());
    assertEquals(2, all.size());
    var own = new ObjectMapper().readTree(byJmh()).get(0);
    for (var one : all) {
      assertEquals(names(own), names(one));
      assertEquals(names(own.get("primaryMetric")), names(one.get("primaryMetric")));
      assertEquals(
          names(own.get("primaryMetric").get("scorePercentiles")),
          names(one.get("primaryMetric").get("scorePercentiles")));
      // Readers take what is before the last dot for the class, and split parameters at spaces.
      assertTrue(one.get("benchmark").asText().matches("task_spawn\\.[^.\\s]+"), "" + one);
    }
    var one = all.get(0);
    var score = one.get("primaryMetric");
    assertEquals("thrpt", one.get("mode").asText());
    assertEquals(3, one.get("forks").asInt());
    assertEquals(3, score.get("rawData").size());
    assertEquals(1, score.get("rawData").get(0).size());
    assertEquals(100, score.get("scoreError").asDouble());
    assertEquals(0.1 + 0.2, one.get("secondaryMetrics").get("latency_p50").get("score").asDouble());
    assertEquals(HOSTILE, all.get(1).get("params").get(HOSTILE).asText());
  }

  private static Set<String> names(JsonNode object) {
    var names = new TreeSet<String>();
    object.fieldNames().forEachRemaining(names::add);
    return names;
  }

  /// What JMH writes about a benchmark that has run.
  private static String byJmh() {
    var workload = new WorkloadParams();
    workload.put("tasks", "10", 0);
    var some = new IterationParams(IterationType.MEASUREMENT, 1, TimeValue.seconds(1), 1);
    var params =
        new BenchmarkParams(
            "a.B.c",
            "a.B.c",
            true,
            1,
            new int[] {1},
            List.of(),
            1,
            0,
            some,
            some,
            Mode.Throughput,
            workload,
            TimeUnit.SECONDS,
            1,
            "java",
            List.of(),
            "25",
            "vm",
            "25",
            "1.37",
            TimeValue.minutes(1));
    var iteration = new IterationResult(params, some, null);
    iteration.addResult(new ThroughputResult(ResultRole.PRIMARY, "c", 10, 1000, TimeUnit.SECONDS));
    var result = new RunResult(params, List.of(new BenchmarkResult(params, List.of(iteration))));
    var bytes = new ByteArrayOutputStream();
    ResultFormatFactory.getInstance(ResultFormatType.JSON, new PrintStream(bytes))
        .writeOut(List.of(result));
    return bytes.toString(StandardCharsets.UTF_8);
  }

  @Test
  @DisplayName("benchstat reads a line per process, and can put backends side by side")
  void benchstatReads() {
    var remedy = "go install golang.org/x/perf/cmd/benchstat@v0.0.0-20230113213139-801c7ef9e5c5";
    var file = written("benchstat").toString();
    var csv =
        reads(remedy, "benchstat", "-format=csv", "-filter=.unit:tasks/s", "-col=/backend", file);
    assertTrue(csv.contains(",bare,"), csv);
    assertTrue(csv.contains(URLEncoder.encode(HOSTILE, StandardCharsets.UTF_8)), csv);
    assertTrue(reads(remedy, "benchstat", file).contains("latency_p50-sec"));
    // It tells of lines that it does not understand.
    assertFalse(Command.run(Map.of(), "", "benchstat", file).err().contains(file));
  }

  @Test
  @DisplayName("promtool reads OpenMetrics, its linter has no word against it")
  void promtoolReads() throws IOException {
    var remedy = "apt-get install prometheus";
    var text = written("openmetrics");
    var blocks = folder.resolve("blocks");
    reads(
        remedy,
        "promtool",
        "tsdb",
        "create-blocks-from",
        "openmetrics",
        "--quiet",
        text.toString(),
        blocks.toString());
    // Without this folder it reads no block.
    Files.createDirectories(blocks.resolve("wal"));
    var dumped = reads(remedy, "promtool", "tsdb", "dump", blocks.toString());
    var samples =
        Stream.of(Files.readString(text).split("\n")).filter(line -> !line.startsWith("#")).count();
    assertEquals(samples, dumped.lines().count());
    assertTrue(dumped.contains("bench_latency_p50_seconds"), dumped);
    assertTrue(dumped.contains("1767225600000"), dumped);
    assertTrue(dumped.contains("backend=\"bare\""), dumped);
    var lint = "promtool check metrics < '" + text + "'";
    assertEquals("", Command.run(Map.of(), "", "sh", "-c", lint).exits(0).err());
  }

  @Test
  @DisplayName("files of two machines become one report; the study is of one")
  void machinesAreCounted() {
    var row = Rows.cell("b", 900, 901, 902);
    var one = Rows.results().with(List.of(Rows.cell("a", 100, 101, 102), row));
    var host = new Host("other", 2, 1L << 34, "os", "6", null, 0.5, null, "25", "G1", null);
    var files = List.of(folder.resolve("one.json"), folder.resolve("two.json"));
    ResultsFile.write(files.getFirst(), one);
    ResultsFile.write(files.getLast(), one.on(host));
    var line = new ArrayList<>(List.of("report", "" + files.getFirst(), "" + files.getLast()));
    line.addAll(List.of("--format", "text", "--out", "-"));
    Command.jbang(line.toArray(String[]::new)).exits(0).says("b before a on 2 of 2.");
    line.subList(3, 7).clear();
    line.add("--publish");
    Command.jbang(line.toArray(String[]::new)).exits(2).says("these files are of several");
  }

  /// As `plotFiles.html` of HdrHistogram reads it: lines of four numbers, and comments.
  @Test
  @DisplayName(
      ".hgrm is what HdrHistogram's plotter reads, a file per cell, none outside the folder")
  void percentilesAreRead() throws IOException {
    var out = written("hgrm");
    try (var files = Files.walk(out)) {
      assertEquals(2, files.filter(Files::isRegularFile).count());
    }
    var lines = Files.readAllLines(out.resolve("task_spawn.tasks=10.bare.hgrm"));
    var points =
        lines.stream()
            .filter(line -> !line.startsWith("#"))
            .map(line -> line.strip().split(" +"))
            .filter(values -> values.length == 4 && values[0].matches("[\\d.]+"))
            .toList();
    assertFalse(points.isEmpty());
    assertEquals(1234.943, Double.parseDouble(points.getFirst()[0]));
    assertTrue(lines.stream().anyMatch(line -> line.startsWith("#[Mean")));
    assertTrue(lines.getLast().contains("bare, tasks 10: latency in us of 3 processes"));
  }

  @Test
  @DisplayName("- is standard output, an unknown form is refused, and so is a place without room")
  void placesAreChosen() {
    for (var form : Form.ids()) {
      var said = Command.jbang("report", file.toString(), "--format=" + form, "--out=-").exits(0);
      assertFalse(said.out().contains("Written:"), form);
      assertTrue(said.out().contains("bare"), form);
    }
    Command.jbang("report", file.toString(), "--format", "jhm")
        .exits(2)
        .says("Did you mean 'jmh'?")
        .withoutTrace();
    Command.jbang("report", "--check", "--format", "csv")
        .exits(2)
        .says("The study and a page have no --format");
    Command.jbang("report", file.toString(), "--format=csv", "--out=" + file + "/x.csv")
        .exits(2)
        .says("cannot be written")
        .withoutTrace();
  }
}
