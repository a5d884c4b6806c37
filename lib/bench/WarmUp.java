package bench;

import module java.base;

import java.lang.management.ManagementFactory;

/// When a process is warm: after a given time, or else when the JVM's compilers rest. That they rest is no proof that times are
/// steady; but while they work, what is measured is code that is about to be replaced and, on few processors, the compilers.
/// It knows nothing of what the repetitions take.
public final class WarmUp {
  /// Half a second is also how long the compilers are watched.
  public static final Duration LEAST = Duration.ofMillis(500);

  /// Some rest later: the JDK's HTTP client is compiled for more than six seconds on two processors.
  public static final Duration LONGEST = Duration.ofSeconds(3);

  /// They rest if they take less than this share of one processor.
  private static final double RESTING = 0.1;

  private final Duration given;
  private final LongSupplier clock;
  private final LongSupplier compiling;
  private final long start;
  private long watchedFrom;
  private long before;

  /// Begins now.
  ///
  /// @param given how long it lasts; null to watch the compilers
  /// @param clock ns
  /// @param compiling ns that the compilers have taken by now
  public WarmUp(Duration given, LongSupplier clock, LongSupplier compiling) {
    this.given = given;
    this.clock = clock;
    this.compiling = compiling;
    this.start = clock.getAsLong();
    this.watchedFrom = start;
    this.before = compiling.getAsLong();
  }

  /// In this process.
  static WarmUp here(Duration given) {
    var compilers = ManagementFactory.getCompilationMXBean();
    boolean told = compilers != null && compilers.isCompilationTimeMonitoringSupported();
    return new WarmUp(
        given,
        System::nanoTime,
        told ? () -> compilers.getTotalCompilationTime() * 1_000_000 : () -> 0);
  }

  /// To be asked before each repetition.
  public boolean over() {
    long now = clock.getAsLong();
    if (given != null) return now - start >= given.toNanos();
    if (now - start >= LONGEST.toNanos()) return true;
    long watched = now - watchedFrom;
    if (watched < LEAST.toNanos()) return false;
    long compiled = compiling.getAsLong();
    boolean resting = compiled - before < RESTING * watched;
    before = compiled;
    watchedFrom = now;
    return resting;
  }
}
