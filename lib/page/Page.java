//FILES page/choose.js=choose.js
//FILES page/other.js=other.js
//FILES page/page.css=page.css
//FILES page/page.js=page.js
//SOURCES Agreements.java
//SOURCES Data.java
//SOURCES Edition.java
//SOURCES Front.java
//SOURCES Guarantees.java
//SOURCES Html.java
//SOURCES Libraries.java
//SOURCES Tables.java
//SOURCES Tools.java
//SOURCES ../chart/Look.java
//SOURCES ../report/Machines.java
//SOURCES ../result/Results.java
//SOURCES ../result/ResultsFile.java
//SOURCES ../semantics/Matrix.java

package page;

import module java.base;

import chart.Look;
import report.Machines;
import result.Results;
import result.ResultsFile;
import semantics.Matrix;

/// A run as one page of HTML that needs nothing else: no network, and no script to be read. Its
/// script filters, looks up comparisons and helps to choose.
public final class Page {
  private Page() {}

  private static final Path GUARANTEES = Path.of("docs/study/semantics.json.gz");

  /// Writes the page, with the published guarantees if the project has some.
  ///
  /// @throws result.UserError if the place cannot be written
  public static void write(Path file, Results results) {
    write(file, new Machines(List.of(results)));
  }

  /// Writes a page about the first machine, which also says what holds on how many machines.
  ///
  /// @throws result.UserError if the place cannot be written
  public static void write(Path file, Machines machines) {
    var observed = Files.exists(GUARANTEES) ? Matrix.read(GUARANTEES) : null;
    ResultsFile.replace(file, of(machines, observed).getBytes(StandardCharsets.UTF_8), "--html");
  }

  /// @param matrix the observed guarantees; null if there are none
  public static String of(Results results, Matrix matrix) {
    return of(new Machines(List.of(results)), matrix);
  }

  /// @param matrix the observed guarantees; null if there are none
  public static String of(Machines machines, Matrix matrix) {
    var results = machines.all().getFirst();
    var edition = Edition.of(results, new Guarantees(matrix));
    var style = resource("page.css") + colours(edition.backends());
    var script = resource("page.js") + resource("choose.js") + resource("other.js");
    var tools = new Tools(edition);
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
    <title>Concurrency tools, measured</title>
    <style>\
    """
            .formatted(Html.hash(script), Html.hash(style))
        + style
        + "</style>\n</head>\n<body>\n<a class=\"skip\" href=\"#main\">Skip to the answers</a>\n"
        + new Front(edition).html()
        + new Agreements(machines).html()
        + tools.chooser()
        + tools.filters()
        + tools.other()
        + Tables.of(edition)
        + new Libraries(edition).html()
        + "</main>\n"
        + FOOTER
        + "<script type=\"application/json\" id=\"data\">"
        + Html.json(new Data(edition).json())
        + "</script>\n<script>"
        + script
        + "</script>\n</body>\n</html>\n";
  }

  private static final String FOOTER =
      """
      <footer><p>A rank is every place that a row may have. <em>Behind by</em> is by how much the \
      best, whichever that is, may be better. Absolute numbers hold for one machine: compare \
      within a table.</p></footer>
      """;

  private static String resource(String name) {
    try (var text = Page.class.getResourceAsStream("/page/" + name)) {
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
