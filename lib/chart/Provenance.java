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

  /// The parameters of the scenario: "tasks 10000, sleep 500us."
  String parameters() {
    return cells.stream().map(Cell::params).filter(Objects::nonNull).distinct()
        .map(params -> params.entrySet().stream()
            .map(param -> param.getKey() + " " + param.getValue())
            .collect(Collectors.joining(", ", "", ".")))
        .collect(Collectors.joining(" "));
  }

  /// Machine, date and what else a reader must know of the run.
  String machine() {
    return Stream.of(host(), run()).filter(words -> !words.isEmpty()).collect(Collectors.joining(". ", "", "."));
  }

  private String host() {
    var host = results.host();
    if (host == null) return "";
    var python = cells.stream().anyMatch(cell -> "python".equals(cell.runtime())) ? host.python() : null;
    return Stream.of(host.cpu(), host.cores() + (host.cores() == 1 ? " core" : " cores"), host.container(), host.os(),
            host.jdk() == null ? null : "JDK " + host.jdk(), python)
        .filter(Objects::nonNull)
        .collect(Collectors.joining(", "));
  }

  private String run() {
    var words = new ArrayList<String>();
    if (results.started() != null) words.add("Measured on " + results.started().replaceFirst("T.*", ""));
    if (results.commit() != null) words.add("commit " + results.commit());
    if (results.config().quick()) words.add("with --quick: a first look, too short for conclusions");
    return String.join(", ", words);
  }
}
