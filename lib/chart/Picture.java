//SOURCES Sheet.java
//SOURCES ../result/Cell.java
//SOURCES ../result/Results.java

package chart;

import module java.base;

import result.Cell;
import result.Results;

/// A picture that can be drawn from a results file.
interface Picture {
  String scenario();

  /// The file's name without its ending.
  String name();

  /// Whether the cell has what the picture shows.
  boolean shows(Cell cell);

  /// @param results with at least one cell that the picture shows
  Sheet draw(Results results);

  /// Why it cannot be drawn; empty if it can.
  default Optional<String> obstacle(Results results) {
    var cells = results.of(scenario());
    if (cells.isEmpty()) return Optional.of("no scenario " + scenario() + " in the file");
    if (cells.stream().noneMatch(Cell::ok))
      return Optional.of("no cell of " + scenario() + " is ok");
    return cells.stream().anyMatch(this::shows)
        ? Optional.empty()
        : Optional.of(
            "no cell of " + scenario() + " has " + name().substring(scenario().length() + 1));
  }
}
