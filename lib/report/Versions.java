//SOURCES ../result/Cell.java
//SOURCES ../result/Results.java

package report;

import module java.base;

import result.Cell;
import result.Results;

/// What the numbers of a row depend on beside the machine: the versions of its runtime and of its
/// library.
final class Versions {
  /// Their version is that of the runtime.
  private static final Set<String> OF_RUNTIME = Set.of("OpenJDK", "asyncio");

  private Versions() {}

  /// "JDK Temurin-25.0.3+9", "Netty 4.2.20.Final".
  static List<String> of(Cell cell, Results run) {
    var host = run.host();
    var runtime = cell.runtime().equals("jvm") ? "JDK " + host.jdk() : "Python " + host.python();
    return counts(cell)
        ? List.of(runtime, cell.library() + " " + cell.version())
        : List.of(runtime);
  }

  /// Of a library in a run; null if the run has no numbers of it.
  static String of(String library, Results run) {
    return run.cells().stream()
        .filter(cell -> counts(cell) && library.equals(cell.library()))
        .map(Cell::version)
        .filter(Objects::nonNull)
        .distinct()
        .reduce((one, other) -> one + " and " + other)
        .orElse(null);
  }

  /// Whether the cell has numbers of a library that has a version of its own.
  static boolean counts(Cell cell) {
    return cell.ok() && cell.library() != null && !OF_RUNTIME.contains(cell.library());
  }
}
