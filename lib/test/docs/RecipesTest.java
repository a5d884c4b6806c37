//DEPS org.junit.jupiter:junit-jupiter:6.1.3
//SOURCES ../../Library.java
//SOURCES ../support/Command.java

package test.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import module java.base;

import cli.Project;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import process.Commands;
import test.support.Command;

/// What runs the project elsewhere: workflows, recipes for clusters, wrappers for Windows.
@DisplayName("Recipes")
public class RecipesTest {
  private static final Path ROOT = Project.root();

  private static String text(String file) throws IOException {
    return Files.readString(ROOT.resolve(file));
  }

  private static String found(String file, String pattern) throws IOException {
    var matcher = Pattern.compile(pattern).matcher(text(file));
    assertTrue(matcher.find(), pattern + " in " + file);
    return matcher.group(1);
  }

  @Test
  @DisplayName("the wrapper for Windows gets the JBang that ./jbang gets, and checks it")
  void pinsAreTheSame() throws IOException {
    for (var pin : List.of("jbang_cli", "jbang_cli_sha256", "gson")) {
      var here = found("jbang", "(?m)^" + pin + "=([\\w.]+)");
      assertEquals(here, found("jbang.ps1", "(?m)^\\$" + pin + " = '([\\w.]+)'"), pin);
    }
    var plugin = "(maven-dependency-plugin:[\\d.]+)";
    assertEquals(found("jbang", plugin), found("jbang.ps1", plugin));
    assertTrue(text("jbang.cmd").contains("jbang_cli_sha256"), "or it would take itself for JBang");
  }

  @Test
  @DisplayName("actionlint has no word against a workflow")
  void workflowsAreChecked() {
    assumeTrue(Commands.onPath("actionlint").findAny().isPresent(), "no actionlint: see .ci/run");
    var workflows = ROOT.resolve(".github/workflows");
    try (var files = Files.list(workflows)) {
      var line =
          Stream.concat(Stream.of("actionlint", "-no-color"), files.map(Path::toString).sorted());
      assertEquals("", Command.run(Map.of(), "", line.toArray(String[]::new)).exits(0).out());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  @DisplayName("the container has the JDK and the Python of the study")
  void containerIsThatOfTheStudy() throws IOException {
    var container = "docs/recipes/Containerfile";
    var jdk = found("docs/results.md", "JDK Temurin-([\\d.]+\\+\\d+)").replace('+', '_');
    assertEquals(jdk, found(container, "eclipse-temurin:([\\d._]+)-"));
    assertEquals(
        found("docs/results.md", "CPython ([\\d.]+),"),
        found(container, "library/python:([\\d.]+)-"));
  }
}
