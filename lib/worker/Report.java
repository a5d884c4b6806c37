//DEPS com.fasterxml.jackson.core:jackson-databind:2.22.4
//SOURCES HistogramReader.java
//SOURCES Timers.java
//SOURCES ../result/Repetition.java
//SOURCES ../result/UserError.java
//SOURCES ../scenario/Kind.java

package worker;

import module java.base;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonSubTypes.Type;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import result.Repetition;
import result.UserError;
import scenario.Kind;

/// The report of a worker to its parent. It is one line of JSON, the last line that the worker
/// prints. The status says which of these records it is.
@JsonPropertyOrder({"report", "status"})
@JsonTypeInfo(
    use = JsonTypeInfo.Id.NAME,
    include = JsonTypeInfo.As.EXISTING_PROPERTY,
    property = "status",
    visible = true)
@JsonSubTypes({
  @Type(value = Report.Measured.class, name = "ok"),
  @Type(value = Report.Lawful.class, name = "lawful"),
  @Type(value = Report.Timed.class, name = "timers"),
  @Type(
      value = Report.NotMeasured.class,
      names = {"failed", "unsupported", "skipped", "unavailable"})
})
public sealed interface Report {

  /// Version of the report line, so that garbage on stdout is not mistaken for a report.
  int VERSION = 1;

  @JsonProperty
  default int report() {
    return VERSION;
  }

  @JsonProperty
  String status();

  /// The numbers of one process.
  ///
  /// @param unit the name of one unit of work
  /// @param measures what a repetition measures: "throughput", "settle", or one of the values
  /// @param values what the scenario reports in each repetition in addition to times and counts, by
  ///     name; null or empty for nothing
  /// @param params of the scenario, as a person would type them
  /// @param ideal what a machine without any cost would reach, by metric name
  /// @param latency base64 of a compressed HdrHistogram of nanoseconds; a worker in Python writes
  ///     pairs of a value and its count, from which a histogram is made when they are read
  /// @param overshoot in the same form; null if nothing sleeps for a known time
  /// @param quickRepetitions how many of the first repetitions `--quick` would have measured
  /// @param version of the library that was measured; null if the list of backends has the version
  /// @param environment what the library ran in, such as the interpreter and its event loop; null
  ///     on the JVM
  /// @param wakeNs the longest time in ns that waking a thread took alongside the repetitions; null
  ///     if the worker did not probe
  /// @param compiling whether the JVM's compilers still worked while the worker measured
  /// @param shortTimer a description of early wake-ups, if the timer of the idle library ends the
  ///     scenario's delays early; null if it does not
  /// @param discarded a known defect of something else that disturbed measured repetitions, and the
  ///     number of those repetitions, which were measured again; null for none
  record Measured(
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
      String discarded)
      implements Report {

    public Measured {
      values = values == null ? Map.of() : values;
    }

    @Override
    public String status() {
      return "ok";
    }
  }

  /// Every law is kept.
  record Lawful() implements Report {
    @Override
    public String status() {
      return "lawful";
    }
  }

  /// How late sleeps end.
  record Timed(List<Timers.Lateness> timers) implements Report {
    @Override
    public String status() {
      return "timers";
    }
  }

  /// A report without numbers.
  ///
  /// @param status "failed", "unsupported", or "skipped" if the runtime or the library is not
  ///     available, for which the worker itself writes "unavailable"
  /// @param params of the scenario, as a person would type them; null if the worker did not get
  ///     that far
  record NotMeasured(String status, String reason, Map<String, String> params) implements Report {

    public static final String SKIPPED = "skipped";
    public static final String UNAVAILABLE = "unavailable";

    public static NotMeasured failed(String reason) {
      return new NotMeasured("failed", reason, null);
    }

    public static NotMeasured skipped(String reason) {
      return new NotMeasured(SKIPPED, reason, null);
    }

    @Override
    public String toString() {
      return status + ": " + reason;
    }
  }

  /// Whether the worker could do what it was asked for.
  default boolean ok() {
    return !(this instanceof NotMeasured);
  }

  /// @param subject what was to be measured
  /// @throws UserError with the reason if there are no numbers
  default Measured measured(Object subject) {
    return switch (this) {
      case Measured measured -> measured;
      case NotMeasured none -> throw new UserError(subject + ": " + none.reason());
      default -> throw new UserError(subject + ": a report without numbers");
    };
  }
}
