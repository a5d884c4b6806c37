//SOURCES Machines.java
//SOURCES ../result/Comparison.java

package report;

import module java.base;

import result.Comparison.Verdict;

/// What machines with the same versions say of two rows.
///
/// @param versions what tells these machines from others that are counted apart; empty if nothing
///     does
/// @param machines their numbers, by the verdict on the left row
record Tally(List<String> versions, SortedMap<Verdict, List<Integer>> machines) {

  /// @param verdicts of the left row, by the number of the machine; at least one
  static Tally of(List<String> versions, SortedMap<Integer, Verdict> verdicts) {
    var machines = new TreeMap<Verdict, List<Integer>>();
    verdicts.forEach((machine, verdict) ->
        machines.computeIfAbsent(verdict, _ -> new ArrayList<>()).add(machine));
    return new Tally(versions, machines);
  }

  List<Integer> on(Verdict verdict) {
    return machines.getOrDefault(verdict, List.of());
  }

  int all() {
    return machines.values().stream().mapToInt(List::size).sum();
  }

  /// Whether every machine can tell, and says the same.
  boolean unanimous() {
    return machines.size() == 1 && !machines.containsKey(Verdict.UNTOLD);
  }

  /// "before vertx on 2 of 4, after it on 1, cannot tell on 1". Machines that are counted apart
  /// from others are named: "before vertx on 2 of 2 (1 and 3)".
  ///
  /// @param right the name of the right row; of several rows, if the same holds of each of them
  String words(String right) {
    var text = new StringBuilder();
    machines.forEach((verdict, on) -> {
      boolean first = text.isEmpty();
      if (!first) text.append(", ");
      text.append(words(verdict, first ? right : null)).append(" on ").append(on.size());
      if (first) text.append(" of ").append(all());
    });
    if (!versions.isEmpty()) text.append(" (").append(Machines.numbers(numbers())).append(')');
    return text.toString();
  }

  private List<Integer> numbers() {
    return machines.values().stream().flatMap(List::stream).sorted().toList();
  }

  private static String words(Verdict verdict, String right) {
    return switch (verdict) {
      case BETTER -> "before " + right;
      case WORSE -> "after " + (right == null ? "it" : right);
      case EQUAL -> "about equal" + (right == null ? "" : " to " + right);
      case UNTOLD -> "cannot tell" + (right == null ? "" : " from " + right);
    };
  }
}
