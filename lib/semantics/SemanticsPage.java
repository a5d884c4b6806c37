//SOURCES Advice.java
//SOURCES Documented.java
//SOURCES Judgement.java
//SOURCES LibraryNames.java
//SOURCES Matrix.java
//SOURCES MatrixText.java
//SOURCES Need.java
//SOURCES Probe.java
//SOURCES Probes.java
//SOURCES ../backend/Backends.java
//SOURCES ../cli/Table.java
//SOURCES ../report/Pages.java

package semantics;

import module java.base;

import backend.Backends;
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

  private static final String YES = "Yes";
  private static final String OTHERWISE = "In its own way";
  private static final String NO = "No, or not always";

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
            "origin", page.origin(),
            "probes", page.probes()));
    pages.put(
        "README.md", Map.of("exceptions", exceptions(matrix), "guarantees", page.guarantees()));
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

  /// All answers of libraries at a glance: a table per runtime, and one more for the races.
  private String overview() {
    return Stream.of(
            overview("On the JVM", "jvm", false),
            overview("On the JVM: races of HTTP requests", "jvm", true),
            overview("In Python", "python", false),
            overview("In Python: races of HTTP requests", "python", true))
        .collect(Collectors.joining("\n"));
  }

  /// A row per probe, a column per library.
  private String overview(String title, String runtime, boolean races) {
    var backends =
        libraries()
            .filter(
                id -> Backends.find(id).filter(one -> one.runtime().equals(runtime)).isPresent())
            .toList();
    var head = new ArrayList<>(List.of("Probe"));
    for (var backend : backends) head.add(backend.replace("-", "-<br>"));
    var table = new Table(1 + backends.size()).row(head);
    for (var probe : matrix.probes()) {
      if (probe.startsWith("race-") != races) continue;
      var row = new ArrayList<>(List.of("[" + probe + "](#" + probe + ")"));
      for (var backend : backends)
        row.add(matrix.cell(probe, backend).map(SemanticsPage::mark).orElse(""));
      table.row(row);
    }
    return "### " + title + "\n\n" + table.markdown();
  }

  /// Where and when it was observed, and how often.
  private String origin() {
    var host = matrix.host();
    var once =
        Probes.all().stream()
            .filter(Probes::isLong)
            .map(Probe::id)
            .collect(Collectors.joining(", "));
    return """
    Observed from %s on, at commit %s, on %s, %d cores, %s, JDK %s.

    Each probe ran %d times on each backend. Those that take long ran once: %s.
    """
        .formatted(
            matrix.started(),
            matrix.commit(),
            host.cpu(),
            host.cores(),
            host.os(),
            host.jdk(),
            matrix.repeats(),
            once);
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
    var table = new Table(4).row("", "Observed", "Backends", "Evidence");
    for (var answer : MatrixText.answers(matrix, probe.id()))
      table.row(
          MARKS.get(answer.judgement()) + " " + answer.judgement(),
          answer.says(),
          String.join(", ", answer.backends()),
          evidence(answer));
    return "### %s%n%n**%s** Safe answer: %s.%n%n%s%s%s"
        .formatted(
            probe.id(),
            probe.question(),
            probe.safe(),
            table.markdown(),
            Advice.of(probe).map("%n%s%n"::formatted).orElse(""),
            documented(probe.id()));
  }

  private static String evidence(MatrixText.Answer answer) {
    if (answer.evidence().isEmpty() || answer.backends().size() == 1) return answer.evidence();
    return "%s: %s".formatted(answer.backends().getFirst(), answer.evidence());
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

  /// README's question about failures that nobody hears of: the first need, with the number of
  /// libraries for each way to lose one.
  public static String exceptions(Matrix matrix) {
    var page = new SemanticsPage(matrix);
    var need = Need.all().getFirst();
    long asked = page.libraries().filter(id -> need.met(matrix, id).isPresent()).count();
    long lost = page.losing(need);
    if (lost == 0)
      return "- **Can an exception disappear?** Not in what was observed of %d backends.%n"
          .formatted(asked);
    var ways =
        need.parts().stream()
            .map(part -> way(part) + ": " + page.losing(part))
            .collect(Collectors.joining("; "));
    var kept = page.met(need, Judgement.SAFE);
    return "- **Can an exception disappear?** Yes, with %d of %d backends (%s). In none of these cases with %s.%n"
        .formatted(lost, asked, ways, kept.isEmpty() ? "all others together" : kept);
  }

  private Stream<String> libraries() {
    return matrix.backends().stream().filter(LibraryNames::isLibrary);
  }

  private long losing(Need need) {
    return libraries()
        .filter(id ->
            need.met(matrix, id)
                .filter(List.of(Judgement.UNSAFE, Judgement.BROKEN)::contains)
                .isPresent())
        .count();
  }

  /// "two children fail", with a link to the probe.
  private static String way(Need part) {
    var id = part.probes().getFirst();
    var question = Probes.find(id).map(Probe::question).orElse(id).replaceFirst(": .*", "");
    return "[%s](docs/semantics.md#%s)".formatted(question.toLowerCase(Locale.ROOT), id);
  }

  /// What each need costs in choice: who meets it, and who does not.
  private String needs() {
    var table = new Table(5).row("I need", YES, OTHERWISE, NO, "No such operation");
    for (var need : Need.all())
      Stream.concat(Stream.of(need), need.parts().stream())
          .forEach(one ->
              table.row(
                  one.text() + linked(one, ""),
                  met(one, Judgement.SAFE),
                  met(one, Judgement.BY_DESIGN),
                  met(one, Judgement.UNSAFE, Judgement.BROKEN),
                  met(one, Judgement.NONE)));
    return table.markdown();
  }

  /// The same for README: the first needs alone.
  private String guarantees() {
    var table = new Table(4).row("I need", YES, OTHERWISE, NO);
    for (var need : Need.all().subList(0, SHORT))
      table.row(
          need.text() + linked(need, "docs/semantics.md"),
          met(need, Judgement.SAFE),
          met(need, Judgement.BY_DESIGN),
          met(need, Judgement.UNSAFE, Judgement.BROKEN));
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
