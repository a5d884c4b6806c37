//DEPS com.fasterxml.jackson.core:jackson-databind:2.22.4

package result;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.json.JsonMapper;

/// The only place where records are converted to JSON and back. Names are in snake_case. Unknown
/// fields are ignored, so that a reader accepts what later versions add.
public final class Json {
  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .build();

  private static final JsonMapper STRICT =
      MAPPER
          .rebuild()
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
          .build();

  private Json() {}

  /// @throws JsonProcessingException if the text is not JSON or not of that type
  public static <T> T read(String text, Class<T> type) throws JsonProcessingException {
    return MAPPER.readValue(text, type);
  }

  /// The same, and no number is missing, null or a text.
  ///
  /// @throws JsonProcessingException if the text is not JSON or not of that type
  static <T> T strict(String text, Class<T> type) throws JsonProcessingException {
    return STRICT.readValue(text, type);
  }

  /// What is wrong with a text, in words: "line 3, cells[0].rounds[1].cpu_ns is missing or null".
  static String problem(JsonProcessingException e) {
    var line = e.getLocation() == null ? "" : "line " + e.getLocation().getLineNr() + ", ";
    var place = e instanceof JsonMappingException mapping ? place(mapping) : "";
    var said = e.getOriginalMessage().lines().findFirst().orElse("").replaceFirst(" \\(.*", "");
    if (said.startsWith("Cannot map `null`")) return line + place + " is missing or null";
    if (said.startsWith("Unexpected end-of-input") || said.startsWith("No content"))
      return line + "truncated: the text ends in the middle";
    if (e instanceof InvalidFormatException value)
      return "%s%s is '%s': a %s is wanted"
          .formatted(line, place, value.getValue(), value.getTargetType().getSimpleName());
    return line + (place.isEmpty() ? "" : place + ": ") + said;
  }

  private static String place(JsonMappingException e) {
    var place = new StringBuilder();
    for (var part : e.getPath())
      place.append(
          part.getFieldName() == null
              ? "[" + part.getIndex() + "]"
              : (place.isEmpty() ? "" : ".") + part.getFieldName());
    return place.toString();
  }

  /// On one line.
  public static String line(Object value) {
    return write(value, false);
  }

  /// Indented, for people.
  public static String pretty(Object value) {
    return write(value, true);
  }

  private static String write(Object value, boolean indented) {
    try {
      var writer = MAPPER.writer();
      return (indented ? writer.with(SerializationFeature.INDENT_OUTPUT) : writer)
          .writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
