//SOURCES Nullable.java
//SOURCES Repetition.java

package result;

import java.util.List;
import java.util.stream.Stream;

/// What one worker process measured: one sample.
///
/// @param round counted from 1
/// @param order the place of the process in the whole run, counted from 1
/// @param repetitions all of them, in order, after warm-up
/// @param latency base64 of a compressed HdrHistogram (V2) of nanoseconds
/// @param overshoot the same for how late timers ended; null where nothing sleeps for a known time
/// @param early timers that ended before their delay was over
/// @param rssPeakBytes the most memory that the process had resident; null if unknown
/// @param warmupRepetitions repetitions before the first that counts
/// @param quickRepetitions the first of the repetitions, which are all that `--quick` would have
///     measured; null in files of earlier versions
/// @param flags what a reader must know of this process: "noisy" where waking a thread took longer
///     than usual, "still-compiling", "short-timer" with what was seen, "discarded" with what and
///     how often
/// @param wakeNs what the call took that wakes a parked thread, at most, beside the repetitions of
///     this process or, where its runtime cannot look, before and after it; null if nobody looked
public record Round(
    int round,
    int order,
    List<Repetition> repetitions,
    @Nullable String latency,
    @Nullable String overshoot,
    long early,
    @Nullable Long rssPeakBytes,
    int warmupRepetitions,
    @Nullable Integer quickRepetitions,
    List<String> flags,
    @Nullable Double wakeNs) {

  public Round {
    // Its name in files of earlier versions.
    if (flags != null)
      flags = flags.stream().map(flag -> flag.equals("disturbed") ? NOISY : flag).toList();
  }

  /// See {@link #flags}.
  public static final String NOISY = "noisy";

  /// The compilers of the JVM still worked while it measured.
  public static final String COMPILING = "still-compiling";

  /// On the idle library, the timer ended the scenario's delays early; what was seen follows.
  public static final String SHORT_TIMER = "short-timer: ";

  /// So many repetitions met a known defect of something else than the backend, and were measured
  /// again.
  public static final String DISCARDED = "discarded: ";

  public boolean noisy() {
    return flags.contains(NOISY);
  }

  /// The same process, judged again.
  public Round noisy(boolean noisy) {
    var others = flags.stream().filter(flag -> !flag.equals(NOISY));
    var judged = noisy ? Stream.concat(others, Stream.of(NOISY)) : others;
    return copy(repetitions, judged.toList());
  }

  /// The same process in other words.
  Round with(List<Repetition> repetitions, String latency, String overshoot) {
    return copy(repetitions, latency, overshoot, flags);
  }

  /// What `--quick` would have measured of it. Histograms and memory stay those of the whole.
  public Round quick() {
    return copy(repetitions.subList(0, quickRepetitions), flags);
  }

  private Round copy(List<Repetition> repetitions, List<String> flags) {
    return copy(repetitions, latency, overshoot, flags);
  }

  private Round copy(
      List<Repetition> repetitions, String latency, String overshoot, List<String> flags) {
    return new Round(
        round,
        order,
        repetitions,
        latency,
        overshoot,
        early,
        rssPeakBytes,
        warmupRepetitions,
        quickRepetitions,
        flags,
        wakeNs);
  }

  public long ops() {
    return repetitions.stream().mapToLong(Repetition::ops).sum();
  }
}
