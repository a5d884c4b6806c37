//DEPS org.apache.commons:commons-statistics-inference:1.2
//SOURCES Statistics.java

package result;

import module java.base;

import org.apache.commons.statistics.inference.MannWhitneyUTest;

/// Whether the repetitions of a process had stopped changing when they were measured.
///
/// The first third is held against the last third: a trend moves them apart, and so does a level shift that does not
/// fall into both. Medians that differ by less than {@link #LIMIT} are not worth a flag, however sure the difference is.
public final class SteadyState {
  /// Relative shift of the median that counts.
  public static final double LIMIT = 0.10;

  private static final double ERROR = 0.001;
  private static final int LEAST = 12;

  private SteadyState() {}

  /// @param elapsed times of the repetitions, in order
  /// @return by how much the last third differs from the first, as a fraction, if that is beyond chance; nothing is
  ///     said of fewer than 12 repetitions
  public static OptionalDouble shift(double... elapsed) {
    if (elapsed.length < LEAST) return OptionalDouble.empty();
    int third = elapsed.length / 3;
    var first = Arrays.copyOf(elapsed, third);
    var last = Arrays.copyOfRange(elapsed, elapsed.length - third, elapsed.length);
    double shift = Statistics.median(last) / Statistics.median(first) - 1;
    boolean small = Math.abs(Math.log1p(shift)) < Math.log1p(LIMIT);
    if (small || MannWhitneyUTest.withDefaults().test(first, last).getPValue() >= ERROR) {
      return OptionalDouble.empty();
    }
    return OptionalDouble.of(shift);
  }
}
