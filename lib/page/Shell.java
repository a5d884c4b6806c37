//FILES page/page.css=page.css
//SOURCES Html.java
//SOURCES ../chart/Look.java

package page;

import module java.base;

import chart.Look;

/// What every page has around its body: the head with the policy that lets nothing in, the style,
/// and the script.
final class Shell {
  private Shell() {}

  /// A whole page.
  ///
  /// @param backends whose colours have the classes `b0`, `b1` and so on
  /// @param scripts resources beside this class, which become one script
  static String document(String title, List<String> backends, String body, List<String> scripts) {
    var style = resource("page.css") + colours(backends);
    var script = scripts.stream().map(Shell::resource).collect(Collectors.joining());
    return """
    <!DOCTYPE html>
    <html lang="en">
    <head>
    <meta charset="utf-8">
    <meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src %s; \
    style-src %s; base-uri 'none'; form-action 'none'">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="color-scheme" content="light dark">
    <meta name="referrer" content="no-referrer">
    <title>%s</title>
    <style>\
    """
            .formatted(Html.hash(script), Html.hash(style), Html.text(title))
        + style
        + "</style>\n</head>\n<body>\n"
        + body
        + "<script>"
        + script
        + "</script>\n</body>\n</html>\n";
  }

  private static String resource(String name) {
    try (var text = Shell.class.getResourceAsStream("/page/" + name)) {
      return new String(text.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The colours of the project's pictures, by the number of the backend. On a dark page, they are
  /// lighter.
  private static String colours(List<String> backends) {
    var light = new StringBuilder();
    var dark = new StringBuilder("@media screen and (prefers-color-scheme:dark){");
    for (int i = 0; i < backends.size(); i++) {
      var look = Look.of(backends.get(i));
      light.append(".b%d{--c:%s}".formatted(i, look.onLight()));
      dark.append(".b%d{--c:%s}".formatted(i, look.onDark()));
    }
    return light.append(dark).append("}\n").toString();
  }
}
