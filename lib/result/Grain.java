//SOURCES Numbers.java

package result;

import module java.base;

/// How late a backend's own timer ends sleeps of one length that follow each other.
///
/// @param load whether other tasks waited and computed at the same time
/// @param askedUs delay of each sleep
/// @param sleeps number of sleeps
/// @param early number of sleeps that ended before their delay was over
/// @param earliestUs how late the earliest sleep ended; below 0 if it ended early
/// @param p50Us 50 % of the sleeps ended at most this late
/// @param p99Us 99 % of the sleeps ended at most this late
public record Grain(
    String backend,
    boolean load,
    long askedUs,
    int sleeps,
    int early,
    double earliestUs,
    double p50Us,
    double p99Us) {

  /// @param lateUs how late each sleep ended, ascending; below 0 if it ended early
  public static Grain of(String backend, boolean load, long askedUs, double[] lateUs) {
    return new Grain(
        backend,
        load,
        askedUs,
        lateUs.length,
        (int) Arrays.stream(lateUs).filter(late -> late < 0).count(),
        lateUs[0],
        rank(lateUs, 50),
        rank(lateUs, 99));
  }

  /// The percentile by the nearest-rank method.
  private static double rank(double[] sorted, int percent) {
    return sorted[Math.ceilDiv(percent * sorted.length, 100) - 1];
  }

  /// In ms: "0.062, 0.11", "-0.5, 0.1; 43 % early, by up to 0.5".
  public String words() {
    var late = Numbers.text(p50Us / 1e3) + ", " + Numbers.text(p99Us / 1e3);
    return early == 0
        ? late
        : "%s; %.0f %% early, by up to %s"
            .formatted(late, 100.0 * early / sleeps, Numbers.text(-earliestUs / 1e3));
  }
}
