//SOURCES Html.java
//SOURCES ../cli/Table.java
//SOURCES ../report/Agreement.java
//SOURCES ../report/Machines.java
//SOURCES ../report/MachinesReport.java

package page;

import module java.base;

import cli.Table;
import report.Agreement;
import report.Machines;
import report.MachinesReport;

/// What holds on how many machines: a section of a page about several machines. The rest of the
/// page is about the first of them.
record Agreements(Machines machines) {

  String html() {
    if (!machines.several()) return "";
    var tables = Agreement.of(machines);
    return """
    <section id="machines" aria-labelledby="machines-title">
    <h2 id="machines-title">On how many machines does it hold?</h2>
    <p>%s</p>
    %s%s<p>All other parts of this page are about machine 1.</p>
    %s%s</section>
    """
        .formatted(
            Html.text(MachinesReport.MEANING).replaceAll("\\*(.*?)\\*", "<em>$1</em>"),
            table("Machines", MachinesReport.hosts(machines)),
            differences(),
            table("Tables on all machines", MachinesReport.overview(tables, Html::cut)),
            tables.stream().map(Agreements::details).collect(Collectors.joining()));
  }

  private String differences() {
    var lines = machines.differences();
    return lines.isEmpty() ? "" : "<p>" + MachinesReport.VERSIONS + "</p>\n" + list(lines);
  }

  private static String list(List<String> lines) {
    return lines.stream()
        .map(line -> "<li>" + Html.all(line) + "</li>\n")
        .collect(Collectors.joining("", "<ul>\n", "</ul>\n"));
  }

  private static String details(Agreement table) {
    var lines = new ArrayList<>(MachinesReport.lines(table, Html::cut));
    for (var missing : table.missing()) lines.add(missing.replace("`", ""));
    return "<details><summary>%s</summary>\n%s</details>\n"
        .formatted(Html.text(table.name()), list(lines));
  }

  private static String table(String label, Table table) {
    var rows = table.rows();
    var text = new StringBuilder("<div class=\"scroll\" tabindex=\"0\" role=\"region\"");
    text.append(" aria-label=\"").append(label).append("\">\n<table>\n<thead>");
    text.append(row(rows.getFirst(), " scope=\"col\"")).append("</thead>\n<tbody>\n");
    for (var row : rows.subList(1, rows.size())) text.append(row(row, " scope=\"row\""));
    return text.append("</tbody></table></div>\n").toString();
  }

  /// @param scope of the head's cells or, in any other row, of the first cell
  private static String row(List<String> cells, String scope) {
    var text = new StringBuilder("<tr>");
    for (int i = 0; i < cells.size(); i++) {
      boolean head = i == 0 || scope.contains("col");
      var tag = head ? "th" : "td";
      text.append('<').append(tag).append(head ? scope : "").append('>');
      text.append(Html.text(cells.get(i))).append("</").append(tag).append('>');
    }
    return text.append("</tr>\n").toString();
  }
}
