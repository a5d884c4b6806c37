//SOURCES ../result/Cell.java
//SOURCES ../result/Round.java
//SOURCES ../result/Samples.java

package export;

import module java.base;

import result.Cell;
import result.Round;
import result.Samples;

/// The numbers that the processes of a cell contribute to its metrics.
final class Processes {
  private Processes() {}

  /// Empty where the process lacks the number, as in a file that was edited.
  static OptionalDouble value(String metric, Round round) {
    try {
      double value = Samples.of(metric, round);
      return Double.isFinite(value) ? OptionalDouble.of(value) : OptionalDouble.empty();
    } catch (RuntimeException e) {
      return OptionalDouble.empty();
    }
  }

  /// Of all processes that have the number.
  static double[] values(String metric, Cell cell) {
    return cell.rounds().stream()
        .map(round -> value(metric, round))
        .filter(OptionalDouble::isPresent)
        .mapToDouble(OptionalDouble::getAsDouble)
        .toArray();
  }
}
