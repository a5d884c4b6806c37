//DEPS org.junit.jupiter:junit-jupiter:6.1.3
//SOURCES ../../Library.java
//SOURCES ../support/Command.java
//SOURCES ../support/Environment.java

package test.process;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import backend.Backends;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import process.Python;
import test.support.Command;
import test.support.Environment;

/// What `--list` prints about this machine.
@DisplayName("List")
public class ListTest {
  @TempDir Path folder;

  /// The rest of the line that begins with this word.
  private static String row(Command listed, String first) {
    return listed
        .out()
        .lines()
        .filter(line -> line.startsWith("  " + first + " "))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no " + first + ":\n" + listed.out()));
  }

  private static void assertSays(String said, String row) {
    assertTrue(row.contains(said), "does not say \"" + said + "\": " + row);
  }

  @Test
  @DisplayName("shows each backend with its release and whether it can run, and the runtimes")
  void listShowsBackendsAndRuntimes() {
    var listed = Command.jbang("bench", "--list").exits(0).says("task_spawn").withoutTrace();
    for (var backend : Backends.all()) {
      var row = row(listed, backend.id());
      assertSays(backend.library() + " " + backend.version(), row);
      assertTrue(
          row.contains("ready")
              || row.contains("fetched at the first run") && backend.runtime().equals("python"),
          row);
    }
    assertSays("tasks at once", row(listed, "platform-threads"));
    assertSays(System.getProperty("java.home"), row(listed, "JVM"));
    assertSays(Python.here(null).interpreter().toString(), row(listed, "Python"));
  }

  @Test
  @DisplayName("of bench shows groups of scenarios, and about how long each takes")
  void listShowsGroups() {
    var listed = Command.jbang("bench", "--list", "--backend=bare,vertx", "--rounds=4").exits(0);
    assertTrue(row(listed, "study").matches(".*about \\d+ (s|minutes)"), listed.out());
    assertTrue(row(listed, "all").matches(".*about \\d+ (s|minutes)"), listed.out());
    var quick = Command.jbang("bench", "--list", "--quick", "--backend=bare").exits(0);
    // Three processes in each of three scenarios, of 2.4 s each.
    assertSays("about 21 s", row(quick, "(default)"));
  }

  @Test
  @DisplayName("fetches nothing, and says what a first run would fetch")
  void listFetchesNothing() {
    var cache = folder.resolve("cache");
    var fresh = Environment.withCaches(cache);
    var listed = Command.jbang(fresh, "bench", "--list", "--backend=asyncio,trio").exits(0);
    assertSays("ready", row(listed, "asyncio"));
    assertSays("fetched at the first run", row(listed, "trio"));
    assertSays("a run fetches all it needs into " + cache, row(listed, "Python"));
    assertFalse(Files.exists(cache));
  }

  @Test
  @DisplayName("says why Python's backends are unavailable: an interpreter is too old, or is none")
  void listSaysWhyPythonIsUnavailable() throws IOException {
    var old = folder.resolve("old-python");
    Files.writeString(old, "#!/bin/sh\necho " + old + "\necho 3.9.2\n");
    assertTrue(old.toFile().setExecutable(true));
    var listed =
        Command.jbang("bench", "--list", "--backend=bare,trio", "--python=" + old).exits(0);
    assertSays("ready", row(listed, "bare"));
    assertSays(
        "unavailable: " + old + " is not a Python 3.11 or newer, but 3.9.2. Name another one",
        row(listed, "trio"));
    Command.jbang("task-spawn", "--list", "--backend=trio", "--python=/bin/true")
        .exits(0)
        .says("unavailable: /bin/true is not a Python 3.11 or newer. Name another one");
  }

  @Test
  @DisplayName("of calibrate shows what it can check, and measures nothing")
  void calibrateListShowsChecks() {
    var out = folder.resolve("out");
    var listed =
        Command.jbang("calibrate", "--list", "--backend=bare", "--out=" + out)
            .exits(0)
            .says("Checks:")
            .withoutTrace();
    for (var check : List.of("aa", "power", "overhead", "recording", "timers", "noise"))
      assertFalse(row(listed, check).isBlank());
    assertSays("ready", row(listed, "bare"));
    assertFalse(Files.exists(out));
  }
}
