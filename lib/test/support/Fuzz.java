//SOURCES ../../Library.java

package test.support;

import module java.base;

import chart.Format;
import chart.Pictures;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import export.Form;
import process.WorkerProcess;
import report.CalibrationReport;
import report.ComparisonForms;
import report.FileComparison;
import result.Results;
import result.ResultsFile;
import result.UserError;

/// Changes good files and lines at random, and gives them to every reader. A reader may refuse them
/// with a `UserError`; nothing else may come out of it.
public final class Fuzz {
  private static final ObjectMapper JSON = new ObjectMapper();

  /// Every so many files that can be read are also drawn, which takes longer than all else.
  private static final int DRAWN = 50;

  private final SplittableRandom random;
  private final Path folder;
  private final Results base;
  private int read;

  /// How many of the inputs could be read, so that a test can tell that some can.
  public int read() {
    return read;
  }

  /// @param base a good results file, with which others are compared
  public Fuzz(long seed, Path folder, Results base) {
    this.random = new SplittableRandom(seed);
    this.folder = folder;
    this.base = base;
  }

  /// Changes a results file and reads it.
  public void results(String text) throws IOException {
    var file = Files.write(folder.resolve("results.json"), changed(text));
    try {
      var results = ResultsFile.read(file);
      read++;
      for (var form : Form.ids()) Form.of(form).export().text(results);
      ComparisonForms.text(FileComparison.of(base, results, null, 0, 1.1), "json");
      ComparisonForms.text(FileComparison.of(results, base, null, 0, 1.1), "markdown");
      if (read % DRAWN == 0)
        Pictures.all()
            .draw(
                file,
                folder.resolve("plots"),
                List.of(Format.PNG),
                new PrintStream(OutputStream.nullOutputStream()));
    } catch (UserError e) {
      // Refused.
    }
  }

  /// Changes a calibration and reads it.
  public void calibration(String text) throws IOException {
    var file = Files.write(folder.resolve("calibration.json"), changed(text));
    try {
      var report = new CalibrationReport(ResultsFile.calibration(file));
      read++;
      if ((report.text() + report.witnesses() + report.timers()).isEmpty())
        throw new AssertionError("a calibration without a word");
    } catch (UserError e) {
      // Refused.
    }
  }

  /// Changes a worker's line and reads it.
  public void report(String line) {
    var report = WorkerProcess.read(new String(changed(line), StandardCharsets.UTF_8), "");
    if (report.ok()) read++;
  }

  private byte[] changed(String text) {
    try {
      return random.nextInt(3) == 0 ? bytes(text) : value(text);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  private byte[] bytes(String text) {
    var bytes = text.getBytes(StandardCharsets.UTF_8);
    for (int i = random.nextInt(1, 4); i > 0; i--) {
      int at = random.nextInt(bytes.length);
      switch (random.nextInt(3)) {
        case 0 -> bytes[at] = (byte) random.nextInt(256);
        case 1 -> bytes = Arrays.copyOf(bytes, at + 1);
        default -> bytes[at] ^= (byte) (1 << random.nextInt(8));
      }
    }
    return bytes;
  }

  private byte[] value(String text) throws JsonProcessingException {
    var tree = JSON.readTree(text);
    var parents = new ArrayList<JsonNode>();
    collect(tree, parents);
    var raw = random.nextInt(4) == 0;
    for (int i = random.nextInt(1, 4); i > 0; i--)
      change(parents.get(random.nextInt(parents.size())), raw);
    var changed = JSON.writeValueAsString(tree);
    return changed
        .replace("\"@\"", RAW.get(random.nextInt(RAW.size())))
        .getBytes(StandardCharsets.UTF_8);
  }

  private static void collect(JsonNode node, List<JsonNode> parents) {
    if (!node.isContainerNode()) return;
    if (!node.isEmpty()) parents.add(node);
    node.forEach(child -> collect(child, parents));
  }

  /// Numbers that a tree cannot hold.
  private static final List<String> RAW =
      List.of("1e999", "-1e999", "1e-999", "NaN", "99999999999999999999", "01");

  private void change(JsonNode parent, boolean raw) {
    var other = raw ? JsonNodeFactory.instance.textNode("@") : other();
    switch (parent) {
      case ObjectNode object -> {
        if (object.isEmpty()) return;
        var names = new ArrayList<String>();
        object.fieldNames().forEachRemaining(names::add);
        var name = names.get(random.nextInt(names.size()));
        if (random.nextInt(4) == 0) object.remove(name);
        else object.set(name, other);
      }
      case ArrayNode array -> {
        if (array.isEmpty()) return;
        int at = random.nextInt(array.size());
        switch (random.nextInt(4)) {
          case 0 -> array.remove(at);
          case 1 -> array.add(array.get(at).deepCopy());
          default -> array.set(at, other);
        }
      }
      default -> {}
    }
  }

  private JsonNode other() {
    var make = JsonNodeFactory.instance;
    return switch (random.nextInt(14)) {
      case 0 -> make.nullNode();
      case 1 -> make.numberNode(-1);
      case 2 -> make.numberNode(0);
      case 3 -> make.numberNode(1e308);
      case 4 -> make.numberNode(5e-324);
      case 5 -> make.textNode("NaN");
      case 6 -> make.textNode("");
      case 7 -> make.textNode("../../x|\n\u0000");
      case 8 -> make.arrayNode();
      case 9 -> make.objectNode();
      case 10 -> make.booleanNode(true);
      case 11 -> make.numberNode(Long.MAX_VALUE);
      case 12 -> make.numberNode(1.5);
      default -> make.textNode("x".repeat(1000));
    };
  }
}
