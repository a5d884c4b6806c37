//SOURCES ../result/Json.java

package cli;

import module java.base;

import result.Json;

/// What each script is for, in one line. The text comes from the catalog, which `Library.java`
/// includes.
public final class Descriptions {
  private record Catalog(Map<String, Alias> aliases) {}

  private record Alias(String scriptRef, String description) {}

  private Descriptions() {}

  /// @param script main class of the script
  /// @return the description, or the name itself if the script is not in the catalog
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
