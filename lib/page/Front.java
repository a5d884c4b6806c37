//SOURCES Chapter.java
//SOURCES Edition.java
//SOURCES Html.java
//SOURCES ../cli/Descriptions.java
//SOURCES ../report/Wording.java
//SOURCES ../result/Cell.java
//SOURCES ../result/Comparison.java
//SOURCES ../result/Results.java

package page;

import module java.base;

import cli.Descriptions;
import report.Wording;
import result.Cell;
import result.Comparison.Verdict;
import result.Results;

/// The first screen: the question, the answer of each table, the machine, and how sure that is.
record Front(Edition edition) {
  private static final int NAMED = 5;

  String html() {
    return """
    <header>
    <h1>Concurrency tools, measured</h1>
    <p class="question">Which concurrency tool should I use, what does it cost, and what does it \
    guarantee?</p>
    </header>
    <main id="main">
    <section id="answers" aria-labelledby="answers-title">
    <h2 id="answers-title">The rows that may be best</h2>
    <p>%s</p>
    %s<p>%s</p>
    </section>
    """
        .formatted(Html.text(Wording.machine(edition.results()).strip()), answers(), sure());
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
    if (noisy > 0)
      text.append(" On %d of %d rows, others used the machine.".formatted(noisy, cells.size()));
    return text + warnings(edition.results());
  }

  private static String processes(int least, int most) {
    return (least == most ? "" + most : least + " to " + most)
        + (most == 1 ? " process" : " processes");
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
            <caption>Rows of one field differ by chance, or by too little to tell.</caption>
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
