//SOURCES ../result/Calibration.java
//SOURCES ../result/Cell.java
//SOURCES ../result/Numbers.java
//SOURCES ../result/Samples.java

package bench;

import module java.base;

import result.Calibration.Check;
import result.Cell;
import result.Numbers;
import result.Samples;

/// Whether `--quick` measures the same level as a default run. A quick process is a default one that ends after half a second of
/// measuring, so that each process of a default run says what it would have been: what differs is the level, and not the process.
public final class QuickLevels {
  private static final double LEAST = 0.9;
  private static final double MOST = 1.1;

  private QuickLevels() {}

  /// @param cells of default runs
  /// @return how many of them `--quick` finds at the same level
  public static Check of(List<Cell> cells) {
    var levels = new TreeMap<Double, String>();
    for (var cell : cells) levels.put(level(cell), cell.scenario() + " on " + cell.backend());
    var outside = new TreeMap<>(levels);
    outside.keySet().removeIf(level -> level >= LEAST && level <= MOST);
    return Check.atLeast(
        90,
        "quick: cells at 0.9 to 1.1 of the default level",
        100.0 * (levels.size() - outside.size()) / levels.size(),
        "%",
        "%d of %d cells; lowest %s, highest %s%s"
            .formatted(
                levels.size() - outside.size(),
                levels.size(),
                text(levels.firstEntry()),
                text(levels.lastEntry()),
                outside.entrySet().stream()
                    .map(QuickLevels::text)
                    .collect(
                        Collectors.joining(", ", outside.isEmpty() ? "" : "; outside: ", ""))));
  }

  private static String text(Map.Entry<Double, String> level) {
    return Numbers.text(level.getKey()) + " (" + level.getValue() + ")";
  }

  /// The geometric mean over processes.
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
