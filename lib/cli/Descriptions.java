//SOURCES ../result/Json.java

package cli;

import module java.base;

import result.Json;

/// What each script is for, in one line: the catalog has it, which `Library.java` brings along.
public final class Descriptions {
  private record Catalog(Map<String, Alias> aliases) {}

  private record Alias(String scriptRef, String description) {}

  private Descriptions() {}

  /// @param script its main class
  /// @return the name itself for a script that is not in the catalog
  public static String of(String script) {
    try (var text = Descriptions.class.getResourceAsStream("/jbang-catalog.json")) {
      if (text == null) return script;
      var catalog = new String(text.readAllBytes(), StandardCharsets.UTF_8);
      return Json.read(catalog.replace("script-ref", "script_ref"), Catalog.class)
          .aliases
          .values()
          .stream()
          .filter(alias -> alias.scriptRef.endsWith("/" + script + ".java"))
          .map(Alias::description)
          .findFirst()
          .orElse(script);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
