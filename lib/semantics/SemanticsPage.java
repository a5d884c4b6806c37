//SOURCES Documented.java
//SOURCES Judgement.java
//SOURCES LibraryNames.java
//SOURCES Matrix.java
//SOURCES MatrixText.java
//SOURCES Need.java
//SOURCES Probe.java
//SOURCES Probes.java
//SOURCES ../cli/Table.java
//SOURCES ../report/Pages.java

package semantics;

import module java.base;

import cli.Table;
import report.Pages;

/// The published observations, as docs/semantics.md and README.md show them.
public final class SemanticsPage {
  private static final Path STUDY = Path.of("docs/study/semantics.json.gz");

  private static final Map<Judgement, String> MARKS =
      Map.of(
          Judgement.SAFE, "✓",
          Judgement.BY_DESIGN, "~",
          Judgement.NONE, "–",
          Judgement.UNSAFE, "✗",
          Judgement.BROKEN, "?");

  /// How many needs README shows.
  private static final int SHORT = 6;

  private final Matrix matrix;

  private SemanticsPage(Matrix matrix) {
    this.matrix = matrix;
  }

  /// Adds to the pages what these observations say.
  public static void put(Pages pages, Matrix matrix) throws IOException {
    var page = new SemanticsPage(matrix);
    pages.put(
        "docs/semantics.md",
        Map.of(
            "needs", page.needs(),
            "matrix", page.overview(),
            "probes", page.probes()));
    pages.put("README.md", Map.of("guarantees", page.guarantees()));
  }

  /// Makes these observations the published ones.
  ///
  /// @return exit code
  public static int publish(Matrix matrix) throws IOException {
    Matrix.write(STUDY, matrix);
    return pages().write();
  }

  /// @return exit code: 1 if a page says something else than the published observations
  public static int check() throws IOException {
    return pages().check();
  }

  private static Pages pages() throws IOException {
    var pages = new Pages("./jbang report --pages");
    put(pages, Matrix.read(STUDY));
    return pages;
  }

  /// All answers at a glance: a row per probe, a column per backend.
  private String overview() {
    var backends = matrix.backends();
    var head = new ArrayList<>(List.of("Probe"));
    for (var backend : backends) head.add(backend.replace("-", "-<br>"));
    var table = new Table(1 + backends.size()).row(head);
    for (var probe : matrix.probes()) {
      var row = new ArrayList<>(List.of("[" + probe + "](#" + probe + ")"));
      for (var backend : backends)
        row.add(matrix.cell(probe, backend).map(SemanticsPage::mark).orElse(""));
      table.row(row);
    }
    return table.markdown();
  }

  private static String mark(Matrix.Cell cell) {
    return MARKS.get(cell.judgement()) + (cell.runs().isEmpty() ? "" : "*");
  }

  /// A section per probe.
  private String probes() {
    return matrix.probes().stream()
        .map(id -> Probes.find(id).map(this::section).orElse(""))
        .collect(Collectors.joining("\n"));
  }

  private String section(Probe probe) {
    var table = new Table(4).row("", "Observed", "Backends", "Evidence, of the first");
    for (var answer : MatrixText.answers(matrix, probe.id()))
      table.row(
          MARKS.get(answer.judgement()) + " " + answer.judgement(),
          answer.says(),
          String.join(", ", answer.backends()),
          answer.evidence());
    return "### %s%n%n%s%nSafe answer: %s.%n%n%s%s"
        .formatted(
            probe.id(), probe.question(), probe.safe(), table.markdown(), documented(probe.id()));
  }

  /// What documentation says, and where an observation contradicts it.
  private String documented(String probe) {
    var text = new StringBuilder();
    for (var one : Documented.of(probe)) {
      var contradicted = one.contradicted(matrix);
      text.append(
          "- Documented for %s: [%s](%s).%s%n"
              .formatted(
                  String.join(", ", one.backends()),
                  one.says(),
                  one.source(),
                  contradicted.isEmpty()
                      ? ""
                      : " **Observed otherwise on " + String.join(", ", contradicted) + ".**"));
    }
    return text.isEmpty() ? "" : "\n" + text;
  }

  /// What each need costs in choice: who meets it, and who does not.
  private String needs() {
    var table = new Table(5).row("I need", "Yes", "By design otherwise", "No", "No such operation");
    for (var need : Need.all())
      table.row(
          need.text() + linked(need, ""),
          met(need, Judgement.SAFE),
          met(need, Judgement.BY_DESIGN),
          met(need, Judgement.UNSAFE, Judgement.BROKEN),
          met(need, Judgement.NONE));
    return table.markdown();
  }

  /// The same for README: the first needs alone.
  private String guarantees() {
    var table = new Table(3).row("I need", "Yes", "Not, or not always");
    for (var need : Need.all().subList(0, SHORT))
      table.row(
          need.text() + linked(need, "docs/semantics.md"),
          met(need, Judgement.SAFE),
          met(need, Judgement.BY_DESIGN, Judgement.UNSAFE, Judgement.BROKEN));
    return table.markdown();
  }

  private static String linked(Need need, String page) {
    return need.probes().stream()
        .map(probe -> "[" + probe + "](" + page + "#" + probe + ")")
        .collect(Collectors.joining(", ", " (", ")"));
  }

  private String met(Need need, Judgement... judgements) {
    return LibraryNames.of(
        matrix.backends().stream()
            .filter(backend ->
                need.met(matrix, backend).filter(List.of(judgements)::contains).isPresent())
            .toList());
  }
}
