//DEPS org.hdrhistogram:HdrHistogram:2.2.2
//SOURCES Processor.java
//SOURCES ../backend/Action.java

package bench;

import module java.base;

import backend.Action;
import org.HdrHistogram.Histogram;

/// What one repetition records. Each unit of work has a place of its own, so that recording is two plain stores and no
/// thread waits for another; the histograms are filled when the clock has stopped. A place that stays empty is a lost
/// unit, one that is written twice an extra one: the count is exact.
public final class Recording {
  private static final long NONE = Long.MIN_VALUE;
  private static final long DONE = NONE + 1;

  private final long[] latencies;
  private final long[] overshoots;
  private final AtomicInteger extra = new AtomicInteger();
  private final Processor processor;
  private volatile CountDownLatch allStarted = new CountDownLatch(0);
  private volatile long clockStart;
  private long elapsedNs;
  private long cpuNs;
  private long gcNs;
  private Map<String, Double> values = new LinkedHashMap<>();
  private Runnable stopped = () -> {};

  /// For one repetition outside of a worker.
  ///
  /// @param expected units of work in it
  public Recording(int expected) {
    this(expected, new Processor());
    reset();
  }

  /// @param expected units of work in one repetition
  Recording(int expected, Processor processor) {
    latencies = new long[expected];
    overshoots = new long[expected];
    this.processor = processor;
  }

  /// For an operation that sleeps: its own time is the latency, the time beyond `asked` the overshoot.
  ///
  /// @param unit which of the expected units it is, from 0
  public LongConsumer sleeping(int unit, Duration asked) {
    long askedNanos = asked.toNanos();
    return nanos -> put(unit, nanos, nanos - askedNanos);
  }

  /// For a task that is asked for now and sleeps: the latency counts from now, so it holds the wait for its start.
  ///
  /// @param unit which of the expected units it is, from 0
  public LongConsumer asked(int unit, Duration asked) {
    long askedNanos = asked.toNanos();
    long now = System.nanoTime();
    return nanos -> put(unit, System.nanoTime() - now, nanos - askedNanos);
  }

  /// For an operation whose own time is the latency.
  ///
  /// @param unit which of the expected units it is, from 0
  public LongConsumer took(int unit) {
    return nanos -> put(unit, nanos, NONE);
  }

  /// For an operation that should have begun at a given time: the latency counts from then, and the time by which it began
  /// later is the overshoot.
  ///
  /// @param unit which of the expected units it is, from 0
  /// @param dueNanos as `System.nanoTime` counts
  public LongConsumer due(int unit, long dueNanos) {
    return nanos -> {
      long latency = System.nanoTime() - dueNanos;
      put(unit, Math.max(latency, nanos), latency - nanos);
    };
  }

  /// Says that a unit was done whose time is not of interest.
  ///
  /// @param unit which of the expected units it is, from 0
  public void done(int unit) {
    put(unit, DONE, NONE);
  }

  /// Says that one task has started.
  public void started() {
    allStarted.countDown();
  }

  /// Says that one task has seen its cancellation; its latency counts from the start of the clock.
  ///
  /// @param unit which of the expected units it is, from 0
  public void cancelled(int unit) {
    put(unit, System.nanoTime() - clockStart, NONE);
  }

  /// Blocks until every expected task has said that it started.
  ///
  /// @throws IllegalStateException if they have not after a minute, and one more for each 100,000 of them
  public void awaitStarted() throws InterruptedException {
    long minutes = 1 + latencies.length / 100_000;
    if (!allStarted.await(minutes, TimeUnit.MINUTES)) {
      throw new IllegalStateException(
          "%d of %d tasks started within %d min"
              .formatted(latencies.length - allStarted.getCount(), latencies.length, minutes));
    }
  }

  /// Reports a number of this repetition that is neither time nor count of its measured section.
  ///
  /// @param name the metric that the scenario has announced by it
  public void value(String name, double value) {
    values.put(name, value);
  }

  /// The measured section of the repetition.
  public void clock(Action section) throws Exception {
    long cpu = processor.cpuNs();
    long gc = processor.gcNs();
    clockStart = System.nanoTime();
    section.run();
    elapsedNs = System.nanoTime() - clockStart;
    cpuNs = cpu < 0 ? -1 : processor.cpuNs() - cpu;
    gcNs = processor.gcNs() - gc;
    stopped.run();
  }

  /// To be run from now on when the clock has stopped.
  void whenStopped(Runnable looks) {
    stopped = looks;
  }

  private void put(int unit, long latency, long overshoot) {
    if (unit >= latencies.length || latencies[unit] != NONE) {
      extra.incrementAndGet();
      return;
    }
    overshoots[unit] = overshoot;
    latencies[unit] = latency;
  }

  void reset() {
    Arrays.fill(latencies, NONE);
    extra.set(0);
    allStarted = new CountDownLatch(latencies.length);
    elapsedNs = 0;
    values = new LinkedHashMap<>();
  }

  /// How many were recorded.
  public int units() {
    int units = extra.get();
    for (long latency : latencies) if (latency != NONE) units++;
    return units;
  }

  long elapsedNs() {
    return elapsedNs;
  }

  /// Wall time of the measured section.
  public double elapsedMs() {
    return elapsedNs / 1e6;
  }

  long cpuNs() {
    return cpuNs;
  }

  long gcNs() {
    return gcNs;
  }

  Map<String, Double> values() {
    return values;
  }

  /// Adds what was recorded to the histograms, in nanoseconds.
  ///
  /// @return how many timers ended before their delay was over
  long drainTo(Histogram latency, Histogram overshoot) {
    long early = 0;
    for (int i = 0; i < latencies.length; i++) {
      if (latencies[i] != DONE) latency.recordValue(latencies[i]);
      if (overshoots[i] == NONE) continue;
      if (overshoots[i] < 0) early++;
      overshoot.recordValue(Math.max(0, overshoots[i]));
    }
    return early;
  }
}
