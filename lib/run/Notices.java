//SOURCES Invocation.java
//SOURCES Options.java
//SOURCES Schedule.java
//SOURCES ../cli/Durations.java
//SOURCES ../result/Cell.java
//SOURCES ../result/Ranking.java
//SOURCES ../result/UserError.java

package run;

import module java.base;

import cli.Durations;
import result.Cell;
import result.Ranking;
import result.UserError;

/// What a run prints while it measures: how much there is to measure, and which rows may be best so
/// far.
///
/// @param said of each scenario last
record Notices(Options options, List<Invocation> scenarios, Map<Invocation, String> said) {
  Notices(Options options, List<Invocation> scenarios) {
    this(options, scenarios, new HashMap<>());
  }

  /// @throws UserError if the budget is too short for a first round
  void check() {
    int first = scenarios.size() * options.backends().size();
    var time = options.about(first);
    if (options.budget != null && !options.resume && time.compareTo(options.budget) > 0)
      throw new UserError(
          "--budget %s is too short for one round of %d processes, which takes about %s. Raise --budget, or choose fewer backends with --backend."
              .formatted(Durations.text(options.budget), first, Durations.roughly(time)));
  }

  /// How many processes there will be, and about how long they will take.
  String before(Schedule schedule) {
    int all =
        IntStream.rangeClosed(1, options.rounds()).map(round -> schedule.round(round).size()).sum();
    return "%d processes in %d %s, each with a warm-up: about %s%s."
        .formatted(
            all,
            options.rounds(),
            options.rounds() == 1 ? "round" : "rounds",
            Durations.roughly(options.about(all)),
            options.fixed() ? "" : ", and more while intervals are too wide");
  }

  /// The rows that may be the best so far: one line per scenario of which something else is known
  /// than before.
  List<String> after(int round, Map<Schedule.Key, Cell> cells) {
    var lines = new ArrayList<String>();
    for (var scenario : scenarios) {
      var measured = measured(scenario, cells);
      if (Ranking.of(measured).contenders().size() < 2) continue;
      var best = Ranking.mayBeBest(measured);
      var known = best.isEmpty() ? "any row" : String.join(", ", best);
      if (!known.equals(said.put(scenario, known)))
        lines.add("After round %d, %s: %s may be best.".formatted(round, scenario.name(), known));
    }
    return lines;
  }

  private static List<Cell> measured(Invocation scenario, Map<Schedule.Key, Cell> cells) {
    return cells.entrySet().stream()
        .filter(cell -> cell.getKey().scenario().equals(scenario) && cell.getValue().ok())
        .map(Map.Entry::getValue)
        .toList();
  }
}
