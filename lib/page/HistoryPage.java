//FILES page/history.js=history.js
//SOURCES Flags.java
//SOURCES HistoryChart.java
//SOURCES Html.java
//SOURCES Shell.java
//SOURCES Tools.java
//SOURCES ../history/History.java
//SOURCES ../history/Timeline.java
//SOURCES ../report/Wording.java
//SOURCES ../result/Cell.java
//SOURCES ../result/Numbers.java
//SOURCES ../result/ResultsFile.java

package page;

import module java.base;

import history.History;
import history.Timeline;
import report.Wording;
import result.Cell;
import result.Numbers;
import result.ResultsFile;

/// A history as one page of HTML that needs nothing else, in the style of {@link Page}: what has
/// changed, in sentences, and a small picture per line. Its script filters.
public final class HistoryPage {
  private final History history;
  private final List<Timeline> lines;
  private final List<String> backends;

  private HistoryPage(History history) {
    this.history = history;
    lines = history.longer();
    backends = lines.stream().map(line -> line.key().backend()).distinct().toList();
  }

  /// Writes the page.
  ///
  /// @throws result.UserError if the place cannot be written
  public static void write(Path file, History history) {
    ResultsFile.replace(file, of(history).getBytes(StandardCharsets.UTF_8), "--html");
  }

  public static String of(History history) {
    return new HistoryPage(history).html();
  }

  private String html() {
    var body = new StringBuilder(FRONT.formatted(Html.text(history.summary()), changes()));
    body.append(filters());
    var setups = history.setups();
    for (var setup : setups) {
      body.append("<section class=\"setup\">\n<h2>On %s</h2>\n".formatted(Html.name(setup)));
      body.append("<div class=\"cards\">\n");
      for (int i = 0; i < lines.size(); i++)
        if (lines.get(i).key().setup().equals(setup)) body.append(card(i));
      body.append("</div>\n</section>\n");
    }
    body.append("</main>\n").append(FOOTER);
    return Shell.document("What has changed", backends, body.toString(), List.of("history.js"));
  }

  private static final String FRONT =
      """
      <a class="skip" href="#main">Skip to the changes</a>
      <header>
      <h1>What has changed, and since when?</h1>
      <p class="question">The same cells over many runs. Each run is compared with the one before \
      it.</p>
      </header>
      <main id="main" tabindex="-1">
      <section id="changes" aria-labelledby="changes-title">
      <h2 id="changes-title">Changes</h2>
      <p>%s</p>
      %s</section>
      """;

  private static final String FOOTER =
      """
      <footer><p>A dot is the value of a run, its bar the 95 % interval over processes. Overlapping \
      bars are no test: what is called a change is one beyond chance, and all verdicts hold \
      together. Scales are logarithmic, each with a range of its own. A cross is a run that has no \
      number.</p></footer>
      """;

  private String changes() {
    var text = new StringBuilder();
    for (int i = 0; i < lines.size(); i++)
      for (var change : lines.get(i).changes())
        text.append(
            "<li><a href=\"#l%d\">%s</a>: %s</li>\n"
                .formatted(i + 1, Html.name(history.name(lines.get(i))), words(change)));
    return text.isEmpty() ? "" : "<ul>\n" + text + "</ul>\n";
  }

  private static String words(Timeline.Change change) {
    return "<span class=\"%s\">%s</span>"
        .formatted(HistoryChart.direction(change), Html.text(change.words()));
  }

  private String filters() {
    return """
    <form id="tools" hidden aria-label="Filter">
    <label>Search <input type="search" name="q" autocomplete="off"></label>
    %s%s<label><input type="checkbox" name="changed" value="yes"> only what has changed</label>
    <button type="reset">Show everything</button>
    <output id="shown"></output>
    </form>
    """
        .formatted(
            Tools.select("scenario", "Scenario", "all", scenarios()),
            Tools.select("backend", "Backend", "all", backends));
  }

  private List<String> scenarios() {
    return lines.stream().map(line -> line.key().scenario()).distinct().toList();
  }

  private String card(int i) {
    var line = lines.get(i);
    var key = line.key();
    var text = new StringBuilder();
    text.append(
        "<article id=\"l%d\" class=\"b%d card\" tabindex=\"-1\" data-scenario=\"%s\" data-backend=\"%s\" data-changes=\"%d\">\n"
            .formatted(
                i + 1,
                backends.indexOf(key.backend()),
                Html.text(key.scenario()),
                Html.text(key.backend()),
                line.changes().size()));
    text.append("<h3>%s</h3>\n".formatted(Html.name(history.variant(line))));
    text.append(
        "<p class=\"unit\">%s%s</p>\n"
            .formatted(Html.text(Wording.measured(key.metric(), key.unit())), better(line)));
    text.append(new HistoryChart(history, line).svg()).append('\n');
    if (!line.changes().isEmpty())
      text.append(
          line.changes().stream()
              .map(change -> "<li>" + words(change) + "</li>")
              .collect(Collectors.joining("", "<ol>", "</ol>\n")));
    return text.append(table(line)).append("</article>\n").toString();
  }

  private static String better(Timeline line) {
    return line.points().stream()
        .filter(point -> point.cell().ok())
        .findFirst()
        .map(line::metric)
        .map(metric -> metric.higherIsBetter() ? "; more is better" : "; less is better")
        .orElse("");
  }

  private String table(Timeline line) {
    var text = new StringBuilder("<details><summary>");
    text.append(line.points().size()).append(" runs</summary>");
    text.append("<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"Runs of ");
    text.append(Html.text(history.name(line))).append("\"><table><thead><tr>");
    for (var head : List.of("Started", "Version", "Commit", "Runtime", "Value", "95 %", "Notes"))
      text.append("<th scope=\"col\">").append(head).append("</th>");
    text.append("</tr></thead><tbody>\n");
    for (var point : line.points()) text.append(row(line, point));
    return text.append("</tbody></table></div></details>\n").toString();
  }

  private static String row(Timeline line, Timeline.Point point) {
    var run = point.run();
    var cell = point.cell();
    var metric = cell.ok() ? line.metric(point) : null;
    return "<tr><th scope=\"row\">%s</th><td>%s</td><td>%s</td><td>%s</td><td class=\"number\">%s</td><td class=\"number\">%s</td><td>%s</td></tr>\n"
        .formatted(
            Html.text(run.started()),
            Html.text(cell.version()),
            Html.text(run.commit()),
            Html.text("jvm".equals(cell.runtime()) ? run.host().jdk() : run.host().python()),
            metric == null ? "" : Numbers.text(metric.value()),
            metric == null ? "" : Wording.interval(metric),
            notes(line, point));
  }

  private static String notes(Timeline line, Timeline.Point point) {
    var cell = point.cell();
    var status = cell.ok() ? Stream.<String>of() : Stream.of(cell.status() + ": " + cell.reason());
    var change = line.change(point).map(one -> one.comparison().words()).stream();
    var flags = cell.flags().stream().filter(flag -> !flag.startsWith(Cell.SETTING));
    return Stream.of(status, change, flags.map(Flags::brief))
        .flatMap(Function.identity())
        .map(Html::text)
        .collect(Collectors.joining("; "));
  }
}
