//DEPS org.junit.jupiter:junit-jupiter:6.1.3
//SOURCES ../Library.java

package test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import result.Cell;
import result.Config;
import result.Histograms;
import result.Host;
import result.Metric;
import result.Repetition;
import result.Results;
import result.ResultsFile;
import result.Round;
import result.Samples;
import result.UserError;

@DisplayName("Results file")
class ResultsFileTest {
  @TempDir Path folder;

  static Results sample() {
    var histogram = new Histogram(3);
    histogram.recordValue(1_234_567);
    var round =
        new Round(
            1,
            3,
            List.of(new Repetition(5_000_000, 10, 900, 0)),
            Histograms.encode(histogram),
            null,
            0,
            1L << 30,
            2,
            1,
            List.of(Round.DISTURBED),
            7012.5);
    var metric = new Metric("tasks/s", "higher", 2000, 1900.0, 2100.0, null);
    var cell =
        new Cell(
            "task_spawn",
            "bare",
            "jvm",
            "OpenJDK",
            "25",
            "call-back",
            "tasks",
            1,
            null,
            Map.of("tasks", "10"),
            "ok",
            null,
            "throughput",
            Map.of("throughput", metric),
            List.of("early-wakes: 31%"),
            List.of(round));
    return new Results(
        Results.SCHEMA,
        "2026-01-01T00:00:00Z",
        null,
        List.of("--quick"),
        "abc",
        new Host("cpu", 2, 1L << 34, "os", "6", null, 0.5, null, "25", "G1", null),
        new Config(3, null, null, 300L, 300, null, 1, true, null, List.of()),
        List.of("on battery"),
        List.of(cell));
  }

  @Test
  @DisplayName("is read as it was written, through folders that did not exist, and leaves no draft")
  void roundTrip() throws IOException {
    var file = folder.resolve("new/results.json");
    ResultsFile.write(file, sample());
    ResultsFile.write(file, sample());
    assertEquals(sample(), ResultsFile.read(file));
    var fresh = Files.createFile(folder.resolve("fresh"));
    assertEquals(Files.getPosixFilePermissions(fresh), Files.getPosixFilePermissions(file));
    try (var files = Files.list(file.getParent())) {
      assertEquals(List.of(file), files.toList());
    }
  }

  @Test
  @DisplayName("has snake_case names and units beside the values")
  void names() throws IOException {
    var file = folder.resolve("results.json");
    ResultsFile.write(file, sample());
    var text = Files.readString(file);
    for (var name :
        List.of("\"elapsed_ns\"", "\"warmup_ms\"", "\"memory_bytes\"", "\"unit\" : \"tasks/s\"")) {
      assertTrue(text.contains(name), name + " in " + text);
    }
  }

  @Test
  @DisplayName("may hold fields that a later version adds")
  void laterFields() throws IOException {
    var file = folder.resolve("results.json");
    ResultsFile.write(file, sample());
    Files.writeString(
        file, Files.readString(file).replaceFirst("\\{", "{\"invented_later\": [1],"));
    assertEquals(sample(), ResultsFile.read(file));
  }

  @Test
  @DisplayName(
      "holds what a scenario reports of its own, and nothing of it where it reports nothing")
  void values() throws IOException {
    var file = folder.resolve("results.json");
    ResultsFile.write(file, sample());
    assertFalse(Files.readString(file).contains("\"values\""));
    Files.writeString(
        file,
        Files.readString(file)
            .replaceFirst("(\"gc_ns\" : 0)", "$1, \"values\" : {\"bytes_per_task\" : 1024}"));
    var round = ResultsFile.read(file).cells().getFirst().rounds().getFirst();
    assertEquals(1024, Samples.of("bytes_per_task", round));
    assertTrue(Samples.reported("bytes_per_task", round));
    assertFalse(Samples.reported("heap_per_task", round));
  }

  @Test
  @DisplayName("gives its histograms back")
  void histograms() {
    var latency = Histograms.decode(sample().cells().getFirst().rounds().getFirst().latency());
    assertEquals(1, latency.getTotalCount());
    assertEquals(1_234_567, latency.getMaxValue(), 1_000);
    assertThrows(UserError.class, () -> Histograms.decode("bm9uc2Vuc2U="));
  }

  @ParameterizedTest(name = "refuses {0}, saying \"{2}\"")
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "an empty file, ``, truncated",
        "a truncated file, `{\"schema\": 1, \"cells\": [{\"scenario\": \"x\"`, truncated",
        "no JSON at all, `hello`, not a results file",
        "a list, `[1, 2]`, not a results file",
        "JSON of something else, `{\"name\": \"package\"}`, lacks",
        "null, `null`, lacks",
        "a newer schema, `{\"schema\": 99, \"config\": {}, \"cells\": []}`, newer than 1"
      })
  void refuses(String what, String text, String said) throws IOException {
    var file = Files.writeString(folder.resolve("bad.json"), text);
    var error = assertThrows(UserError.class, () -> ResultsFile.read(file), what);
    assertTrue(error.getMessage().startsWith(file.toString()), error.getMessage());
    assertTrue(error.getMessage().contains(said), error.getMessage());
  }

  @Test
  @DisplayName("refuses a missing file, a folder, and a place that cannot be written")
  void places() throws IOException {
    var missing =
        assertThrows(UserError.class, () -> ResultsFile.read(folder.resolve("none.json")));
    assertTrue(missing.getMessage().contains("no such file"), missing.getMessage());
    assertThrows(UserError.class, () -> ResultsFile.read(folder));
    var file = Files.createFile(folder.resolve("file"));
    var inFile =
        assertThrows(
            UserError.class, () -> ResultsFile.write(file.resolve("latest.json"), sample()));
    assertTrue(inFile.getMessage().contains("cannot be written"), inFile.getMessage());
  }
}
