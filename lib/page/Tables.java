//SOURCES Chapter.java
//SOURCES Drawing.java
//SOURCES Edition.java
//SOURCES Flags.java
//SOURCES Html.java
//SOURCES Remeasure.java
//SOURCES ../cli/Descriptions.java
//SOURCES ../report/Wording.java
//SOURCES ../result/Cell.java
//SOURCES ../result/Metric.java
//SOURCES ../result/Numbers.java
//SOURCES ../result/Ranking.java

package page;

import module java.base;

import cli.Descriptions;
import report.Wording;
import result.Cell;
import result.Metric;
import result.Numbers;
import result.Ranking;

/// A section per table: rows with rank, value, interval, processes and verdict. Below each row
/// stands what else is known of it.
record Tables(Edition edition, Chapter chapter) {
  private static final int FIXED = 7;

  static String of(Edition edition) {
    return edition.chapters().stream()
        .map(chapter -> new Tables(edition, chapter).section())
        .collect(Collectors.joining());
  }

  private String section() {
    var variant = chapter.variant();
    return """
    <section id="%s" class="chapter" data-scenario="%s">
    <h2>%s</h2>
    <p>%s%s.%s</p>
    %s%s</section>
    """
        .formatted(
            chapter.id(),
            Html.text(chapter.scenario()),
            Html.name(variant.name()),
            Html.text(Descriptions.of(chapter.scenario())),
            Html.text(variant.compares().isEmpty() ? "" : ". It compares " + variant.compares()),
            parameters(),
            new Drawing(chapter).shared(edition::number),
            table());
  }

  private String parameters() {
    if (chapter.rows().isEmpty()) return "";
    return " Parameters: " + Html.text(chapter.rows().getFirst().cell().parameters()) + ".";
  }

  private String table() {
    var text = new StringBuilder();
    text.append("<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"Table ");
    text.append(Html.text(chapter.variant().name())).append("\">\n<table class=\"rows\">");
    text.append("<caption>").append(caption()).append("</caption>\n");
    if (chapter.metric() != null) text.append(head());
    for (var row : chapter.rows()) text.append(row(row));
    for (var cell : chapter.variant().cells()) if (!cell.ok()) text.append(without(cell));
    return text.append("</table></div>\n").toString();
  }

  private String caption() {
    if (chapter.metric() == null) return "No row has numbers.";
    return chapter.metric().higherIsBetter() ? "More is better." : "Less is better.";
  }

  private String head() {
    var metric = chapter.metric();
    var first = chapter.rows().getFirst().cell();
    var text = new StringBuilder("<thead><tr>");
    text.append(head("rank", "Rank")).append(head("backend", "Backend"));
    text.append(head("value", Wording.measured(first.headline(), metric.unit())));
    text.append("<th scope=\"col\">95 % interval</th>");
    text.append(
        "<th scope=\"col\" class=\"plot\">Each process%s</th>"
            .formatted(new Drawing(chapter).ticks()));
    text.append("<th scope=\"col\" class=\"verdict\">Against the best</th>");
    text.append(head("promises", "Needs met"));
    for (var name : chapter.columns()) text.append(head(name, Wording.measured(name, unit(name))));
    return text.append("</tr></thead>\n").toString();
  }

  private static String head(String key, String words) {
    return "<th scope=\"col\" data-sort=\"%s\">%s</th>".formatted(Html.text(key), Html.text(words));
  }

  private String unit(String metric) {
    return chapter.rows().stream()
        .map(row -> row.cell().metrics().get(metric))
        .filter(Objects::nonNull)
        .findFirst()
        .map(Metric::unit)
        .orElseThrow();
  }

  private String row(Ranking.Row row) {
    var cell = row.cell();
    var metric = Chapter.headline(cell);
    int number = edition.number(cell.backend());
    var text = new StringBuilder();
    text.append("<tbody class=\"b%d%s\" data-b=\"%1$d\">\n<tr>".formatted(number, best(cell)));
    text.append("<td class=\"rank\">%s</td>".formatted(Html.text(row.rank())));
    text.append("<th scope=\"row\">%s%s</th>".formatted(Html.name(cell.backend()), flags(cell)));
    text.append("<td class=\"number\">%s</td>".formatted(Numbers.text(metric.value())));
    text.append("<td class=\"number\">%s</td>".formatted(interval(metric)));
    text.append("<td class=\"plot\">%s</td>".formatted(new Drawing(chapter).dots(cell)));
    text.append("<td class=\"verdict\">%s</td>".formatted(Html.text(verdict(row))));
    text.append(
        "<td><a href=\"#b%d\">%s</a></td>"
            .formatted(number, edition.guarantees().count(cell.backend())));
    for (var name : chapter.columns()) {
      var other = cell.metrics().get(name);
      text.append(
          "<td class=\"number\">%s</td>"
              .formatted(other == null ? "" : Numbers.text(other.value())));
    }
    text.append(
        "</tr>\n<tr class=\"more\"><td colspan=\"%d\">%s</td></tr>\n</tbody>\n"
            .formatted(FIXED + chapter.columns().size(), more(cell)));
    return text.toString();
  }

  private String best(Cell cell) {
    return chapter.ranking().best().equals(List.of(cell)) ? " alone" : "";
  }

  private static String interval(Metric metric) {
    return metric.low() == null ? "none" : Wording.interval(metric);
  }

  private static String flags(Cell cell) {
    return cell.flags().isEmpty()
        ? ""
        : "<small>%s</small>"
            .formatted(
                Html.text(
                    cell.flags().stream().map(Flags::brief).collect(Collectors.joining(", "))));
  }

  /// What the project's ranking says of a row, in words.
  private String verdict(Ranking.Row row) {
    var cell = row.cell();
    if (cell.early()) return "not ranked: its timer ends early";
    if (cell.backend().equals(Cell.BASELINE)) return "the baseline, not ranked";
    var best = chapter.ranking().best();
    if (!best.contains(cell)) return "behind by " + row.behind();
    if (best.size() == 1) return "best";
    if (chapter.equal(best)) return "best, about equal to the others that are";
    return "may be best, cannot tell yet"
        + (row.behind().isEmpty() ? "" : "; behind " + row.behind());
  }

  private String more(Cell cell) {
    var text = new StringBuilder("<details><summary>More on ");
    text.append(Html.name(cell.backend())).append("</summary><div class=\"about\">");
    text.append(new Drawing(chapter).curve(cell, edition::number)).append("<dl>");
    for (var flag : cell.flags())
      text.append(fact(Flags.kind(flag), flag + ". " + sentence(Flags.meaning(flag))));
    text.append(fact("Version", version(cell)));
    text.append(fact("A task is", cell.kind()));
    if (cell.parallelism() != null) text.append(fact("Threads", "" + cell.parallelism()));
    text.append(
        "<dt>Guarantees</dt><dd>%s</dd>".formatted(edition.guarantees().brief(cell.backend())));
    text.append(
        "<dt>Adapter</dt><dd><a href=\"#b%d\">%s</a></dd>"
            .formatted(
                edition.number(cell.backend()),
                Html.text(edition.adapters().words(cell.backend(), chapter.scenario()))));
    text.append(
        "<dt>Measure it again</dt><dd><code>%s</code></dd>"
            .formatted(Html.text(Remeasure.command(edition.results(), cell))));
    return text.append("</dl></div></details>").toString();
  }

  private static String sentence(String words) {
    return words.isEmpty()
        ? ""
        : words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1) + ".";
  }

  private static String version(Cell cell) {
    return Stream.of(cell.library(), cell.version(), cell.environment())
        .filter(Objects::nonNull)
        .collect(Collectors.joining(" "));
  }

  private static String fact(String name, String words) {
    return words == null || words.isEmpty()
        ? ""
        : "<dt>%s</dt><dd>%s</dd>".formatted(Html.text(name), Html.text(words));
  }

  private String without(Cell cell) {
    return """
    <tbody class="b%d none" data-b="%1$d"><tr><td class="rank"></td><th scope="row">%s</th>\
    <td colspan="%d">%s: %s</td></tr></tbody>
    """
        .formatted(
            edition.number(cell.backend()),
            Html.name(cell.backend()),
            FIXED - 2 + chapter.columns().size(),
            Html.text(cell.status()),
            Html.text(cell.reason()));
  }
}
