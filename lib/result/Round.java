//SOURCES Repetition.java

package result;

import java.util.List;

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
/// @param flags what a reader must know of this process
public record Round(
    int round,
    int order,
    List<Repetition> repetitions,
    String latency,
    String overshoot,
    long early,
    Long rssPeakBytes,
    int warmupRepetitions,
    List<String> flags) {

  public long ops() {
    return repetitions.stream().mapToLong(Repetition::ops).sum();
  }
}
