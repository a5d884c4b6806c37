//SOURCES Html.java
//SOURCES ../semantics/Judgement.java
//SOURCES ../semantics/Matrix.java
//SOURCES ../semantics/Need.java

package page;

import module java.base;

import semantics.Judgement;
import semantics.Matrix;
import semantics.Need;

/// What was observed of the guarantees of each backend.
///
/// @param matrix null if nothing was observed
record Guarantees(Matrix matrix) {
  private static final Map<Judgement, String> ANSWERS =
      Map.of(
          Judgement.SAFE, "yes",
          Judgement.BY_DESIGN, "in its own way",
          Judgement.NONE, "no such operation",
          Judgement.UNSAFE, "no, or not always",
          Judgement.BROKEN, "no answer");

  List<String> needs() {
    return matrix == null ? List.of() : Need.all().stream().map(Need::text).toList();
  }

  private Optional<Judgement> met(Need need, String backend) {
    return matrix == null ? Optional.empty() : need.met(matrix, backend);
  }

  /// The answers in words, in the order of {@link #needs}; empty where nothing was observed.
  List<String> answers(String backend) {
    if (matrix == null) return List.of();
    return Need.all().stream()
        .map(need -> met(need, backend).map(ANSWERS::get).orElse(""))
        .toList();
  }

  /// In a sentence, beside the numbers.
  String brief(String backend) {
    var answers = answers(backend);
    if (answers.stream().allMatch(String::isEmpty)) return "not observed";
    var text = new StringBuilder(count(backend) + " needs met");
    for (var answer : List.of("in its own way", "no, or not always", "no such operation")) {
      var needs =
          IntStream.range(0, answers.size())
              .filter(i -> answers.get(i).equals(answer))
              .mapToObj(i -> needs().get(i))
              .collect(Collectors.joining("; "));
      if (!needs.isEmpty()) text.append(". ").append(capital(answer)).append(": ").append(needs);
    }
    return Html.text(text);
  }

  /// "6 of 10"; that there are none is not known where nothing was observed.
  String count(String backend) {
    var answers = answers(backend);
    if (answers.stream().allMatch(String::isEmpty)) return "not observed";
    return "%d of %d".formatted(answers.stream().filter("yes"::equals).count(), answers.size());
  }

  private static String capital(String words) {
    return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
  }

  /// Every need with its answer, and with what each probe has shown.
  String table(String backend) {
    if (answers(backend).stream().allMatch(String::isEmpty))
      return "<p>Its guarantees were not observed.</p>\n";
    var text = new StringBuilder();
    text.append("<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"Guarantees of ");
    text.append(Html.text(backend)).append("\"><table><thead><tr><th scope=\"col\">I need</th>");
    text.append("<th scope=\"col\">Answer</th><th scope=\"col\">Observed</th></tr></thead><tbody>");
    for (var need : Need.all()) {
      var answer = met(need, backend).map(ANSWERS::get).orElse("not observed");
      var seen =
          need.probes().stream()
              .flatMap(probe -> matrix.cell(probe, backend).stream())
              .map(cell -> cell.probe() + ": " + cell.says())
              .collect(Collectors.joining("; "));
      text.append(
          "<tr><th scope=\"row\">%s</th><td class=\"%s\">%s</td><td>%s</td></tr>\n"
              .formatted(
                  Html.text(need.text()),
                  answer.equals("yes") ? "good" : answer.startsWith("no,") ? "bad" : "",
                  Html.text(answer),
                  Html.text(seen)));
    }
    return text.append("</tbody></table></div>\n").toString();
  }
}
