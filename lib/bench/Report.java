//SOURCES HistogramReader.java
//SOURCES Kind.java
//SOURCES Request.java
//SOURCES Timers.java
//SOURCES ../result/Repetition.java

package bench;

import module java.base;

import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import result.Repetition;

/// What a worker tells its parent: one line of JSON, the last that it prints.
///
/// @param report version of this line, so that garbage on stdout is not mistaken for it
/// @param status "ok", "failed", "unsupported"; "skipped" where the runtime or the library cannot
///     be had, which the worker itself calls "unavailable"; "lawful" from one that was to check the
///     laws only, "described" from one that was to say what is to be measured, "timers" from one
///     that was to find out how late sleeps end
/// @param reason why it is not "ok"
/// @param unit what one unit of work is called
/// @param measures what a repetition is about: "throughput", "settle", or one of the values
/// @param values by name, what the scenario reports of its own in each repetition; null or empty
///     for nothing
/// @param ideal by metric name, what a machine without any cost would reach
/// @param latency base64 of a compressed HdrHistogram of nanoseconds; a worker in Python writes
///     pairs of a value and its count, which become one when they are read
/// @param overshoot the same; null where nothing sleeps for a known time
/// @param quickRepetitions the first of the repetitions, which are all that `--quick` would have
///     measured
/// @param version of the library that was measured; null where the list of backends knows it
/// @param environment what the library ran in, such as the interpreter and its event loop; null on
///     the JVM
/// @param wakeNs ns that waking a thread took beside the repetitions, at most; null if the worker
///     did not look
/// @param compiling whether the compilers of the JVM still worked while it measured
/// @param shortTimer what was seen of a timer that ends the scenario's delays early on the idle
///     library; null if it does not
/// @param discarded which known defect of something else repetitions met, and how many, which were
///     measured again; null for none
/// @param timers how late sleeps end, from a worker that was to find out; null otherwise
/// @param request what a worker of another runtime is to be asked for; null unless "described"
record Report(
    int report,
    String status,
    String reason,
    String scenario,
    String backend,
    String unit,
    String measures,
    Map<String, Kind> values,
    int parallelism,
    Map<String, String> params,
    Map<String, Double> ideal,
    List<Repetition> repetitions,
    @JsonDeserialize(using = HistogramReader.class) String latency,
    @JsonDeserialize(using = HistogramReader.class) String overshoot,
    long early,
    Long rssPeakBytes,
    int warmupRepetitions,
    int quickRepetitions,
    String gc,
    String version,
    String environment,
    Double wakeNs,
    boolean compiling,
    String shortTimer,
    String discarded,
    List<Timers.Lateness> timers,
    Request request) {

  Report {
    values = values == null ? Map.of() : values;
  }

  static final int VERSION = 1;
  static final String LAWFUL = "lawful";
  static final String DESCRIBED = "described";
  static final String TIMERS = "timers";
  static final String SKIPPED = "skipped";
  static final String UNAVAILABLE = "unavailable";

  /// A report without numbers.
  static Report without(String status, String reason) {
    return new Report(
        VERSION, status, reason, null, null, null, null, Map.of(), 0, Map.of(), Map.of(), List.of(),
        null, null, 0, null, 0, 0, null, null, null, null, false, null, null, null, null);
  }

  /// How late sleeps end.
  static Report ofTimers(List<Timers.Lateness> timers) {
    return new Report(
        VERSION, TIMERS, null, null, null, null, null, Map.of(), 0, Map.of(), Map.of(), List.of(),
        null, null, 0, null, 0, 0, null, null, null, null, false, null, null, timers, null);
  }

  /// What a worker of another runtime is to be asked for.
  static Report describing(String scenario, Request request) {
    return new Report(
        VERSION, DESCRIBED, null, scenario, null, null, null, Map.of(), 0, Map.of(), Map.of(),
        List.of(), null, null, 0, null, 0, 0, null, null, null, null, false, null, null, null,
        request);
  }

  boolean ok() {
    return "ok".equals(status);
  }
}
