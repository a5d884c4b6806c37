//SOURCES ../../Library.java
//SOURCES ../support/Rows.java

package test.unit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import module java.base;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import result.Json;
import result.ResultsFile;
import result.UserError;
import test.support.Rows;

@DisplayName("Validation")
public class ValidationTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir Path folder;

  private UserError refused(byte[] bytes) throws IOException {
    var file = Files.write(folder.resolve("bad.json"), bytes);
    var error = assertThrows(UserError.class, () -> ResultsFile.read(file));
    assertTrue(error.getMessage().startsWith(file + ": "), error.getMessage());
    return error;
  }

  private static String good() {
    return Json.pretty(Rows.results());
  }

  /// @param place of a value, as JSON pointers have it
  /// @param value of JSON; "gone" takes the field away
  @ParameterizedTest(name = "refuses {0} = {1}, saying \"{2}\"")
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "/host, gone, host is missing",
        "/host, null, host is missing",
        "/cells/0/rounds, null, rounds is missing",
        "/cells/0/rounds/0, null, rounds[0] is missing",
        "/cells/0/rounds/0/flags, gone, rounds[0].flags is missing",
        "/cells/0/rounds/0/repetitions, [], repetitions is empty",
        "/cells/0/rounds/0/repetitions/0/cpu_ns, -1, repetitions[0].cpu_ns is -1",
        "/cells/0/rounds/0/repetitions/0/elapsed_ns, 0, elapsed_ns is 0",
        "/cells/0/rounds/0/repetitions/0/ops, null, ops is missing",
        "/cells/0/rounds/0/latency, `\"x\"`, histogram",
        "/cells/0/params, null, params is missing",
        "/cells/0/params/tasks, null, params.tasks is missing",
        "/cells/0/status, `\"good\"`, allowed are failed",
        "/cells/0/metrics/throughput/value, 1e999, value is Infinity",
        "/cells/0/metrics/throughput/value, `\"NaN\"`, value is NaN",
        "/cells/0/metrics/throughput/value, `\"many\"`, metrics.throughput.value",
        "/cells/0/metrics/throughput/value, -5, value is -5",
        "/cells/0/metrics/throughput/low, 9e9, has the interval",
        "/cells/0/metrics, {}, metrics.throughput is missing",
        "/config/rounds, `\"three\"`, config.rounds"
      })
  void impossibleValues(String place, String value, String said) throws IOException {
    var tree = JSON.readTree(good());
    int cut = place.lastIndexOf('/');
    var parent = tree.at(place.substring(0, cut));
    var name = place.substring(cut + 1);
    if (value.equals("gone")) ((ObjectNode) parent).remove(name);
    else if (parent instanceof ArrayNode array)
      array.set(Integer.parseInt(name), JSON.getNodeFactory().textNode("@"));
    else ((ObjectNode) parent).put(name, "@");
    var text = JSON.writeValueAsString(tree).replace("\"@\"", value);
    var error = refused(text.getBytes(StandardCharsets.UTF_8));
    assertTrue(error.getMessage().contains(said), error.getMessage());
  }

  @Test
  @DisplayName("refuses the same cell twice")
  void duplicateCell() throws IOException {
    var cell = Rows.results().cells().getFirst();
    var twice = Json.pretty(Rows.results().with(List.of(cell, cell)));
    var error = refused(twice.getBytes(StandardCharsets.UTF_8));
    assertTrue(error.getMessage().contains("cell task_spawn bare is there twice"));
  }

  @Test
  @DisplayName("names another encoding")
  void otherEncodings() throws IOException {
    for (var charset : List.of(StandardCharsets.UTF_16, StandardCharsets.UTF_16LE))
      assertTrue(refused(good().getBytes(charset)).getMessage().contains("UTF-16"));
    var latin = good().replace("task_spawn", "t\u00e4sk").getBytes(StandardCharsets.ISO_8859_1);
    assertTrue(refused(latin).getMessage().contains("is not UTF-8"));
  }

  @Test
  @DisplayName("reads a mark at the beginning, and gzip")
  void markAndGzip() throws IOException {
    var marked = folder.resolve("marked.json");
    Files.writeString(marked, "\ufeff" + good());
    assertEquals(Rows.results(), ResultsFile.read(marked));
    var compressed = folder.resolve("results.json.gz");
    ResultsFile.write(compressed, Rows.results());
    assertEquals(0x1f, Files.readAllBytes(compressed)[0]);
    assertEquals(Rows.results(), ResultsFile.read(compressed));
  }

  @Test
  @DisplayName("a symbolic link stays one, and its target is replaced")
  void symbolicLink() throws IOException {
    var target = Files.writeString(folder.resolve("target.json"), "old");
    var link = Files.createSymbolicLink(folder.resolve("link.json"), target.getFileName());
    ResultsFile.write(link, Rows.results());
    assertTrue(Files.isSymbolicLink(link));
    assertEquals(Rows.results(), ResultsFile.read(target));
    assertTrue(ResultsFile.keeps(link));
  }

  @Test
  @DisplayName("a device is no place that keeps a file, and a folder is refused")
  void devices() {
    assertTrue(!ResultsFile.keeps(Path.of("/dev/null")));
    assertTrue(ResultsFile.keeps(folder.resolve("new.json")));
    assertThrows(UserError.class, () -> ResultsFile.keeps(folder));
  }
}
