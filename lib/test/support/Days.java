//SOURCES Rows.java
//SOURCES ../../Library.java

package test.support;

import module java.base;

import result.Cell;
import result.Host;
import result.Metric;
import result.Results;

/// Runs of several days with invented numbers, for tests of histories.
public final class Days {
  private Days() {}

  /// The run of a day of November.
  public static Results run(int day, String jdk, int cores, Cell... cells) {
    var some = Rows.results();
    return new Results(
        1,
        "2026-11-%02dT08:00:00Z".formatted(day),
        "2026-11-%02dT09:00:00Z".formatted(day),
        List.of(),
        "abc",
        new Host("cpu", cores, 1L << 34, "os", "6", null, 0.5, null, jdk, "G1", null),
        some.config(),
        List.of(),
        Stream.of(cells)
            .map(cell -> cell.ok() ? cell.with(level(cell), cell.flags(), cell.rounds()) : cell)
            .toList());
  }

  private static Map<String, Metric> level(Cell cell) {
    double mean =
        cell.rounds().stream()
            .mapToDouble(round -> 1e12 / round.repetitions().getFirst().elapsedNs())
            .average()
            .orElseThrow();
    return Map.of("throughput", new Metric("ops/s", "higher", mean, mean * 0.9, mean * 1.1, null));
  }

  /// The cell as it is where a worker hangs.
  public static Cell failed(Cell good) {
    return new Cell(
        good.scenario(),
        good.backend(),
        "jvm",
        "L",
        "1",
        null,
        null,
        null,
        null,
        Map.of(),
        "failed",
        "hung",
        null,
        Map.of(),
        List.of(),
        List.of());
  }
}
