//DEPS org.junit.jupiter:junit-jupiter:6.1.3
//SOURCES ../../Library.java
//SOURCES ../support/Command.java
//SOURCES ../support/Environment.java

package test.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import process.Python;
import result.ResultsFile;
import test.support.Command;
import test.support.Environment;

/// Environment variables of the person who runs a command do not change its output. Environment
/// variables of the person who runs the tests do not reach any command.
@DisplayName("Environment")
public class EnvironmentTest {
  private static final Path CACHES = Path.of(System.getProperty("user.home"), ".cache");
  private static final String NAME = "concurrency-measured";

  @TempDir static Path folder;
  private static Map<String, String> hostile;

  /// The cache folders have strange names, but they are filled. Nothing is downloaded while the
  /// proxies are wrong.
  @BeforeAll
  static void caches() throws IOException {
    hostile = Environment.hostile(folder);
    var strange = Files.createDirectories(Path.of(hostile.get("XDG_CACHE_HOME")));
    Python.here(null);
    Files.createSymbolicLink(strange.resolve(NAME), CACHES.resolve(NAME));
  }

  @AfterAll
  static void unlink() throws IOException {
    Files.delete(Path.of(hostile.get("XDG_CACHE_HOME"), NAME));
  }

  private static Command hostile(String... line) {
    Command.build(line[0]);
    return Command.run(hostile, "", Command.line(line));
  }

  @ParameterizedTest(quoteTextArguments = false, name = "./jbang {0} says the same")
  @ValueSource(
      strings = {
        "bench --list",
        "calibrate --list --backend bare",
        "laws --backend bare,trio --law timed",
        "task-spawn --tasks FIVE",
        "task-spawn --backend VIRTUAL-THREAD",
        "plot no-such-file.json"
      })
  void answersIgnoreEnvironment(String typed) {
    var line = typed.split(" ");
    var usual = Command.jbang(line);
    var said = hostile(line).exits(usual.exit());
    assertEquals(usual.out(), said.out().replace(hostile.get("XDG_CACHE_HOME"), CACHES.toString()));
    assertEquals(usual.err(), said.err().replaceAll("(?m)^(Picked up|NOTE: Picked up) .*\n", ""));
  }

  @Test
  @DisplayName("a run measures on both runtimes, and its table has no colour and no other language")
  void runIgnoresEnvironment() {
    var file = folder.resolve("run.json");
    var said =
        hostile(
                "task-spawn",
                "--backend=bare,asyncio,trio",
                "--tasks=10",
                "--rounds=1",
                "--warmup=20ms",
                "--measure=20ms",
                Command.CHEAP,
                "--json=" + file)
            .exits(0)
            .says("task_spawn (tasks 10, sleep 500us)")
            .says("JAVA_TOOL_OPTIONS is '-Duser.language=tr -Duser.country=TR'")
            .withoutTrace();
    assertFalse(said.out().contains("\033"), said.out());
    var cells = ResultsFile.read(file).cells();
    assertEquals(3, cells.size());
    for (var cell : cells) assertEquals("ok", cell.status(), cell.toString());
  }

  @Test
  @DisplayName("a test's command gets what leads to programs and to the network, and nothing else")
  void cleanKeepsProgramsAndNetwork() {
    var found = new HashMap<>(hostile);
    found.put("PATH", "/bin");
    found.put("PIP_INDEX_URL", "http://mirror/");
    found.put("SSL_CERT_FILE", "ca.pem");
    var clean = Environment.clean(found);
    var proxies = Set.of("http_proxy", "https_proxy", "all_proxy");
    for (var kept : List.of("PATH", "PIP_INDEX_URL", "SSL_CERT_FILE"))
      assertEquals(found.get(kept), clean.get(kept));
    for (var proxy : proxies) assertEquals(found.get(proxy), clean.get(proxy));
    var own = Set.of("JAVA_HOME", "JBANG_WRAPPER_CACHE", "LC_ALL");
    for (var name : hostile.keySet())
      assertEquals(
          own.contains(name) || proxies.contains(name.toLowerCase(java.util.Locale.ROOT)),
          clean.containsKey(name),
          name);
    assertEquals("C.UTF-8", clean.get("LC_ALL"));
    var seen = Command.run(Map.of(), "", "env").exits(0).out();
    for (var name : List.of("XDG_CACHE_HOME=", "JAVA_TOOL_OPTIONS=", "COLUMNS=", "PYTHONPATH="))
      assertFalse(seen.contains(name), seen);
  }
}
