//SOURCES ../../Library.java

package test.support;

import static org.junit.jupiter.api.Assertions.assertEquals;

import module java.base;

import cli.Project;
import com.fasterxml.jackson.databind.ObjectMapper;

/// The catalog, the scripts and the dependencies of a project: of this one or of a copy.
public final class Catalog {
  private Catalog() {}

  public record Alias(String name, String script, String description) {
    @Override
    public String toString() {
      return name;
    }
  }

  public static List<Alias> aliases() {
    return aliases(Project.root());
  }

  public static List<Alias> aliases(Path project) {
    try {
      var catalog = new ObjectMapper().readTree(project.resolve("jbang-catalog.json").toFile());
      return catalog.get("aliases").properties().stream()
          .map(alias ->
              new Alias(
                  alias.getKey(),
                  alias.getValue().get("script-ref").asText(),
                  alias.getValue().get("description").asText()))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static Stream<Path> files(String folder) throws IOException {
    return files(Project.root(), folder);
  }

  public static Stream<Path> files(Path project, String folder) throws IOException {
    return Files.walk(project.resolve(folder)).filter(file -> file.toString().endsWith(".java"));
  }

  /// The ids of the scenarios, which are the names of the scripts that contain a scenario and
  /// nothing else.
  public static List<String> scenarios() throws IOException {
    try (var scripts = files("scripts")) {
      return scripts
          .filter(script ->
              text(script).contains("void main(String... args) {\n  Bench.scenario(this)"))
          .map(script -> script.getFileName().toString().replace(".java", ""))
          .sorted()
          .toList();
    }
  }

  public static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static void assertComplete(Path project) throws IOException {
    try (var scripts = files(project, "scripts")) {
      var names =
          scripts
              .map(script -> "scripts/" + script.getFileName())
              .collect(Collectors.toCollection(TreeSet::new));
      assertEquals(names, new TreeSet<>(aliases(project).stream().map(Alias::script).toList()));
      assertEquals(names.size(), aliases(project).size());
    }
  }

  public static void assertDescribed(Path project) {
    for (var alias : aliases(project)) assertDescribed(project, alias);
  }

  public static void assertDescribed(Path project, Alias alias) {
    assertEquals(
        List.of("//DESCRIPTION " + alias.description()),
        text(project.resolve(alias.script()))
            .lines()
            .filter(line -> line.startsWith("//DESCRIPTION"))
            .toList());
  }

  public static List<String> dependencies(Path project, String folder) throws IOException {
    try (var files = files(project, folder)) {
      return files
          .flatMap(file -> text(file).lines())
          .filter(line -> line.startsWith("//DEPS "))
          .map(line -> line.substring("//DEPS ".length()))
          .filter(dependency -> !dependency.endsWith(".java"))
          .toList();
    }
  }

  public static void assertReasons(Path project) throws IOException {
    var used =
        Stream.of(dependencies(project, "lib"), dependencies(project, "scripts"))
            .flatMap(List::stream)
            .map(dependency -> String.join(":", List.of(dependency.split(":")).subList(0, 2)))
            .collect(Collectors.toCollection(TreeSet::new));
    var row = Pattern.compile("\\| `([^`]+:[^`]+)` \\| .+ \\|");
    var explained =
        text(project.resolve("docs/dependencies.md"))
            .lines()
            .map(row::matcher)
            .filter(Matcher::matches)
            .map(match -> match.group(1))
            .collect(Collectors.toCollection(TreeSet::new));
    assertEquals(used, explained);
  }
}
