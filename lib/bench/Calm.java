//SOURCES Options.java
//SOURCES Report.java
//SOURCES Wakeup.java
//SOURCES ../result/Round.java

package bench;

import module java.base;

import result.Round;

/// Measures in moments in which the machine wakes threads as fast as it usually does. It looks before each process,
/// waits for such a moment, and measures a process again that was in another while it measured. Whether that is done follows from the
/// machine alone and never from what the process measured; waiting and repeating together take at most a quarter more time.
public final class Calm {
  /// How much more than usual waking a thread may take.
  private static final double MOST = 1.15;

  /// The tenth lowest is usual: at first the median of twenty looks, later what the machine can do when nothing is in its way.
  private static final int LOWEST = 10;

  private static final int FIRST_LOOKS = 20;
  private static final int MOST_ATTEMPTS = 3;
  private static final Duration PAUSE = Duration.ofMillis(100);
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);

  /// One process.
  ///
  /// @param report what it told
  /// @param wakeNs what waking a thread took at most, beside its repetitions or else before and after it; null if nobody
  ///     looked
  public record Attempt<R>(R report, Double wakeNs, boolean disturbed) {}

  private final DoubleSupplier wakeup;
  private final LongSupplier clock;
  private final LongConsumer pause;
  private final PriorityQueue<Double> lowest = new PriorityQueue<>(Comparator.reverseOrder());
  private final long start;
  private long spent;
  private long longest;
  private long end = Long.MAX_VALUE;
  private volatile boolean over;

  /// @param wakeup ns that waking a thread takes now
  /// @param clock ns
  /// @param pause waits for so many ns
  public Calm(DoubleSupplier wakeup, LongSupplier clock, LongConsumer pause) {
    this.wakeup = wakeup;
    this.clock = clock;
    this.pause = pause;
    this.start = clock.getAsLong();
  }

  /// On this machine; one processor has nobody to wake.
  static Calm here() {
    return Runtime.getRuntime().availableProcessors() < 2
        ? new Calm(() -> 0, System::nanoTime, _ -> {})
        : new Calm(Wakeup::nanos, System::nanoTime, LockSupport::parkNanos);
  }

  /// The same, unless nobody is to look. A worker of the JVM has looked itself, nearer to what it measured.
  List<Attempt<Report>> attempts(Options options, Supplier<Report> worker) {
    return options.looks()
        ? run(worker, Report::ok, Report::wakeNs)
        : List.of(new Attempt<>(worker.get(), null, false));
  }

  /// Runs a worker, and again while the machine was disturbed and there is time. Only the last attempt counts.
  ///
  /// @param good whether a worker did not fail: one that did is not tried again
  /// @param seen what the worker saw itself, or null
  public <R> List<Attempt<R>> run(Supplier<R> worker, Predicate<R> good, Function<R, Double> seen) {
    var attempts = new ArrayList<Attempt<R>>();
    if (lowest.isEmpty()) for (int i = 0; i < FIRST_LOOKS; i++) saw(wakeup.getAsDouble());
    while (true) {
      double before = await();
      long began = clock.getAsLong();
      R report;
      try {
        report = worker.get();
      } catch (CancellationException e) {
        // Told to end: what was measured before is better than nothing.
        if (attempts.isEmpty()) throw e;
        return attempts;
      }
      var inside = seen.apply(report);
      if (inside != null) saw(inside);
      double wakeNs = inside != null ? inside : Math.max(before, look());
      var attempt = new Attempt<>(report, wakeNs, disturbed(wakeNs));
      attempts.add(attempt);
      long took = clock.getAsLong() - began;
      longest = Math.max(longest, took);
      if (!attempt.disturbed || !good.test(report) || attempts.size() == MOST_ATTEMPTS)
        return attempts;
      if (!affordable(took)) return attempts;
      spent += took;
    }
  }

  /// What an earlier part of the run saw.
  void saw(Stream<Round> rounds) {
    rounds.map(Round::wakeNs).filter(Objects::nonNull).forEach(this::saw);
  }

  /// Whether there is time to measure once more what was disturbed before; that counts as repeating.
  boolean repeats() {
    if (!affordable(longest)) return false;
    spent += longest;
    return true;
  }

  /// Waits for nothing and repeats nothing that would not be over by then.
  ///
  /// @param end as the clock counts
  public void until(long end) {
    this.end = end;
  }

  /// Waits no longer: the run is told to end. To be called on any thread.
  void leave() {
    over = true;
  }

  private double await() {
    double now = look();
    long most = spent + LONGEST_WAIT.toNanos();
    while (disturbed(now) && spent < most && affordable(PAUSE.toNanos()) && !over) {
      pause.accept(PAUSE.toNanos());
      spent += PAUSE.toNanos();
      now = look();
    }
    return now;
  }

  /// Looks twice before it says that something is wrong.
  private double look() {
    double now = wakeup.getAsDouble();
    if (disturbed(now)) now = Math.min(now, wakeup.getAsDouble());
    saw(now);
    return now;
  }

  private void saw(double wakeNs) {
    lowest.add(wakeNs);
    if (lowest.size() > LOWEST) lowest.remove();
  }

  /// Whether that was more than usual, for all that is known by now.
  public boolean disturbed(Double wakeNs) {
    return wakeNs != null && !lowest.isEmpty() && wakeNs > MOST * lowest.peek();
  }

  private boolean affordable(long nanos) {
    long now = clock.getAsLong();
    return now + nanos <= end && spent + nanos <= (now - start) / 4;
  }
}
