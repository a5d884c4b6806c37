//SOURCES Versions.java
//SOURCES ../result/Cell.java
//SOURCES ../result/Results.java
//SOURCES ../result/UserError.java

package report;

import module java.base;

import result.Cell;
import result.Results;
import result.UserError;

/// Runs of one or more machines. Nothing is pooled over machines: each has its own numbers and its
/// own verdicts.
///
/// @param all one run per machine, in the order in which they were given; a machine is named by its
///     place, from 1 on
public record Machines(List<Results> all) {

  /// @param runs at least one; several runs of one machine become one, as {@link Results#and} does
  /// @param each whether each run is of a machine of its own, even if machines look the same
  /// @throws UserError if machines were measured with other settings, or runs of one machine do not
  ///     fit together
  public static Machines of(List<Results> runs, boolean each) {
    var groups = new ArrayList<List<Results>>();
    for (var run : runs) {
      var home = groups.stream().filter(group -> !each && same(group.getFirst(), run)).findFirst();
      home.ifPresentOrElse(
          group -> group.add(run), () -> groups.add(new ArrayList<>(List.of(run))));
    }
    var machines =
        new Machines(
            groups.stream()
                .map(group -> group.stream().reduce(Results::and).orElseThrow())
                .toList());
    machines.check();
    return machines;
  }

  private static boolean same(Results one, Results other) {
    return one.host().sameMachine(other.host());
  }

  private void check() {
    var settings = by(run -> run.config().ofProcess());
    if (settings.size() == 1) return;
    throw new UserError(
        settings.entrySet().stream()
            .map(group ->
                group.getValue().stream()
                    .map(this::words)
                    .collect(Collectors.joining(" and ", group.getKey().words() + " on ", "")))
            .collect(
                Collectors.joining(
                    "; ",
                    "The machines were measured with different settings, so their verdicts are not"
                        + " counted together: ",
                    ". Name only files of the same settings, or measure again with the same"
                        + " options.")));
  }

  public boolean several() {
    return all.size() > 1;
  }

  /// The numbers of the machines by what is the same on them, in the order of the machines.
  <T> SequencedMap<T, List<Integer>> by(Function<Results, T> what) {
    var groups = new LinkedHashMap<T, List<Integer>>();
    for (int i = 0; i < all.size(); i++)
      groups.computeIfAbsent(what.apply(all.get(i)), _ -> new ArrayList<>()).add(i + 1);
    return groups;
  }

  Results machine(int number) {
    return all.get(number - 1);
  }

  /// "1", "1 and 3", "1, 2 and 4".
  static String numbers(List<Integer> numbers) {
    var text = numbers.stream().map(String::valueOf).collect(Collectors.joining(", "));
    return text.replaceFirst(", (\\d+)$", " and $1");
  }

  private String words(int number) {
    var run = machine(number);
    var host = run.host();
    return "%s, %d cores, %s (started %s)"
        .formatted(host.cpu(), host.cores(), host.os(), run.started());
  }

  /// What differs between the machines apart from the machines, in sentences: "JDK: 25.0.2 on 1,
  /// 25.0.3 on 2 and 3".
  public List<String> differences() {
    var found = new ArrayList<String>();
    differ(found, "JDK", run -> run.host().jdk());
    differ(found, "Python", run -> run.host().python());
    var libraries =
        all.stream()
            .flatMap(run -> run.cells().stream())
            .filter(Versions::counts)
            .map(Cell::library)
            .distinct()
            .toList();
    for (var library : libraries) differ(found, library, run -> Versions.of(library, run));
    differ(found, "commit", Results::commit);
    return found;
  }

  private void differ(List<String> found, String what, Function<Results, String> of) {
    var groups = by(of);
    groups.remove(null);
    if (groups.size() < 2) return;
    found.add(
        groups.entrySet().stream()
            .map(group -> group.getKey() + " on " + numbers(group.getValue()))
            .collect(Collectors.joining(", ", what + ": ", "")));
  }
}
