//DEPS com.fasterxml.jackson.core:jackson-databind:2.22.4

package lint;

import module java.base;

import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

/// JBang's catalog, as it follows from the scripts. Each script has an alias there, with the
/// description from its `//DESCRIPTION`.
public final class Aliases {
  private static final String DESCRIPTION = "//DESCRIPTION ";

  private Aliases() {}

  /// @param catalog `jbang-catalog.json`
  /// @param scripts the files of `scripts/`
  /// @return the catalog with an alias for each script; existing aliases keep their names and their
  ///     order
  /// @throws IOException if one of the files cannot be read, or if the catalog is not JSON
  public static String mended(Path catalog, List<Path> scripts) throws IOException {
    var json = (ObjectNode) new ObjectMapper().readTree(Files.readString(catalog));
    var aliases = json.withObject("aliases");
    for (var script : scripts) {
      var reference = "scripts/" + script.getFileName();
      var alias =
          aliases.properties().stream()
              .map(Map.Entry::getValue)
              .filter(one -> one.path("script-ref").asText().endsWith(reference))
              .findFirst()
              .map(ObjectNode.class::cast)
              .orElseGet(() -> aliases.putObject(name(script)).put("script-ref", reference));
      alias.put("description", description(script));
    }
    aliases
        .properties()
        .removeIf(alias ->
            scripts.stream()
                .noneMatch(script ->
                    alias
                        .getValue()
                        .path("script-ref")
                        .asText()
                        .endsWith("scripts/" + script.getFileName())));
    return new ObjectMapper().writer(printer()).writeValueAsString(json) + "\n";
  }

  private static String name(Path script) {
    return script.getFileName().toString().replace(".java", "").replace('_', '-');
  }

  private static String description(Path script) throws IOException {
    try (var lines = Files.lines(script)) {
      return lines
          .filter(line -> line.startsWith(DESCRIPTION))
          .map(line -> line.substring(DESCRIPTION.length()).strip())
          .findFirst()
          .orElse("");
    }
  }

  private static DefaultPrettyPrinter printer() {
    var separators =
        Separators.createDefaultInstance().withObjectFieldValueSpacing(Separators.Spacing.AFTER);
    var printer = new DefaultPrettyPrinter(separators);
    printer.indentObjectsWith(new DefaultIndenter("  ", "\n"));
    return printer;
  }
}
