//SOURCES WorkerOptions.java

package worker;

import module java.base;

import java.lang.management.ManagementFactory;

/// Decides when a process is warm. Measuring begins after a given time, or after half a second if
/// no time is given. In the second case, the JVM's compilers are watched. If they work during the
/// measurement, everything measured so far is forgotten and counts as warm-up. So the repetitions
/// that count were measured while the compilers rested. This does not prove that times are steady.
/// But while the compilers work, the measured code is about to be replaced, and on few processors
/// the measurement includes the compilers' own work. The decision does not depend on how long the
/// repetitions take.
public final class WarmUp {
  public static final Duration LEAST = Duration.ofMillis(500);

  /// After this time, measured repetitions count even if the compilers still work, unless a
  /// scenario has more code to compile.
  public static final Duration LONGEST = Duration.ofSeconds(3);

  /// The longest warm-up of a process of Python that measures no longer than with `--quick`.
  private static final Duration LONGEST_QUICK = Duration.ofSeconds(1);

  /// The compilers rest if they take less than this share of one processor.
  private static final double RESTING = 0.1;

  private final Duration given;
  private final Duration longest;
  private final LongSupplier clock;
  private final LongSupplier compiling;
  private final long start;
  private long from;
  private long before;
  private boolean rested;

  /// Begins the warm-up now.
  ///
  /// @param given how long the warm-up lasts; null to watch the compilers
  /// @param longest time after which measured repetitions count, whatever the compilers do
  /// @param clock the time in ns
  /// @param compiling ns that the compilers have taken so far
  public WarmUp(Duration given, Duration longest, LongSupplier clock, LongSupplier compiling) {
    this.given = given;
    this.longest = longest;
    this.clock = clock;
    this.compiling = compiling;
    this.start = clock.getAsLong();
    begin();
  }

  /// The longest warm-up of a process of Python, which has no compilers to watch.
  ///
  /// @param given how long the warm-up lasts; null if no time is given
  /// @param measure minimum measuring time
  public static Duration longestOfPython(Duration given, Duration measure) {
    if (given != null) return given;
    return measure.compareTo(WorkerOptions.QUICK) > 0 ? LONGEST : LONGEST_QUICK;
  }

  /// The warm-up of this process.
  static WarmUp here(Duration given, Duration longest) {
    var compilers = ManagementFactory.getCompilationMXBean();
    boolean told = compilers != null && compilers.isCompilationTimeMonitoringSupported();
    return new WarmUp(
        given,
        longest,
        System::nanoTime,
        told ? () -> compilers.getTotalCompilationTime() * 1_000_000 : () -> 0);
  }

  /// Whether the first measured repetition may begin. Call it before each repetition until then.
  public boolean over() {
    return clock.getAsLong() - start >= (given == null ? LEAST : given).toNanos();
  }

  /// Whether the repetitions measured so far are to be forgotten. Call it after each measured
  /// repetition. Once the compilers have rested for half a second, nothing is forgotten any more.
  public boolean continues() {
    long now = clock.getAsLong();
    if (given != null || !busy() || rested || now - start >= longest.toNanos()) {
      rested |= now - from >= LEAST.toNanos();
      return false;
    }
    begin();
    return true;
  }

  /// Whether the compilers have worked more than they may during the measurement.
  public boolean busy() {
    long measured = Math.max(LEAST.toNanos(), clock.getAsLong() - from);
    return compiling.getAsLong() - before > RESTING * measured;
  }

  /// From now on, measured repetitions count only if the compilers rest.
  public void begin() {
    rested = false;
    from = clock.getAsLong();
    before = compiling.getAsLong();
  }
}
