//SOURCES Metric.java
//SOURCES Nullable.java
//SOURCES Round.java

package result;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// One scenario on one backend.
///
/// @param kind what a task is: "thread", "fiber", "call-back" …; null in files of earlier versions
/// @param unit what one unit of work is called: "tasks", "ops"
/// @param parallelism operations that the backend can run at the same instant; null if unknown
/// @param environment what the library ran in if that is not the run's JDK, such as the interpreter
///     and its event loop
/// @param params the scenario's parameters as a person would type them
/// @param status "ok", "failed", "unsupported" or "skipped"
/// @param reason why the status is not "ok"; null if it is
/// @param headline the main metric of the scenario, for which a verdict is given first; null in
///     files of earlier versions, and if there are no numbers
/// @param metrics by name; empty unless the status is "ok"
/// @param flags what a reader must know before using the numbers
/// @param rounds one per worker process that finished well
public record Cell(
    String scenario,
    String backend,
    String runtime,
    @Nullable String library,
    @Nullable String version,
    @Nullable String kind,
    @Nullable String unit,
    @Nullable Integer parallelism,
    @Nullable String environment,
    Map<String, String> params,
    String status,
    @Nullable String reason,
    @Nullable String headline,
    Map<String, Metric> metrics,
    List<String> flags,
    List<Round> rounds) {

  public Cell {
    // Files of earlier versions use this name.
    if (flags != null)
      flags = flags.stream().map(flag -> flag.replaceFirst("^disturbed:", "noisy:")).toList();
  }

  /// Files of earlier versions do not name the headline. It is then the first of these metrics that
  /// the cell has. The rarest one comes first, because a scenario that reports memory reports a
  /// time as well.
  private static final List<String> HEADLINES = List.of("bytes_per_task", "settle", "throughput");

  /// The backend that is a hand-written loop. The libraries are compared with it; it is not one of
  /// them.
  public static final String BASELINE = "bare";

  /// The beginning of the flag that marks a row whose library does not run with its default
  /// settings. The setting follows.
  public static final String SETTING = "setting: ";

  /// Whether the library runs with a setting that is not its default. Somebody who merely installs
  /// the library does not get these numbers.
  public boolean tuned() {
    return flags.stream().anyMatch(flag -> flag.startsWith(SETTING));
  }

  /// Whether timers ended before their delay was over. They may have done so while the scenario was
  /// measured, or on the idle library, where no queueing hides it. Such a row did not wait for the
  /// full time, so it cannot be the best.
  public boolean early() {
    return flags.stream()
        .anyMatch(flag -> flag.startsWith("early-wakes") || flag.startsWith(Round.SHORT_TIMER));
  }

  /// A copy with other metrics, flags and rounds.
  public Cell with(Map<String, Metric> metrics, List<String> flags, List<Round> rounds) {
    return copy(backend, metrics, flags, rounds);
  }

  /// A copy with another backend name and with these rounds.
  public Cell named(String name, List<Round> rounds) {
    return copy(name, metrics, List.of(), rounds);
  }

  private Cell copy(
      String backend, Map<String, Metric> metrics, List<String> flags, List<Round> rounds) {
    return new Cell(
        scenario,
        backend,
        runtime,
        library,
        version,
        kind,
        unit,
        parallelism,
        environment,
        params,
        status,
        reason,
        headline,
        metrics,
        flags,
        rounds);
  }

  public boolean ok() {
    return "ok".equals(status);
  }

  /// The parameters in words: "tasks 10000, sleep 500us".
  public String parameters() {
    return params.entrySet().stream()
        .map(param -> param.getKey() + " " + param.getValue())
        .collect(Collectors.joining(", "));
  }

  /// The main metric, for which a verdict is given first.
  @Override
  public String headline() {
    if (headline != null) return headline;
    return HEADLINES.stream().filter(metrics::containsKey).findFirst().orElse("throughput");
  }
}
