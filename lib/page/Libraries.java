//SOURCES Edition.java
//SOURCES Html.java
//SOURCES ../backend/Backends.java

package page;

import module java.base;

import backend.Backends;

/// A part per backend: what it is, what it guarantees, and its operations in the adapter's own
/// lines.
record Libraries(Edition edition) {

  String html() {
    return edition.backends().stream()
        .map(this::part)
        .collect(
            Collectors.joining(
                "",
                """
                <section id="libraries" aria-labelledby="libraries-title">
                <h2 id="libraries-title">What each promises, and how it is used</h2>
                <p>Guarantees were observed by running short programs (<code>./jbang \
                semantics</code>). The lines are those of the adapter that was measured.</p>
                """,
                "</section>\n"));
  }

  private String part(String backend) {
    var entry = Backends.find(backend);
    var about = entry.map(Backends.Entry::about).orElse("");
    var setting = entry.map(Backends.Entry::setting).map(it -> ". Setting: " + it).orElse("");
    return """
    <article id="b%d" class="b%1$d">
    <h3>%s</h3>
    <p>%s%s</p>
    %s%s</article>
    """
        .formatted(
            edition.number(backend),
            Html.name(backend),
            Html.text(about),
            Html.text(setting),
            edition.guarantees().table(backend),
            adapter(backend));
  }

  private String adapter(String backend) {
    var operations = edition.adapters().operations(backend);
    if (operations.isEmpty()) return "";
    var text = new StringBuilder("<details><summary>Its operations</summary>\n");
    operations.forEach((name, lines) ->
        text.append(
            "<pre data-op=\"%s\" tabindex=\"0\"><small>%s</small><code>%s</code></pre>\n"
                .formatted(Html.text(name), Html.text(lines.file()), Html.code(lines.text()))));
    return text.append("</details>\n").toString();
  }
}
