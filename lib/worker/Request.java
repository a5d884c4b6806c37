//SOURCES ../scenario/Kind.java

package worker;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import scenario.Kind;

/// The request to a worker that is not a JVM: the scenario as its script describes it, in one line
/// of JSON.
///
/// @param params the scenario's parameters; durations in nanoseconds
/// @param text the same parameters as a person would type them, for the report
/// @param inputs what was drawn from the seed, such as "delays" in nanoseconds, one row per worker
/// @param asked delays in nanoseconds that the backend's timer must be able to keep
/// @param expected units of work in one repetition
/// @param unit the name of one unit of work
/// @param measures what a repetition measures: "throughput", "settle", or one of the values
/// @param values what the scenario reports in addition to times and counts, by name
/// @param ideal what a machine without any cost would reach, by metric name
/// @param warmupNs minimum warm-up time
/// @param longestWarmupNs maximum warm-up time; each process draws its own between the two
/// @param measureNs minimum measuring time
/// @param repetitions fixed number of repetitions, instead of a time; null if by time
/// @param slowdown the injected slowdown: share of processor time that is added to each unit of
///     work on purpose; null for none
/// @param seed of the random choice of units that are timed
public record Request(
    Map<String, Object> params,
    Map<String, String> text,
    Map<String, Object> inputs,
    List<Long> asked,
    int expected,
    String unit,
    String measures,
    Map<String, Kind> values,
    Map<String, Double> ideal,
    long warmupNs,
    long longestWarmupNs,
    long measureNs,
    Integer repetitions,
    Double slowdown,
    long seed) {

  /// The same request with one more input.
  public Request with(String name, Object input) {
    var more = new HashMap<>(inputs);
    more.put(name, input);
    return new Request(
        params,
        text,
        more,
        asked,
        expected,
        unit,
        measures,
        values,
        ideal,
        warmupNs,
        longestWarmupNs,
        measureNs,
        repetitions,
        slowdown,
        seed);
  }
}
