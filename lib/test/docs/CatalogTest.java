//DEPS org.junit.jupiter:junit-jupiter:6.1.3
//DEPS com.fasterxml.jackson.core:jackson-databind:2.22.4
//SOURCES ../../Library.java
//SOURCES ../support/Catalog.java
//SOURCES ../support/Command.java

package test.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import backend.Backends;
import cli.Project;
import com.sun.net.httpserver.SimpleFileServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import lint.Directives;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import test.support.Catalog;
import test.support.Command;

@DisplayName("Catalog")
public class CatalogTest {

  @Test
  @DisplayName("has exactly one alias for each script")
  void everyScriptHasOneAlias() throws IOException {
    Catalog.assertComplete(Project.root());
  }

  @ParameterizedTest(name = "describes {0} as the script itself does")
  @MethodSource("test.support.Catalog#aliases")
  void aliasIsDescribedAsInScript(Catalog.Alias alias) {
    Catalog.assertDescribed(Project.root(), alias);
  }

  @Test
  @DisplayName("works from a remote URL, sources and dependencies included")
  void catalogWorksRemotely(@TempDir Path home) {
    var loopback = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    var server =
        SimpleFileServer.createFileServer(
            loopback, Project.root().toAbsolutePath(), SimpleFileServer.OutputLevel.NONE);
    server.start();
    try {
      var url = "http://127.0.0.1:" + server.getAddress().getPort() + "/";
      // Separate settings, so that the address that is trusted here does not stay trusted in the
      // person's own settings.
      var own = Map.of("JBANG_DIR", home.toString());
      Command.jbang(own, "trust", "add", url).exits(0);
      Command.jbang(
              own,
              "task-spawn@" + url + "jbang-catalog.json",
              "--backend",
              "bare",
              "--rounds",
              "1",
              "--quick",
              "--warmup=20ms",
              "--measure=20ms",
              Command.CHEAP,
              "--tasks",
              "100")
          .exits(0)
          .says("task_spawn (tasks 100, sleep 500us)");
      Command.jbang(own, url + "scripts/run.java", "--list").exits(0).says("virtual-threads");
    } finally {
      server.stop(0);
    }
  }

  @Test
  @DisplayName("docs/dependencies.md has a reason for each dependency, and for no other")
  void dependenciesHaveReasons() throws IOException {
    Catalog.assertReasons(Project.root());
  }

  @Test
  @DisplayName("the release of each library in the list is the one that is measured")
  void listedReleasesAreMeasured() throws IOException {
    var measured =
        Catalog.dependencies(Project.root(), "lib/backend").stream()
            .map(dependency -> dependency.substring(dependency.lastIndexOf(':') + 1))
            .collect(Collectors.toSet());
    for (var backend : Backends.on("jvm")) {
      if (!backend.library().equals("OpenJDK"))
        assertTrue(measured.contains(backend.version()), backend + " not in " + measured);
    }
  }

  /// JBang keeps the sources of a remote script side by side in one folder.
  @Test
  @DisplayName("no two source files have the same name")
  void uniqueNames() throws IOException {
    try (var lib = Catalog.files("lib");
        var scripts = Catalog.files("scripts")) {
      var counts =
          Stream.concat(lib, scripts)
              .map(file -> file.getFileName().toString())
              .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
      counts.values().removeIf(count -> count == 1);
      assertEquals(Map.of(), counts);
    }
  }

  @Test
  @DisplayName("lib/compiled.java reaches every file of lib/ but the tests and what JMH compiles")
  void compiledReachesEveryFile() throws IOException {
    var lib = Project.root().resolve("lib");
    var reached = new HashSet<Path>();
    var open = new ArrayDeque<>(List.of(lib.resolve("compiled.java")));
    while (!open.isEmpty()) {
      var file = open.pop();
      if (!reached.add(file)) continue;
      Catalog.text(file)
          .lines()
          .filter(line -> line.startsWith("//SOURCES "))
          .map(line -> file.resolveSibling(line.substring("//SOURCES ".length())).normalize())
          .forEach(open::push);
    }
    try (var files = Catalog.files("lib")) {
      var left =
          files
              .filter(file -> !file.startsWith(lib.resolve("test")))
              .filter(file -> !file.startsWith(lib.resolve("jmh")))
              .filter(file -> !file.endsWith("Library.java"))
              .filter(file -> !reached.contains(file))
              .toList();
      assertEquals(List.of(), left);
    }
  }

  @Test
  @DisplayName("every module of Python is brought along by its worker's //FILES")
  void pythonModulesAreBroughtAlong() throws IOException {
    var brought = new TreeSet<String>();
    Catalog.text(Project.root().resolve("lib/process/Python.java"))
        .lines()
        .filter(line -> line.startsWith("//FILES "))
        .forEach(line -> brought.add(line.replaceFirst(".*/", "")));
    try (var modules = Files.list(Project.root().resolve("lib/python"))) {
      var all = modules.map(file -> file.getFileName().toString());
      assertEquals(all.filter(name -> name.endsWith(".py")).collect(Collectors.toSet()), brought);
    }
  }

  @Test
  @DisplayName("--version says the newest version that the changelog has")
  void versionMatchesChangelog() {
    var newest = Pattern.compile("(?m)^## (\\d+\\.\\d+\\.\\d+) ");
    var changelog = newest.matcher(Catalog.text(Project.root().resolve("CHANGELOG.md")));
    assertTrue(changelog.find());
    Command.jbang("bench", "--version").exits(0).says(changelog.group(1) + "\n");
  }

  @Test
  @DisplayName("every directive of every file is understood by JBang")
  void directivesAreUnderstood() throws IOException {
    try (var lib = Catalog.files("lib");
        var scripts = Catalog.files("scripts")) {
      var problems =
          Stream.concat(lib, scripts)
              .flatMap(file -> {
                try {
                  return Directives.of(file).problems().stream();
                } catch (IOException e) {
                  throw new UncheckedIOException(e);
                }
              })
              .toList();
      assertEquals(List.of(), problems);
    }
  }

  @Test
  @DisplayName("every file is formatted")
  void everyFileIsFormatted() {
    Command.jbang("fmt", "--check").exits(0);
  }
}
