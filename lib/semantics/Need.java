//SOURCES Judgement.java
//SOURCES Matrix.java

package semantics;

import module java.base;

/// What a person may need of a library, and the probes that must all give the safe answer for it.
///
/// @param text ends the sentence "I need …"
public record Need(String text, List<String> probes) {
  /// Probes whose other answers, whatever their purpose, do not give what is needed.
  private static final Set<String> ALL_OR_NOTHING =
      Set.of("child-fails", "cancel-computing", "context", "deadline-uncooperative");

  private static final List<Need> ALL =
      List.of(
          new Need(
              "that no failure disappears", List.of("two-fail", "unawaited-fails", "late-failure")),
          new Need(
              "that a failed child stops its siblings, clean-up included", List.of("child-fails")),
          new Need("to cancel and to know when the clean-up has ended", List.of("cancel-waits")),
          new Need("to cancel a loop that computes", List.of("cancel-computing")),
          new Need("that work stops at its deadline", List.of("deadline-work")),
          new Need("that a fast sender waits for a slow receiver", List.of("no-consumer")),
          new Need(
              "that the losers of a race are cancelled, and their resources closed",
              List.of("race-two", "race-resources")),
          new Need("context that reaches children", List.of("context")),
          new Need(
              "to get away from a stuck call at the deadline", List.of("deadline-uncooperative")),
          new Need("that a blocking call stops nobody else", List.of("blocking-inside")));

  /// The same for each probe alone; nothing if there is only one.
  List<Need> parts() {
    return probes.size() == 1
        ? List.of()
        : probes.stream().map(probe -> new Need("… one of them", List.of(probe))).toList();
  }

  public static List<Need> all() {
    return ALL;
  }

  /// How a backend meets the need: the worst judgement of its probes, where an answer that differs
  /// by design may be none that helps.
  ///
  /// @return empty if a probe was not run on it
  public Optional<Judgement> met(Matrix matrix, String backend) {
    var cells = probes.stream().map(probe -> matrix.cell(probe, backend)).toList();
    return cells.stream().allMatch(Optional::isPresent)
        ? cells.stream().map(cell -> helps(cell.get())).max(Comparator.naturalOrder())
        : Optional.empty();
  }

  private static Judgement helps(Matrix.Cell cell) {
    return cell.judgement() == Judgement.BY_DESIGN && ALL_OR_NOTHING.contains(cell.probe())
        ? Judgement.UNSAFE
        : cell.judgement();
  }
}
