//SOURCES Wording.java
//SOURCES ../result/Cell.java
//SOURCES ../result/Results.java
//SOURCES ../result/Variant.java

package report;

import module java.base;

import result.Cell;
import result.Results;
import result.Variant;

/// Flags and rows without numbers, grouped by kind and by table.
final class Reservations {
  /// Where most rows of a table have a flag, and no more than these lack it, these are named.
  private static final int LACKING = Wording.NAMED;

  private Reservations() {}

  static String list(Results results) {
    var kinds = new TreeMap<String, List<String>>();
    for (var variant : results.variants())
      of(variant)
          .forEach((kind, rows) ->
              kinds.computeIfAbsent(kind, _ -> new ArrayList<>()).add(named(rows, variant)));
    return kinds.isEmpty()
        ? ""
        : kinds.entrySet().stream()
            .map(kind -> "- %s: %s.\n".formatted(kind.getKey(), String.join("; ", kind.getValue())))
            .collect(Collectors.joining("", "\nTo know before using a row:\n\n", ""));
  }

  private static Map<String, List<Cell>> of(Variant variant) {
    var kinds = new TreeMap<String, List<Cell>>();
    for (var cell : variant.cells()) {
      var flags = cell.flags().stream().filter(flag -> !flag.startsWith(Cell.SETTING));
      Stream.concat(
              cell.ok() ? Stream.empty() : Stream.of(cell.status()),
              flags.map(flag -> flag.split(":")[0]).distinct())
          .forEach(kind -> kinds.computeIfAbsent(kind, _ -> new ArrayList<>()).add(cell));
    }
    return kinds;
  }

  /// "all 23 of a table", "all of a table but `x`", "`a`, `b` in a table". A row without a number
  /// has no flag, so it is none of "all".
  private static String named(List<Cell> rows, Variant variant) {
    boolean measured = rows.stream().allMatch(Cell::ok);
    var others =
        variant.cells().stream()
            .filter(cell -> cell.ok() || !measured)
            .filter(cell -> !rows.contains(cell))
            .toList();
    if (rows.size() > LACKING && others.isEmpty())
      return "all %d of %s".formatted(rows.size(), variant.name());
    if (rows.size() > 2 * LACKING && others.size() <= LACKING)
      return "all of %s but %s".formatted(variant.name(), Wording.codes(others));
    return Wording.codes(rows) + " in " + variant.name();
  }
}
