//SOURCES Cell.java
//SOURCES Config.java
//SOURCES Host.java
//SOURCES Nullable.java
//SOURCES Ranking.java
//SOURCES UserError.java
//SOURCES Variant.java

package result;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A results file.
///
/// @param schema version of this format
/// @param started ISO-8601
/// @param finished ISO-8601; null while the run is going on, or if it was interrupted
/// @param command the arguments of the run
/// @param warnings what makes the machine less suitable for measuring, each with its value and
///     remedy; null in files of earlier versions
/// @param commit of the checkout, with "+" if the checkout had changes; null outside of a checkout
public record Results(
    int schema,
    String started,
    @Nullable String finished,
    List<String> command,
    @Nullable String commit,
    Host host,
    Config config,
    @Nullable List<String> warnings,
    List<Cell> cells) {

  /// The version that this program writes.
  public static final int SCHEMA = 1;

  /// The first cell of a scenario and a backend. It is the only one if the scenario has one
  /// variant.
  public Optional<Cell> cell(String scenario, String backend) {
    return cells.stream()
        .filter(cell -> cell.scenario().equals(scenario) && cell.backend().equals(backend))
        .findFirst();
  }

  /// The cells of a scenario.
  public List<Cell> of(String scenario) {
    return cells.stream().filter(cell -> cell.scenario().equals(scenario)).toList();
  }

  /// The cells of a scenario, grouped by their parameters.
  public List<Variant> variants(String scenario) {
    return Variant.of(scenario, of(scenario));
  }

  /// All variants of all scenarios.
  public List<Variant> variants() {
    return scenarios().stream().flatMap(scenario -> variants(scenario).stream()).toList();
  }

  /// The variant of a scenario that has the most ranked rows, among those with some parameters.
  ///
  /// @param some an empty map if any variant will do
  public Optional<Variant> fullest(String scenario, Map<String, String> some) {
    return variants(scenario).stream()
        .filter(variant -> Variant.contains(variant.params(), some))
        .filter(variant -> variant.cells().stream().anyMatch(Cell::ok))
        .reduce((one, other) -> ranked(other) > ranked(one) ? other : one);
  }

  private static int ranked(Variant variant) {
    return Ranking.of(variant.cells()).contenders().size();
  }

  /// Scenarios in the order of the file.
  public List<String> scenarios() {
    return cells.stream().map(Cell::scenario).distinct().toList();
  }

  public Results with(List<Cell> cells) {
    return new Results(schema, started, finished, command, commit, host, config, warnings, cells);
  }

  /// This run together with the variants of the other run that this one does not have.
  ///
  /// @throws UserError if those were measured on another machine or with other settings
  public Results and(Results other) {
    var mine = variants();
    var more =
        other.variants().stream()
            .filter(variant -> mine.stream().noneMatch(variant::alike))
            .flatMap(variant -> variant.cells().stream())
            .toList();
    if (more.isEmpty()) return this;
    if (!host.alike(other.host) || !config.alike(other.config))
      throw new UserError(
          "The runs of %s and %s are of different machines or settings: name one of them."
              .formatted(started, other.started));
    return new Results(
        schema,
        both(started, other.started),
        other.finished,
        command,
        both(commit, other.commit),
        host,
        config,
        warnings,
        Stream.concat(cells.stream(), more.stream()).toList());
  }

  /// The days on which this was measured: "2026-11-28 and 2026-11-29".
  public String days() {
    return Stream.of(started.split(" and "))
        .map(moment -> moment.replaceFirst("T.*", ""))
        .distinct()
        .sorted()
        .collect(Collectors.joining(" and "));
  }

  /// Whether all that this run has measured is in another run, which seems to be of the same
  /// machine.
  public boolean repeats(Results other) {
    var theirs = other.variants();
    return host.sameMachine(other.host)
        && variants().stream().allMatch(variant -> theirs.stream().anyMatch(variant::alike));
  }

  /// "a", "a and b"; null if both are unknown.
  private static String both(String mine, String other) {
    return Stream.of(mine, other)
        .filter(Objects::nonNull)
        .flatMap(joined -> Stream.of(joined.split(" and ")))
        .distinct()
        .reduce((all, more) -> all + " and " + more)
        .orElse(null);
  }

  public Results on(Host host) {
    return new Results(schema, started, finished, command, commit, host, config, warnings, cells);
  }

  /// These results as a part of a run that goes on with another command and number of processes.
  public Results continuedBy(Results now) {
    return new Results(
        schema, started, finished, now.command, commit, host, now.config, warnings, cells);
  }

  public Results finished(String finished) {
    return new Results(schema, started, finished, command, commit, host, config, warnings, cells);
  }
}
