//SOURCES Machines.java
//SOURCES Tally.java
//SOURCES Versions.java
//SOURCES ../result/Cell.java
//SOURCES ../result/Comparison.java
//SOURCES ../result/Ranking.java
//SOURCES ../result/Results.java
//SOURCES ../result/Variant.java

package report;

import module java.base;

import result.Cell;
import result.Comparison.Verdict;
import result.Ranking;
import result.Results;
import result.Variant;

/// One table on all machines that have measured it with the same sizes, and on how many of them a
/// verdict about two rows holds.
///
/// @param name of the table, with the sizes that tell it from others of its scenario
/// @param cell one with numbers
/// @param on each machine's own ranking, by the number of the machine
/// @param rows the rows that have a rank on some machine, by the mean of their places
/// @param missing rows and machines without a verdict, with the reason, in sentences
public record Agreement(
    String name,
    Cell cell,
    SortedMap<Integer, Ranking> on,
    List<String> rows,
    List<String> missing,
    Machines machines) {

  /// Two rows of a table.
  ///
  /// @param counts one; several if machines have other versions of what the rows depend on; none if
  ///     no machine ranks both
  record Pair(String left, String right, List<Tally> counts) {

    /// Whether every machine that ranks both can tell, and says the same.
    boolean unanimous() {
      return counts.size() == 1 && counts.getFirst().unanimous();
    }

    /// Whether, with the same versions, the left row is better on some machines, and the right one
    /// on others.
    boolean contradictory() {
      return counts.stream()
          .map(Tally::machines)
          .anyMatch(said -> said.containsKey(Verdict.BETTER) && said.containsKey(Verdict.WORSE));
    }

    /// Whether machines are counted apart.
    boolean apart() {
      return counts.size() > 1;
    }
  }

  /// What tells tables apart.
  private record Key(String scenario, Map<String, String> params) {}

  /// All tables that have numbers.
  public static List<Agreement> of(Machines machines) {
    var tables = new LinkedHashMap<Key, SortedMap<Integer, Ranking>>();
    for (int i = 1; i <= machines.all().size(); i++)
      for (var variant : machines.machine(i).variants())
        if (variant.cells().stream().anyMatch(Cell::ok))
          tables
              .computeIfAbsent(new Key(variant.scenario(), variant.params()), _ -> new TreeMap<>())
              .put(i, Ranking.of(variant.cells()));
    return tables.entrySet().stream()
        .map(table -> of(table.getKey(), table.getValue(), tables.keySet(), machines))
        .toList();
  }

  private static Agreement of(
      Key key, SortedMap<Integer, Ranking> on, Set<Key> all, Machines machines) {
    var sizes =
        all.stream().filter(other -> other.scenario.equals(key.scenario)).map(Key::params).toList();
    var name = Variant.name(key.scenario, Variant.varied(key.params, sizes));
    var cell = on.firstEntry().getValue().cells().getFirst();
    var rows = rows(on);
    return new Agreement(name, cell, on, rows, missing(key, on, rows, machines), machines);
  }

  private static List<String> rows(SortedMap<Integer, Ranking> on) {
    var places = new LinkedHashMap<String, List<Double>>();
    for (var ranking : on.values()) {
      var cells = ranking.contenders();
      for (int i = 0; i < cells.size(); i++)
        places
            .computeIfAbsent(cells.get(i).backend(), _ -> new ArrayList<>())
            .add((i + 1.0) / cells.size());
    }
    return places.entrySet().stream()
        .sorted(Comparator.comparingDouble(row -> mean(row.getValue())))
        .map(Map.Entry::getKey)
        .toList();
  }

  private static double mean(List<Double> places) {
    return places.stream().mapToDouble(place -> place).average().orElseThrow();
  }

  private static List<String> missing(
      Key key, SortedMap<Integer, Ranking> on, List<String> rows, Machines machines) {
    var missing = new ArrayList<String>();
    for (int i = 1; i <= machines.all().size(); i++) {
      var run = machines.machine(i);
      if (on.containsKey(i)) {
        for (var row : rows)
          if (contender(on.get(i), row).isEmpty())
            missing.add("`%s` has no rank on %d: %s.".formatted(row, i, why(run, key, row)));
      } else missing.add(unmeasured(key, i, run));
    }
    return missing;
  }

  private static String unmeasured(Key key, int number, Results run) {
    var others = run.variants(key.scenario).stream().map(Variant::params).toList();
    if (others.isEmpty()) return "%d has not measured it.".formatted(number);
    var differing = new TreeSet<String>();
    for (var other : others)
      other.forEach((name, value) -> {
        if (!value.equals(key.params.get(name))) differing.add(name + " " + value);
      });
    return "%d has measured it with other sizes (%s), which is another table."
        .formatted(number, String.join(", ", differing));
  }

  private static String why(Results run, Key key, String row) {
    var cells =
        run.of(key.scenario).stream()
            .filter(cell -> cell.backend().equals(row))
            .filter(cell -> Variant.contains(key.params, cell.params()))
            .toList();
    if (cells.isEmpty()) return "not measured";
    var cell = cells.getFirst();
    if (!cell.ok()) return cell.status() + ", " + cell.reason();
    return cell.early() ? "its timer ended early" : "no number";
  }

  /// The place of each row on each machine: its rank, or why it has none.
  Map<Integer, Map<String, String>> ranks() {
    var ranks = new LinkedHashMap<Integer, Map<String, String>>();
    on.forEach((machine, ranking) ->
        ranks.put(
            machine,
            ranking.rows().stream()
                .collect(Collectors.toMap(row -> row.cell().backend(), Ranking.Row::rank))));
    return ranks;
  }

  private static Optional<Cell> contender(Ranking ranking, String row) {
    return ranking.contenders().stream().filter(cell -> cell.backend().equals(row)).findFirst();
  }

  /// The machines on which the row may be the best.
  List<Integer> best(String row) {
    return on.keySet().stream()
        .filter(
            machine -> on.get(machine).best().stream().anyMatch(cell -> cell.backend().equals(row)))
        .toList();
  }

  /// The rows that may be the best wherever the table was measured.
  List<String> best() {
    return rows.stream().filter(row -> best(row).size() == on.size()).toList();
  }

  /// Every pair once; the left row is the one with the better mean of its places.
  List<Pair> pairs() {
    var pairs = new ArrayList<Pair>();
    for (int i = 0; i < rows.size(); i++)
      for (int j = i + 1; j < rows.size(); j++)
        pairs.add(new Pair(rows.get(i), rows.get(j), counts(rows.get(i), rows.get(j))));
    return pairs;
  }

  private List<Tally> counts(String left, String right) {
    var groups = new LinkedHashMap<Set<String>, SortedMap<Integer, Verdict>>();
    on.forEach((machine, ranking) -> {
      var a = contender(ranking, left);
      var b = contender(ranking, right);
      if (a.isEmpty() || b.isEmpty()) return;
      var versions = new LinkedHashSet<>(Versions.of(a.get(), machines.machine(machine)));
      versions.addAll(Versions.of(b.get(), machines.machine(machine)));
      groups
          .computeIfAbsent(versions, _ -> new TreeMap<>())
          .put(machine, ranking.compare(left, right).verdict());
    });
    var counts = new ArrayList<Tally>();
    groups.forEach((versions, verdicts) -> {
      var own = versions.stream().filter(version -> !all(groups.keySet(), version)).toList();
      counts.add(Tally.of(own, verdicts));
    });
    return counts;
  }

  private static boolean all(Set<Set<String>> groups, String version) {
    return groups.stream().allMatch(group -> group.contains(version));
  }
}
