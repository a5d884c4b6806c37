//SOURCES ../result/Calibration.java
//SOURCES ../result/Cell.java
//SOURCES ../result/Numbers.java
//SOURCES ../result/Samples.java

package calibrate;

import module java.base;

import result.Calibration.Check;
import result.Cell;
import result.Numbers;
import result.Samples;

/// Checks whether `--quick` measures the same level as a default run. A quick process is a default
/// process that ends earlier, after `WorkerOptions.QUICK`. So each process of a default run also
/// shows what a quick process would have measured. The comparison is about the level, not about
/// different processes.
public final class QuickLevels {
  private static final double LEAST = 0.9;
  private static final double MOST = 1.1;

  private QuickLevels() {}

  /// @param cells of default runs
  /// @return how many of them `--quick` finds at the same level
  public static Check of(List<Cell> cells) {
    var levels =
        cells.stream()
            .map(cell -> new Level(cell.scenario() + " on " + cell.backend(), level(cell)))
            .sorted(Comparator.comparingDouble(Level::value))
            .toList();
    var outside = levels.stream().filter(Level::differs).toList();
    int inside = levels.size() - outside.size();
    return Check.atLeast(
        90,
        "quick: cells at 0.9 to 1.1 of the default level",
        100.0 * inside / levels.size(),
        "%",
        "%d of %d cells; lowest %s, highest %s%s"
            .formatted(
                inside,
                levels.size(),
                levels.getFirst(),
                levels.getLast(),
                outside.stream()
                    .map(Level::toString)
                    .collect(
                        Collectors.joining(", ", outside.isEmpty() ? "" : "; outside: ", ""))));
  }

  private record Level(String cell, double value) {
    boolean differs() {
      return value < LEAST || value > MOST;
    }

    @Override
    public String toString() {
      return Numbers.text(value) + " (" + cell + ")";
    }
  }

  /// The quick level divided by the default level, as the geometric mean over processes.
  private static double level(Cell cell) {
    return Math.exp(
        cell.rounds().stream()
            .mapToDouble(round ->
                Math.log(
                    Samples.of(cell.headline(), round.quick())
                        / Samples.of(cell.headline(), round)))
            .average()
            .orElseThrow());
  }
}
