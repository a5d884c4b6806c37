//DEPS org.junit.jupiter:junit-jupiter:6.1.3
//SOURCES ../../Library.java
//SOURCES ../support/Rows.java

package test.unit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import result.Histograms;
import result.ResultsFile;
import result.Samples;
import result.UserError;
import test.support.Rows;

@DisplayName("Results file")
public class ResultsFileTest {
  @TempDir Path folder;

  @Test
  @DisplayName("is read as it was written, through folders that did not exist, and leaves no draft")
  void roundTrip() throws IOException {
    var file = folder.resolve("new/results.json");
    ResultsFile.write(file, Rows.results());
    ResultsFile.write(file, Rows.results());
    assertEquals(Rows.results(), ResultsFile.read(file));
    var fresh = Files.createFile(folder.resolve("fresh"));
    assertEquals(Files.getPosixFilePermissions(fresh), Files.getPosixFilePermissions(file));
    try (var files = Files.list(file.getParent())) {
      assertEquals(List.of(file), files.toList());
    }
  }

  @Test
  @DisplayName("has snake_case names and units beside the values")
  void namesAreSnakeCaseWithUnits() throws IOException {
    var file = folder.resolve("results.json");
    ResultsFile.write(file, Rows.results());
    var text = Files.readString(file);
    for (var name :
        List.of("\"elapsed_ns\"", "\"warmup_ms\"", "\"memory_bytes\"", "\"unit\" : \"tasks/s\"")) {
      assertTrue(text.contains(name), name + " in " + text);
    }
  }

  @Test
  @DisplayName("may hold fields that a later version adds")
  void laterFieldsAreIgnored() throws IOException {
    var file = folder.resolve("results.json");
    ResultsFile.write(file, Rows.results());
    Files.writeString(
        file, Files.readString(file).replaceFirst("\\{", "{\"invented_later\": [1],"));
    assertEquals(Rows.results(), ResultsFile.read(file));
  }

  @Test
  @DisplayName(
      "holds what a scenario reports of its own, and nothing of it where it reports nothing")
  void ownValuesAreStored() throws IOException {
    var file = folder.resolve("results.json");
    ResultsFile.write(file, Rows.results());
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
  void histogramsSurviveRoundTrip() {
    var latency =
        Histograms.decode(Rows.results().cells().getFirst().rounds().getFirst().latency());
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
        "JSON of something else, `{\"name\": \"package\"}`, schema is missing",
        "null, `null`, null",
        "a newer schema, `{\"schema\": 99, \"config\": {}, \"cells\": []}`, newer than 1"
      })
  void brokenFilesAreRefused(String what, String text, String said) throws IOException {
    var file = Files.writeString(folder.resolve("bad.json"), text);
    var error = assertThrows(UserError.class, () -> ResultsFile.read(file), what);
    assertTrue(error.getMessage().startsWith(file.toString()), error.getMessage());
    assertTrue(error.getMessage().contains(said), error.getMessage());
  }

  @Test
  @DisplayName("refuses a missing file, a folder, and a place that cannot be written")
  void unusablePathsAreRefused() throws IOException {
    var missing =
        assertThrows(UserError.class, () -> ResultsFile.read(folder.resolve("none.json")));
    assertTrue(missing.getMessage().contains("no such file"), missing.getMessage());
    assertThrows(UserError.class, () -> ResultsFile.read(folder));
    var file = Files.createFile(folder.resolve("file"));
    var inFile =
        assertThrows(
            UserError.class, () -> ResultsFile.write(file.resolve("latest.json"), Rows.results()));
    assertTrue(inFile.getMessage().contains("cannot be written"), inFile.getMessage());
  }
}
