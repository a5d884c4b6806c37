//SOURCES Chapter.java
//SOURCES Edition.java
//SOURCES Html.java
//SOURCES ../cli/Descriptions.java
//SOURCES ../report/Study.java
//SOURCES ../report/Wording.java
//SOURCES ../result/Cell.java
//SOURCES ../result/Comparison.java
//SOURCES ../result/Numbers.java
//SOURCES ../result/Results.java

package page;

import module java.base;

import cli.Descriptions;
import report.Study;
import report.Wording;
import result.Cell;
import result.Comparison.Verdict;
import result.Numbers;
import result.Results;

/// The first screen: the question, the answer of each table, the machine, and how sure that is.
record Front(Edition edition) {
  private static final int NAMED = 5;

  /// A link to a table of the report, which this page has, too.
  private static final Pattern LINK =
      Pattern.compile("\\[([^\\]]+)]\\([\\w/]*report\\.md#([\\w-]+)\\)");

  String html() {
    return """
    <header>
    <h1>Concurrency tools, measured</h1>
    <p class="question">Which concurrency tool should I use, what does it cost, and what does it \
    guarantee?</p>
    </header>
    <main id="main">
    <section id="answers" aria-labelledby="answers-title">
    <h2 id="answers-title">In short</h2>
    %s%s<h3>The rows that may be best</h3>
    %s<p>%s</p>
    <p>%s</p>
    </section>
    """
        .formatted(
            questions(),
            caution(),
            answers(),
            sure(),
            Html.text(Wording.machine(edition.results()).strip()));
  }

  /// The questions that the results answer, each in a sentence or two, from their form in Markdown.
  private String questions() {
    var ids = new HashMap<String, String>();
    for (var chapter : edition.chapters())
      ids.put(chapter.variant().name().replace(' ', '-'), chapter.id());
    return Study.answers(edition.results())
        .lines()
        .map(line -> Html.text(line.replaceFirst("^- ", "")))
        .map(line -> line.replaceAll("\\*\\*(.+?)\\*\\*", "<strong>$1</strong>"))
        .map(line -> line.replaceAll("`(.+?)`", "<code>$1</code>"))
        .map(line ->
            LINK.matcher(line)
                .replaceAll(link ->
                    Matcher.quoteReplacement(
                        "<a href=\"#%s\">%s</a>".formatted(ids.get(link.group(2)), link.group(1)))))
        .map(line -> "<li>" + line + "</li>")
        .collect(Collectors.joining("\n", "<ul>", "</ul>\n"));
  }

  /// What a reader must know before any number.
  private String caution() {
    var cells = edition.results().cells().stream().filter(Cell::ok).toList();
    long noisy = cells.stream().filter(Front::noisy).count();
    return 2 * noisy <= cells.size()
        ? ""
        : "<p class=\"caution\">On %d of %d rows, others used the machine: take the numbers as rough.</p>\n"
            .formatted(noisy, cells.size());
  }

  /// How many processes and pairs there are, and what is uncertain about them.
  private String sure() {
    var cells = edition.results().cells().stream().filter(Cell::ok).toList();
    if (cells.isEmpty()) return "No row has numbers.";
    var processes = cells.stream().mapToInt(cell -> cell.rounds().size()).summaryStatistics();
    long clear = count(Verdict.BETTER, Verdict.WORSE);
    long equal = count(Verdict.EQUAL);
    long untold = count(Verdict.UNTOLD);
    var text = new StringBuilder("<strong>How sure is that?</strong> ");
    text.append(
        "Each row was measured in %s of its own. Intervals are 95 %% confidence intervals over"
                .formatted(processes(processes.getMin(), processes.getMax()))
            + " processes, and all verdicts of a table hold together. Of %,d pairs of ranked rows,"
                .formatted(clear + equal + untold)
            + " %,d differ beyond chance, %,d are about equal, and of %,d it cannot be told yet."
                .formatted(clear, equal, untold));
    long noisy = cells.stream().filter(Front::noisy).count();
    if (noisy > 0 && 2 * noisy <= cells.size())
      text.append(" On %d of %d rows, others used the machine.".formatted(noisy, cells.size()));
    return text + warnings(edition.results());
  }

  private static String processes(int least, int most) {
    return Numbers.range(least, most) + (most == 1 ? " process" : " processes");
  }

  private static boolean noisy(Cell cell) {
    return cell.flags().stream().anyMatch(flag -> flag.startsWith("noisy"));
  }

  private static String warnings(Results results) {
    if (results.warnings() == null || results.warnings().isEmpty()) return "";
    return results.warnings().stream()
        .map(warning -> "<li>" + Html.text(warning) + "</li>")
        .collect(Collectors.joining("", "</p><ul class=\"warnings\">", "</ul><p>"));
  }

  private long count(Verdict... verdicts) {
    return edition.chapters().stream().mapToLong(chapter -> chapter.count(verdicts)).sum();
  }

  private String answers() {
    var text =
        new StringBuilder(
            """
            <div class="scroll" tabindex="0" role="region" aria-label="Table of the answers">
            <table class="answers">
            <caption>This run cannot tell the rows of one field apart: any of them may be the best.</caption>
            <thead><tr><th scope="col">Table</th><th scope="col">On the JVM</th>\
            <th scope="col">In Python</th></tr></thead><tbody>
            """);
    for (var chapter : edition.chapters())
      text.append(
          "<tr><th scope=\"row\"><a href=\"#%s\">%s</a><small>%s</small></th><td>%s</td><td>%s</td></tr>\n"
              .formatted(
                  chapter.id(),
                  Html.name(chapter.variant().name()),
                  Html.text(about(chapter)),
                  best(chapter, "jvm"),
                  best(chapter, "python")));
    return text.append("</tbody></table></div>\n").toString();
  }

  private static String about(Chapter chapter) {
    var compares = chapter.variant().compares();
    return compares.isEmpty()
        ? Descriptions.of(chapter.scenario()).replaceFirst("^[^:]*: ", "")
        : compares;
  }

  private String best(Chapter chapter, String runtime) {
    var best = chapter.best(runtime);
    if (best.isEmpty()) return "no row with a rank";
    var named =
        best.stream()
            .limit(NAMED)
            .map(cell -> Html.name(cell.backend()))
            .collect(Collectors.joining(", "));
    var more = best.size() > NAMED ? " and %d more".formatted(best.size() - NAMED) : "";
    var range = Html.text(Wording.range(best, best.getFirst().headline()));
    var untold = best.size() > 1 && !chapter.equal(best) ? " <em>Cannot tell yet which.</em>" : "";
    return named + more + "<small>" + range + "</small>" + untold;
  }
}
