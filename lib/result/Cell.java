//SOURCES Metric.java
//SOURCES Nullable.java
//SOURCES Round.java

package result;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// One scenario on one backend.
///
/// @param kind what a task is: "thread", "fiber", "call-back" …; null in the files of before
/// @param unit what one unit of work is called: "tasks", "ops"
/// @param parallelism operations that the backend can run at the same instant; null if unknown
/// @param environment what the library ran in where that is not the run's JDK, such as the
///     interpreter and its event loop
/// @param params the scenario's parameters as a person would type them
/// @param status "ok", "failed", "unsupported" or "skipped"
/// @param reason why the status is not "ok"; null if it is
/// @param headline the metric that a verdict is about first; null in the files of before, and
///     without numbers
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
    // Its name in files of earlier versions.
    if (flags != null)
      flags = flags.stream().map(flag -> flag.replaceFirst("^disturbed:", "noisy:")).toList();
  }

  /// What a scenario was about in the files that do not tell, the rarest first: one that reports
  /// memory has a time as well.
  private static final List<String> HEADLINES = List.of("bytes_per_task", "settle", "throughput");

  /// The backend that is a hand-written loop: what the libraries are held against, not one of them.
  public static final String BASELINE = "bare";

  /// Begins the flag of a row whose library is set otherwise than by default; the setting follows.
  public static final String SETTING = "setting: ";

  /// Whether its library is set otherwise than by default: not what somebody gets who only takes
  /// it.
  public boolean tuned() {
    return flags.stream().anyMatch(flag -> flag.startsWith(SETTING));
  }

  /// Whether timers ended before their delay was over, or do so on the idle library, where nothing
  /// hides it: such a row did not do all of the waiting, and cannot be best at it.
  public boolean early() {
    return flags.stream()
        .anyMatch(flag -> flag.startsWith("early-wakes") || flag.startsWith(Round.SHORT_TIMER));
  }

  /// The same with other judgements of its rounds.
  public Cell with(Map<String, Metric> metrics, List<String> flags, List<Round> rounds) {
    return copy(backend, metrics, flags, rounds);
  }

  /// A row of that name with some of the rounds.
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

  /// The metric that a verdict is about first.
  @Override
  public String headline() {
    if (headline != null) return headline;
    return HEADLINES.stream().filter(metrics::containsKey).findFirst().orElse("throughput");
  }
}
