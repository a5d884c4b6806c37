//SOURCES Edition.java
//SOURCES Html.java
//SOURCES ../result/Cell.java

package page;

import module java.base;

import result.Cell;

/// What the script of the page works with: filters, the chooser, the place for another file. They
/// are hidden where no script runs.
record Tools(Edition edition) {

  String filters() {
    return """
    <form id="tools" hidden aria-label="Filter and compare">
    <label>Search <input type="search" name="q" autocomplete="off"></label>
    %s%s%s%s<button type="reset">Show everything</button>
    <output id="shown"></output>
    </form>
    """
        .formatted(
            select("one", "Take as 1x", "the best of each table", edition.backends()),
            select("runtime", "Runtime", "all", edition.all(Cell::runtime)),
            select("kind", "A task is", "anything", edition.all(Cell::kind)),
            select("scenario", "Scenario", "all", edition.results().scenarios()));
  }

  static String select(String name, String label, String none, List<String> choices) {
    return "<label>%s <select name=\"%s\"><option value=\"\">%s</option>%s</select></label>\n"
        .formatted(label, name, none, options(choices));
  }

  private static String options(List<String> choices) {
    return choices.stream()
        .map(choice -> "<option value=\"%s\">%1$s</option>".formatted(Html.text(choice)))
        .collect(Collectors.joining());
  }

  String chooser() {
    return """
    <section id="choose" hidden aria-labelledby="choose-title">
    <h2 id="choose-title">Which one do I need?</h2>
    <form id="needs" aria-label="What you need">
    %s
    <fieldset><legend>It runs on</legend>
    <label>Runtime <select name="on"><option value="">either</option>%s</select></label>
    <label>A task is <select name="task"><option value="">anything</option>%s</select></label>
    </fieldset>
    <details><summary>By numbers, such as memory per task</summary><div class="limits">
    %s</div></details>
    <label>Of those, the best at <select name="at"><option value="">nothing in particular\
    </option>%s</select></label>
    </form>
    <div id="chosen" role="status"></div>
    </section>
    """
        .formatted(
            needs(),
            options(edition.all(Cell::runtime)),
            options(edition.all(Cell::kind)),
            limits(),
            tables());
  }

  private String needs() {
    var needs = edition.guarantees().needs();
    if (needs.isEmpty()) return "";
    return IntStream.range(0, needs.size())
        .mapToObj(i ->
            "<label><input type=\"checkbox\" name=\"need\" value=\"%d\"> %s</label>\n"
                .formatted(i, Html.text(needs.get(i))))
        .collect(Collectors.joining("", "<fieldset><legend>I need</legend>\n", "</fieldset>"));
  }

  private String limits() {
    return edition.chapters().stream()
        .filter(chapter -> chapter.metric() != null)
        .map(chapter ->
            "<label>%s, %s <input type=\"number\" min=\"0\" step=\"any\" name=\"limit-%s\"> %s</label>\n"
                .formatted(
                    Html.name(chapter.variant().name()),
                    chapter.metric().higherIsBetter() ? "at least" : "at most",
                    chapter.id(),
                    Html.text(chapter.metric().unit())))
        .collect(Collectors.joining());
  }

  private String tables() {
    return edition.chapters().stream()
        .filter(chapter -> chapter.metric() != null)
        .map(chapter ->
            "<option value=\"%s\">%s</option>"
                .formatted(chapter.id(), Html.text(chapter.variant().name())))
        .collect(Collectors.joining());
  }

  String other() {
    return """
    <section id="other" hidden aria-labelledby="other-title">
    <h2 id="other-title">Beside another run</h2>
    <p><label>Another results file, which may also be dropped anywhere on this page: <input \
    type="file" id="file" accept=".json,.gz"></label></p>
    <p id="told" role="status"></p>
    </section>
    """;
  }
}
