//SOURCES ../scenario/Kind.java

package worker;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import scenario.Kind;

/// What a worker that is not a JVM is asked for: the scenario as its script describes it, in one
/// line of JSON.
///
/// @param params the scenario's parameters; durations in nanoseconds
/// @param text the same as a person would type them, for the report
/// @param inputs what was drawn from the seed, such as "delays" in nanoseconds, one row per worker
/// @param asked delays in nanoseconds that its timer must be able to do
/// @param expected units of work in one repetition
/// @param unit what one of them is called
/// @param measures what a repetition is about: "throughput", "settle", or one of the values
/// @param values by name, what the scenario reports of its own beside times and counts
/// @param ideal by metric name, what a machine without any cost would reach
/// @param warmupNs least time of warm-up
/// @param measureNs least time of measuring
/// @param repetitions fixed number of them instead of a time; null if by time
/// @param slowdown share of processor time that is added to each unit of work on purpose; null for
///     none
/// @param seed from which is drawn which units are timed
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
    long measureNs,
    Integer repetitions,
    Double slowdown,
    long seed) {

  /// The same with one more input.
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
        measureNs,
        repetitions,
        slowdown,
        seed);
  }
}
