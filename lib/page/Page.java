//FILES page/choose.js=choose.js
//FILES page/other.js=other.js
//FILES page/page.js=page.js
//SOURCES Agreements.java
//SOURCES Data.java
//SOURCES Edition.java
//SOURCES Front.java
//SOURCES Guarantees.java
//SOURCES Html.java
//SOURCES Libraries.java
//SOURCES Shell.java
//SOURCES Tables.java
//SOURCES Tools.java
//SOURCES ../report/Machines.java
//SOURCES ../result/Results.java
//SOURCES ../result/ResultsFile.java
//SOURCES ../semantics/Matrix.java

package page;

import module java.base;

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
    var tools = new Tools(edition);
    var body =
        "<a class=\"skip\" href=\"#main\">Skip to the answers</a>\n"
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
            + "</script>\n";
    return Shell.document(
        "Concurrency tools, measured",
        edition.backends(),
        body,
        List.of("page.js", "choose.js", "other.js"));
  }

  private static final String FOOTER =
      """
      <footer><p>A rank is every place that a row may have. <em>Behind by</em> is by how much the \
      best, whichever that is, may be better. Absolute numbers hold for one machine: compare \
      within a table.</p></footer>
      """;
}
