//SOURCES ../result/Repetition.java

package bench;

import module java.base;

import result.Repetition;

/// What a worker tells its parent: one line of JSON, the last that it prints.
///
/// @param report version of this line, so that garbage on stdout is not mistaken for it
/// @param status "ok", "failed", "unsupported", or "lawful" from a worker that was to check the laws only
/// @param reason why it is not "ok"
/// @param unit what one unit of work is called
/// @param measures what a repetition is about: "throughput" or "settle"
/// @param ideal by metric name, what a machine without any cost would reach
/// @param latency base64 of a compressed HdrHistogram of nanoseconds
/// @param overshoot the same; null where nothing sleeps for a known time
record Report(
    int report,
    String status,
    String reason,
    String scenario,
    String backend,
    String unit,
    String measures,
    int parallelism,
    Map<String, String> params,
    Map<String, Double> ideal,
    List<Repetition> repetitions,
    String latency,
    String overshoot,
    long early,
    Long rssPeakBytes,
    int warmupRepetitions,
    String gc) {

  static final int VERSION = 1;
  static final String LAWFUL = "lawful";

  /// A report without numbers.
  static Report without(String status, String reason) {
    return new Report(
        VERSION, status, reason, null, null, null, null, 0, Map.of(), Map.of(), List.of(), null,
        null, 0, null, 0, null);
  }

  boolean ok() {
    return "ok".equals(status);
  }
}
