//SOURCES Invocation.java
//SOURCES Options.java
//SOURCES Schedule.java
//SOURCES ../backend/Backends.java
//SOURCES ../cli/Durations.java
//SOURCES ../result/Cell.java
//SOURCES ../result/Ranking.java
//SOURCES ../result/UserError.java

package run;

import module java.base;

import backend.Backends;
import cli.Durations;
import result.Cell;
import result.Ranking;
import result.UserError;

/// What a run prints in addition to its tables: how much there is to measure, which rows may be the
/// best so far, and what it left out.
///
/// @param command the command that a person types, for hints on how to go on
/// @param left the scenarios that `--quick` leaves out
record Notices(Options options, String command, List<Invocation> scenarios, List<Invocation> left) {

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

  /// The rows that may be the best so far, one line per scenario.
  List<String> after(int round, Map<Schedule.Key, Cell> cells) {
    return scenarios.stream()
        .map(scenario -> Map.entry(scenario, measured(scenario, cells)))
        .filter(scenario -> scenario.getValue().size() > 1)
        .map(scenario -> {
          var best = Ranking.mayBeBest(scenario.getValue());
          return "After round %d, %s: %s may be best."
              .formatted(
                  round,
                  scenario.getKey().name(),
                  best.isEmpty() ? "any row" : String.join(", ", best));
        })
        .toList();
  }

  private static List<Cell> measured(Invocation scenario, Map<Schedule.Key, Cell> cells) {
    return cells.entrySet().stream()
        .filter(cell -> cell.getKey().scenario().equals(scenario) && cell.getValue().ok())
        .map(Map.Entry::getValue)
        .toList();
  }

  /// The id alone is enough if no variant of the scenario was measured.
  private String name(Invocation scenario) {
    boolean other = scenarios.stream().anyMatch(one -> one.id().equals(scenario.id()));
    return other ? scenario.name() : scenario.id();
  }

  /// What `--quick` did not measure, and the commands that measure it. Empty without `--quick`.
  List<String> leftOut() {
    if (!options.quick) return List.of();
    var measured = options.backends().stream().map(Backends.Entry::id).toList();
    var others = Backends.ids().stream().filter(id -> !measured.contains(id)).toList();
    var parts = new ArrayList<String>();
    if (!left.isEmpty())
      parts.add(
          "scenarios "
              + left.stream().map(this::name).distinct().collect(Collectors.joining(", ")));
    if (!others.isEmpty()) parts.add("backends " + String.join(", ", others));
    parts.add("more processes per cell, which make intervals narrower");
    return List.of(
        "Left out: " + String.join("; ", parts) + ".",
        "More: %s --quick%s --backend all. All: %s"
            .formatted(command, left.isEmpty() ? "" : " --scenario all", command));
  }
}
