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
/// @param overshoot the same for how late timers ended; null if nothing sleeps for a known time
/// @param early number of timers that ended before their delay was over
/// @param rssPeakBytes peak resident memory of the process; null if unknown
/// @param warmupRepetitions repetitions before the first one that counts
/// @param quickRepetitions how many repetitions, from the first on, `--quick` would have measured;
///     null in files of earlier versions
/// @param flags what a reader must know about this process: "noisy" if waking a thread took longer
///     than usual, "still-compiling", "short-timer" with what was observed, "discarded" with the
///     reason and how often
/// @param wakeNs upper bound on how long the call took that wakes a parked thread; measured between
///     the repetitions of this process or, if its runtime cannot measure it, before and after the
///     process; null if it was not measured
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
    // Files of earlier versions use this name.
    if (flags != null)
      flags = flags.stream().map(flag -> flag.equals("disturbed") ? NOISY : flag).toList();
  }

  /// See {@link #flags}.
  public static final String NOISY = "noisy";

  /// Its control group was stopped in that many periods, because its processor time was used up.
  public static final String THROTTLED = "throttled: ";

  /// The compilers of the JVM were still working while the process measured.
  public static final String COMPILING = "still-compiling";

  /// The timer of the idle library ended the scenario's delays early. What was observed follows.
  public static final String SHORT_TIMER = "short-timer: ";

  /// Some repetitions met a known defect of something other than the backend, and were measured
  /// again. Their number follows.
  public static final String DISCARDED = "discarded: ";

  public boolean noisy() {
    return flags.contains(NOISY);
  }

  /// A copy with or without the flag "noisy".
  public Round noisy(boolean noisy) {
    var others = flags.stream().filter(flag -> !flag.equals(NOISY));
    var judged = noisy ? Stream.concat(others, Stream.of(NOISY)) : others;
    return copy(repetitions, judged.toList());
  }

  /// A copy with other repetitions and histograms.
  Round with(List<Repetition> repetitions, String latency, String overshoot) {
    return copy(repetitions, latency, overshoot, flags);
  }

  /// What `--quick` would have measured in this process. Histograms and memory are still those of
  /// the whole process.
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
