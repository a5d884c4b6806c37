//SOURCES ../result/Results.java
package chart;

import module java.base;
import result.Cell;
import result.Results;

/// Where the numbers of a picture come from, in words.
record Provenance(Results results, List<Cell> cells) {

  /// How many processes each number rests on: "5 processes".
  String processes() {
    var rounds = cells.stream().filter(Cell::ok).mapToInt(cell -> cell.rounds().size()).summaryStatistics();
    return rounds.getMax() == 1 ? "one process"
        : (rounds.getMin() == rounds.getMax() ? "" : rounds.getMin() + " to ") + rounds.getMax() + " processes";
  }

  /// Parameters, machine and date.
  List<String> notes() {
    return Stream.of(what(), where(), when()).filter(note -> !note.isEmpty()).toList();
  }

  private String what() {
    return cells.stream().map(Cell::params).filter(Objects::nonNull).distinct()
        .map(params -> params.entrySet().stream()
            .map(param -> param.getKey() + " " + param.getValue())
            .collect(Collectors.joining(", ", cells.getFirst().scenario() + ": ", ".")))
        .collect(Collectors.joining(" "));
  }

  private String where() {
    var host = results.host();
    if (host == null) return "";
    var python = cells.stream().anyMatch(cell -> "python".equals(cell.runtime())) ? host.python() : null;
    return Stream.of(host.cpu(), host.cores() + (host.cores() == 1 ? " core" : " cores"), host.container(), host.os(), host.jdk(), python)
        .filter(Objects::nonNull)
        .collect(Collectors.joining(", ", "", "."));
  }

  private String when() {
    var words = new StringJoiner(", ", "", ".");
    if (results.started() != null) words.add("Measured " + results.started().replaceFirst("T.*", ""));
    if (results.commit() != null) words.add("commit " + results.commit());
    if (results.config().quick()) words.add("with --quick: a first look, too short for conclusions");
    return words.length() > 1 ? words.toString() : "";
  }
}
