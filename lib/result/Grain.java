//SOURCES Numbers.java

package result;

import module java.base;

/// How late a backend's own timer ends sleeps of one length, one after another.
///
/// @param load whether other tasks waited and computed beside
/// @param askedUs delay of each sleep
/// @param sleeps how many there were
/// @param early how many of them were over before their delay was
/// @param earliestUs by how much later the first to end ended; below 0 if it was early
/// @param p50Us by how much later half of them ended, at most
/// @param p99Us the same of 99 %
public record Grain(
    String backend,
    boolean load,
    long askedUs,
    int sleeps,
    int early,
    double earliestUs,
    double p50Us,
    double p99Us) {

  /// @param lateUs by how much later each sleep ended, ascending; below 0 if it was early
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

  /// Nearest rank.
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
