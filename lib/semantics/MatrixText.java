//SOURCES Judgement.java
//SOURCES Matrix.java
//SOURCES Probe.java
//SOURCES Probes.java

package semantics;

import module java.base;

/// The observations for a terminal: a paragraph per probe, a line per answer with the backends that
/// gave it.
public final class MatrixText {
  private MatrixText() {}

  public static String of(Matrix matrix) {
    var text = new StringBuilder();
    for (var id : matrix.probes()) {
      var question = Probes.find(id).map(Probe::question).orElse("");
      text.append('\n').append(id).append(": ").append(question).append('\n');
      for (var answer : answers(matrix, id))
        text.append(
            "  %-18s %-34s %s%n"
                .formatted(
                    answer.judgement(), answer.says(), String.join(", ", answer.backends())));
    }
    return text.append('\n').toString();
  }

  /// What some backends have in common.
  ///
  /// @param evidence of the first of them
  record Answer(String says, Judgement judgement, List<String> backends, String evidence) {}

  /// The answers to a probe, the safe ones first, and of those the most frequent ones.
  static List<Answer> answers(Matrix matrix, String probe) {
    return matrix.cells().stream()
        .filter(cell -> cell.probe().equals(probe))
        .collect(
            Collectors.groupingBy(
                cell -> List.of(cell.judgement(), cell.words()),
                LinkedHashMap::new,
                Collectors.toList()))
        .values()
        .stream()
        .map(cells ->
            new Answer(
                cells.getFirst().words(),
                cells.getFirst().judgement(),
                cells.stream().map(Matrix.Cell::backend).toList(),
                cells.getFirst().evidence()))
        .sorted(
            Comparator.comparing(Answer::judgement)
                .thenComparing(answer -> -answer.backends().size()))
        .toList();
  }
}
