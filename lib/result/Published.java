//DEPS org.hdrhistogram:HdrHistogram:2.2.2
//SOURCES Cell.java
//SOURCES Histograms.java
//SOURCES Repetition.java
//SOURCES Results.java
//SOURCES Round.java

package result;

import module java.base;

import org.HdrHistogram.Histogram;

/// Makes the form of the results that a published study stores. It is a quarter as large:
/// histograms are rounded to two digits instead of three, and the times of repetitions to three.
/// Metrics, intervals and flags stay the same, and verdicts and curves come out alike. Publishing
/// published results again does not change them.
public final class Published {
  private static final int HISTOGRAM_DIGITS = 2;
  private static final MathContext TIME_DIGITS = new MathContext(3);

  private Published() {}

  public static Results of(Results measured) {
    return measured.with(
        measured.cells().stream()
            .map(cell ->
                cell.with(
                    cell.metrics(),
                    cell.flags(),
                    cell.rounds().stream().map(Published::round).toList()))
            .toList());
  }

  /// The results without latencies, for charts of how headlines scale.
  public static Results headlines(Results measured) {
    return measured.with(measured.cells().stream().map(Published::headlines).toList());
  }

  private static Cell headlines(Cell cell) {
    var metrics = new LinkedHashMap<>(cell.metrics());
    metrics.keySet().removeIf(name -> name.startsWith("latency_") || name.startsWith("overshoot_"));
    var rounds = cell.rounds().stream().map(round -> round(round, null, null)).toList();
    return cell.with(metrics, cell.flags(), rounds);
  }

  private static Round round(Round round) {
    return round(round, histogram(round.latency()), histogram(round.overshoot()));
  }

  private static Round round(Round round, String latency, String overshoot) {
    var repetitions = round.repetitions().stream().map(Published::repetition).toList();
    return round.with(repetitions, latency, overshoot);
  }

  private static Repetition repetition(Repetition one) {
    return new Repetition(
        time(one.elapsedNs()),
        one.ops(),
        time(one.cpuNs()),
        time(one.gcNs()),
        one.allocatedBytes() == null ? null : time(one.allocatedBytes()),
        one.values());
  }

  private static long time(long ns) {
    return new BigDecimal(ns).round(TIME_DIGITS).longValueExact();
  }

  private static String histogram(String exact) {
    if (exact == null) return null;
    var fine = Histograms.decode(exact);
    if (fine.getNumberOfSignificantValueDigits() <= HISTOGRAM_DIGITS) return exact;
    var coarse = new Histogram(HISTOGRAM_DIGITS);
    for (var value : fine.recordedValues())
      coarse.recordValueWithCount(value.getValueIteratedTo(), value.getCountAtValueIteratedTo());
    return Histograms.encode(coarse);
  }
}
