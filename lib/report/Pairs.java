//SOURCES ../cli/Table.java
//SOURCES ../result/Ranking.java
//SOURCES ../result/Results.java

package report;

import module java.base;

import cli.Table;
import result.Ranking;
import result.Results;

/// Questions of people who choose between two similar libraries, answered by a run.
final class Pairs {
  private Pairs() {}

  /// @param words the question
  /// @param left the backend that the question is about
  /// @param right the backend with which it is compared
  private record Question(String words, String left, String right) {}

  private static final List<Question> ALL =
      List.of(
          new Question(
              "virtual threads instead of platform threads", "virtual-threads", "platform-threads"),
          new Question(
              "a `StructuredTaskScope` around virtual threads", "structured", "virtual-threads"),
          new Question(
              "Kotlin's coroutines instead of virtual threads",
              "kotlin-coroutines",
              "virtual-threads"),
          new Question("Reactor instead of virtual threads", "reactor", "virtual-threads"),
          new Question("uvloop under asyncio", "asyncio-uvloop", "asyncio"),
          new Question("AnyIO over asyncio", "anyio-asyncio", "asyncio"),
          new Question("Trio instead of asyncio", "trio", "asyncio"),
          new Question("AnyIO over Trio", "anyio-trio", "trio"));

  /// One row per question, one column per scenario. The questions are about libraries, so variants
  /// that compare HTTP clients are left out.
  static String table(Results results) {
    var variants =
        results.variants().stream().filter(variant -> !variant.comparesClients()).toList();
    var rankings = variants.stream().map(variant -> Ranking.of(variant.cells())).toList();
    var head = new ArrayList<>(List.of("What comes of"));
    variants.forEach(variant -> head.add(variant.name()));
    var table = new Table(head.size()).row(head);
    ALL.stream()
        .map(question -> row(question, rankings))
        .filter(Pairs::answers)
        .forEach(table::row);
    var text = table.markdown();
    return text.isEmpty()
        ? ""
        : "\nNeighbours compared with each other, each scenario by its headline:\n\n" + text;
  }

  private static boolean answers(List<String> row) {
    return row.stream().skip(1).anyMatch(answer -> !answer.isEmpty());
  }

  private static List<String> row(Question question, List<Ranking> rankings) {
    return Stream.concat(
            Stream.of(question.words()),
            rankings.stream().map(ranking -> answer(question, ranking)))
        .toList();
  }

  private static String answer(Question question, Ranking ranking) {
    var left = ranking.cell(question.left());
    var right = ranking.cell(question.right());
    if (left.isEmpty() || right.isEmpty()) return "";
    if (left.get().early() || right.get().early()) return "early wakes";
    return ranking.compare(question.left(), question.right()).words();
  }
}
