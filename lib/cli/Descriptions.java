//DEPS com.fasterxml.jackson.core:jackson-databind:2.22.4

package cli;

import module java.base;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonToken;

/// What each script is for, in one line. The catalog has it, which `Library.java` brings along.
public final class Descriptions {

  /// Read once. Every script that a person starts needs it for its help, so it is read token by
  /// token: to map it to records would take a quarter of a second.
  private static final Map<String, String> BY_FILE = read();

  private Descriptions() {}

  /// @param script its main class
  /// @return the name itself for a script that is not in the catalog
  public static String of(String script) {
    return BY_FILE.getOrDefault("scripts/" + script + ".java", script);
  }

  private static Map<String, String> read() {
    var descriptions = new HashMap<String, String>();
    try (var text = Descriptions.class.getResourceAsStream("/jbang-catalog.json")) {
      if (text == null) return descriptions;
      try (var json = new JsonFactory().createParser(text)) {
        var alias = new HashMap<String, String>();
        for (JsonToken token; (token = json.nextToken()) != null; ) {
          if (token == JsonToken.VALUE_STRING) alias.put(json.currentName(), json.getText());
          if (token == JsonToken.END_OBJECT)
            descriptions.put(alias.remove("script-ref"), alias.remove("description"));
        }
      }
      return descriptions;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
