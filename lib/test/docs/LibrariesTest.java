//DEPS org.junit.jupiter:junit-jupiter:6.1.3
//SOURCES ../../Library.java
//SOURCES ../support/Snippet.java

package test.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import backend.Backends;
import cli.Project;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import test.support.Snippet;

/// docs/libraries.md: it is complete, and its programs print what they should.
@DisplayName("Libraries")
@Execution(ExecutionMode.SAME_THREAD)
public class LibrariesTest {

  static List<Snippet> snippets() throws IOException {
    return Snippet.all();
  }

  @Test
  @DisplayName("every backend but bare has a section, in the order of the list")
  void everyBackendHasSection() throws IOException {
    assertEquals(
        Backends.ids().stream().filter(id -> !id.equals("bare")).toList(),
        snippets().stream().flatMap(snippet -> snippet.ids().stream()).toList());
  }

  @ParameterizedTest(name = "{0}: three sentences, with their source")
  @MethodSource("snippets")
  void sectionHasThreeSentences(Snippet snippet) {
    assertEquals(
        3,
        Pattern.compile("\\.(\\s|$)").matcher(snippet.about()).results().count(),
        snippet::about);
    assertTrue(snippet.about().contains("](https://"), snippet::about);
  }

  /// The releases of the adapters and of Python's worker.
  private static Set<String> measured() throws IOException {
    var releases = new HashSet<String>();
    var lib = Project.root().resolve("lib");
    try (var adapters = Files.newDirectoryStream(lib.resolve("backend"), "*.java")) {
      for (var adapter : adapters) releases.addAll(Snippet.releases(Files.readString(adapter)));
    }
    releases.addAll(Snippet.releases(Files.readString(lib.resolve("python/worker.py"))));
    return releases;
  }

  @ParameterizedTest(name = "{0}: asks for the release that is measured")
  @MethodSource("snippets")
  void programUsesMeasuredRelease(Snippet snippet) throws IOException {
    var asked = Snippet.releases(snippet.code());
    assertTrue(measured().containsAll(asked), () -> asked + " is not what is measured");
    for (var id : snippet.ids()) {
      var backend = Backends.find(id).orElseThrow();
      boolean brought = Set.of("OpenJDK", "asyncio").contains(backend.library());
      assertEquals(
          brought ? List.of() : List.of(backend.version()),
          asked.stream().map(release -> release.replaceFirst(".*[:=]", "")).toList());
    }
  }

  @ParameterizedTest(name = "{0}: prints 42")
  @MethodSource("snippets")
  void programRuns(Snippet snippet, @TempDir Path folder) throws IOException {
    snippet.prints("42", folder);
  }

  @ParameterizedTest(name = "refuse {0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "a name that is not there | java | void main() { nothing(); } | cannot find symbol",
        "a preview that is not asked for | java | StructuredTaskScope<?, ?> scope; void main() {} |"
            + " preview",
        "an unchecked cast | java | List<String> cast(Object o) { return (List<String>) o; } void"
            + " main() {} | unchecked",
        "a failure | java | void main() { throw new IllegalStateException(); } | exit code 1",
        "another sum | python | print(41) | printed \"41\"",
        "a word more | python | print(42, \"or so\") | printed \"42 or so\"",
        "an exit code | python | print(42); raise SystemExit(3) | exit code 3"
      })
  void wrongProgramIsRejected(
      String what, String language, String code, String why, @TempDir Path folder) {
    var head = language.equals("java") ? "//JAVA 25\n" : "";
    var mutated = new Snippet(List.of(what), "", language, head + code + "\n");
    var reason = assertThrows(AssertionError.class, () -> mutated.prints("42", folder));
    assertTrue(reason.getMessage().contains(why), reason::getMessage);
  }

  @Test
  @DisplayName("another release is not one that is measured")
  void otherReleaseIsNotMeasured() throws IOException {
    var measured =
        "io.projectreactor:reactor-core:" + Backends.find("reactor").orElseThrow().version();
    assertEquals(List.of(measured), Snippet.releases("//DEPS " + measured + "\n"));
    assertTrue(measured().contains(measured));
    assertFalse(measured().contains(measured + "1"));
  }
}
