//SOURCES Invocation.java
//SOURCES ../result/Cell.java
//SOURCES ../result/Results.java
//SOURCES ../result/ResultsFile.java
//SOURCES ../result/UserError.java
//SOURCES ../result/Variant.java

package run;

import module java.base;

import result.Cell;
import result.Results;
import result.ResultsFile;
import result.UserError;
import result.Variant;

/// What a run can take over from the results file of an earlier run.
final class Resume {
  private Resume() {}

  /// @param file with the results of the earlier run; nothing is taken over if it does not exist
  /// @param now the run that continues, with its own settings, machine and code
  /// @param scenarios that this run measures
  /// @return the earlier run without its failed cells, which are measured again
  /// @throws UserError if the two cannot be parts of one run
  static Optional<Results> from(Path file, Results now, List<Invocation> scenarios) {
    if (!Files.exists(file)) return Optional.empty();
    var old = ResultsFile.read(file);
    var differences = new ArrayList<String>();
    differ(differences, "code", old.commit(), now.commit());
    // More processes may be measured, each in the same way.
    differ(differences, "settings", old.config().ofProcess(), now.config().ofProcess());
    // Unknown is not another one.
    if (old.host().cpu() != null && now.host().cpu() != null)
      differ(differences, "processor", old.host().cpu(), now.host().cpu());
    differ(differences, "cores", old.host().cores(), now.host().cores());
    differ(differences, "JDK", old.host().jdk(), now.host().jdk());
    for (var variant : old.variants()) {
      if (variant.cells().stream().noneMatch(cell -> isChosen(cell, scenarios)))
        differences.add("it has the scenario " + variant.name() + ", which is not chosen now");
    }
    for (var scenario : scenarios) {
      var variants =
          old.variants(scenario.id()).stream()
              .filter(variant -> variant.cells().stream().anyMatch(scenario::measures))
              .toList();
      if (variants.size() > 1)
        differences.add(
            "it has "
                + variants.stream().map(Variant::name).collect(Collectors.joining(" and "))
                + ", which are one now");
    }
    if (!differences.isEmpty()) {
      throw new UserError(
          "--resume: "
              + file
              + " belongs to another run: "
              + String.join("; ", differences)
              + ". Give the same options, or start anew without --resume.");
    }
    var measured = old.with(old.cells().stream().filter(Cell::ok).toList());
    return Optional.of(measured.continuedBy(now));
  }

  private static boolean isChosen(Cell cell, List<Invocation> scenarios) {
    return scenarios.stream().anyMatch(scenario -> scenario.measures(cell));
  }

  private static void differ(List<String> found, String what, Object old, Object now) {
    if (Objects.equals(old, now)) return;
    if (!(old instanceof Record a) || !(now instanceof Record b)) {
      found.add("other " + what + " (" + old + ", now " + now + ")");
      return;
    }
    var before = a.toString().split("[\\[\\],] ?");
    var after = b.toString().split("[\\[\\],] ?");
    for (int i = 0; i < Math.min(before.length, after.length); i++) {
      if (!before[i].equals(after[i]))
        found.add("other " + what + " (" + before[i] + ", now " + after[i] + ")");
    }
  }
}
