//SOURCES Text.java
//SOURCES ../result/Cell.java
//SOURCES ../result/Numbers.java
//SOURCES ../result/Results.java

package chart;

import module java.base;

import result.Cell;
import result.Numbers;
import result.Results;

/// The notes at the foot of a picture, and what a reader must know about single cells.
///
/// @param cells the cells of the picture's scenario
record Notes(Results results, List<Cell> cells) {
  /// The mark after a name about which the notes say more.
  static final String MARK = " *";

  private static final double WIDEST_EXCUSE = 640;

  /// How many processes a number is based on: "5 processes".
  String processes() {
    var rounds = measured().mapToInt(cell -> cell.rounds().size()).summaryStatistics();
    return rounds.getMax() == 1
        ? "one process"
        : Numbers.range(rounds.getMin(), rounds.getMax()) + " processes";
  }

  /// The flags of the cell that not every cell has.
  List<String> flags(Cell cell) {
    var shared = shared();
    return cell.flags().stream().filter(flag -> !shared.contains(flag)).toList();
  }

  /// Why a cell has no number: "failed: out of memory".
  static String excuse(Cell cell) {
    return cell.ok()
        ? "not measured"
        : cell.status()
            + (cell.reason() == null
                ? ""
                : ": " + cell.reason().strip().replaceAll("\\s+", " ").replaceFirst("\\.$", ""));
  }

  /// The foot of a picture.
  ///
  /// @param first the first sentence, which is about this picture
  /// @param flagged cells whose flags are not in the picture
  /// @param absent cells that are not in the picture
  List<String> lines(String first, Predicate<Cell> flagged, Predicate<Cell> absent) {
    var flags = new LinkedHashMap<String, List<String>>();
    var excuses = new LinkedHashMap<String, List<String>>();
    for (var cell : cells) {
      if (flagged.test(cell)) for (var flag : flags(cell)) collect(flags, flag, cell);
      if (absent.test(cell))
        collect(excuses, Text.note(excuse(cell)).within(WIDEST_EXCUSE).words(), cell);
    }
    var all = shared().stream().map(flag -> "All: " + flag + ".").collect(Collectors.joining(" "));
    return Stream.of(
            first + " " + parameters(),
            all,
            sentences(flags, "* "),
            sentences(excuses, ""),
            machine())
        .filter(line -> !line.isBlank())
        .toList();
  }

  private static void collect(Map<String, List<String>> backends, String words, Cell cell) {
    backends.computeIfAbsent(words, _ -> new ArrayList<>()).add(cell.backend());
  }

  private static String sentences(Map<String, List<String>> backends, String prefix) {
    return backends.isEmpty()
        ? ""
        : backends.entrySet().stream()
            .map(entry ->
                String.join(", ", entry.getValue())
                    + ": "
                    + entry.getKey()
                    + (entry.getKey().endsWith("…") ? "" : "."))
            .collect(Collectors.joining(" ", prefix, ""));
  }

  private Stream<Cell> measured() {
    return cells.stream().filter(Cell::ok);
  }

  private List<String> shared() {
    return measured().count() < 2
        ? List.of()
        : measured().findFirst().orElseThrow().flags().stream()
            .filter(flag -> measured().allMatch(cell -> cell.flags().contains(flag)))
            .toList();
  }

  private String parameters() {
    return cells.stream()
        .map(Cell::params)
        .filter(Objects::nonNull)
        .distinct()
        .map(params ->
            params.entrySet().stream()
                .map(param -> param.getKey() + " " + param.getValue())
                .collect(Collectors.joining(", ")))
        .filter(params -> !params.isEmpty())
        .reduce((one, other) -> one + "; " + other)
        .map(params -> "Parameters: " + params + ".")
        .orElse("");
  }

  private String machine() {
    return Stream.of(host(), run())
        .filter(words -> !words.isEmpty())
        .map(words -> words + ".")
        .collect(Collectors.joining(" "));
  }

  private String host() {
    var host = results.host();
    if (host == null) return "";
    var python =
        cells.stream().anyMatch(cell -> "python".equals(cell.runtime())) ? host.python() : null;
    return Stream.of(
            host.cpu(),
            host.cores() + (host.cores() == 1 ? " core" : " cores"),
            host.container(),
            host.os(),
            host.jdk() == null ? null : "JDK " + host.jdk(),
            python)
        .filter(Objects::nonNull)
        .collect(Collectors.joining(", "));
  }

  private String run() {
    var words = new ArrayList<String>();
    if (results.started() != null) words.add("Measured on " + results.days());
    if (results.commit() != null) words.add("commit " + results.commit());
    if (results.config().quick()) words.add("with --quick");
    return String.join(", ", words);
  }
}
