package worker;

import module java.base;

import java.lang.management.ManagementFactory;

/// When a process is warm. After a given time, or else half a second, its repetitions are measured;
/// and if the JVM's compilers work meanwhile, what was measured is forgotten and counts as warm-up.
/// So what counts was measured while they rested. That is no proof that times are steady; but while
/// they work, what is measured is code that is about to be replaced and, on few processors, the
/// compilers. It knows nothing of what the repetitions take.
public final class WarmUp {
  public static final Duration LEAST = Duration.ofMillis(500);

  /// After so long, what is measured counts all the same, unless a scenario has more to compile.
  public static final Duration LONGEST = Duration.ofSeconds(3);

  /// They rest if they take less than this share of one processor.
  private static final double RESTING = 0.1;

  private final Duration given;
  private final Duration longest;
  private final LongSupplier clock;
  private final LongSupplier compiling;
  private final long start;
  private long from;
  private long before;
  private boolean rested;

  /// Begins now.
  ///
  /// @param given how long it lasts; null to watch the compilers
  /// @param longest after which what is measured counts, whatever they do
  /// @param clock ns
  /// @param compiling ns that the compilers have taken by now
  public WarmUp(Duration given, Duration longest, LongSupplier clock, LongSupplier compiling) {
    this.given = given;
    this.longest = longest;
    this.clock = clock;
    this.compiling = compiling;
    this.start = clock.getAsLong();
    begin();
  }

  /// In this process.
  static WarmUp here(Duration given, Duration longest) {
    var compilers = ManagementFactory.getCompilationMXBean();
    boolean told = compilers != null && compilers.isCompilationTimeMonitoringSupported();
    return new WarmUp(
        given,
        longest,
        System::nanoTime,
        told ? () -> compilers.getTotalCompilationTime() * 1_000_000 : () -> 0);
  }

  /// To be asked before each repetition, until the first that is measured.
  public boolean over() {
    return clock.getAsLong() - start >= (given == null ? LEAST : given).toNanos();
  }

  /// To be asked after each repetition that is measured: whether it and those before it are to be
  /// forgotten. Once the compilers have rested for half a second, nothing is.
  public boolean continues() {
    long now = clock.getAsLong();
    if (given != null || !busy() || rested || now - start >= longest.toNanos()) {
      rested |= now - from >= LEAST.toNanos();
      return false;
    }
    begin();
    return true;
  }

  /// Whether the compilers have worked, in what was measured, for more than they may.
  public boolean busy() {
    long measured = Math.max(LEAST.toNanos(), clock.getAsLong() - from);
    return compiling.getAsLong() - before > RESTING * measured;
  }

  /// What is measured from now on is to be measured while they rest.
  public void begin() {
    rested = false;
    from = clock.getAsLong();
    before = compiling.getAsLong();
  }
}
