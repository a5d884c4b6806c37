//DEPS org.hdrhistogram:HdrHistogram:2.2.2
//SOURCES ../backend/Action.java

package bench;

import module java.base;

import backend.Action;
import org.HdrHistogram.Histogram;

/// What one repetition records. While the clock runs, a unit of work costs one atomic increment and two stores;
/// the histograms are filled afterwards. The number of units is exact: a unit beyond the expected ones is counted,
/// not stored.
public final class Recording {
  private static final long NONE = Long.MIN_VALUE;

  private final long[] latencies;
  private final long[] overshoots;
  private final AtomicInteger next = new AtomicInteger();
  private final AtomicInteger started = new AtomicInteger();
  private final Processor processor;
  private volatile CountDownLatch allStarted = new CountDownLatch(0);
  private volatile long clockStart;
  private long elapsedNs;
  private long cpuNs;
  private long gcNs;

  /// @param expected units of work in one repetition
  Recording(int expected, Processor processor) {
    latencies = new long[expected];
    overshoots = new long[expected];
    this.processor = processor;
  }

  /// For an operation that sleeps: its own time is the latency, the time beyond `asked` the overshoot.
  public LongConsumer sleeping(Duration asked) {
    long askedNanos = asked.toNanos();
    return nanos -> add(nanos, nanos - askedNanos);
  }

  /// For a task that is asked for now and sleeps: the latency counts from now, so it holds the wait for its start.
  public LongConsumer asked(Duration asked) {
    long askedNanos = asked.toNanos();
    long now = System.nanoTime();
    return nanos -> add(System.nanoTime() - now, nanos - askedNanos);
  }

  /// Says that one task has started.
  public void started() {
    started.incrementAndGet();
    allStarted.countDown();
  }

  /// Says that one task has seen its cancellation; its latency counts from the start of the clock.
  public void cancelled() {
    add(System.nanoTime() - clockStart, NONE);
  }

  /// Blocks until every expected task has said that it started.
  ///
  /// @throws IllegalStateException if they have not after a minute
  public void awaitStarted() throws InterruptedException {
    if (!allStarted.await(1, TimeUnit.MINUTES)) {
      throw new IllegalStateException(
          started.get() + " of " + latencies.length + " tasks started within 1 minute");
    }
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
  }

  private void add(long latency, long overshoot) {
    int index = next.getAndIncrement();
    if (index < latencies.length) {
      latencies[index] = latency;
      overshoots[index] = overshoot;
    }
  }

  void reset() {
    next.set(0);
    started.set(0);
    allStarted = new CountDownLatch(latencies.length);
    elapsedNs = 0;
  }

  int units() {
    return next.get();
  }

  long elapsedNs() {
    return elapsedNs;
  }

  long cpuNs() {
    return cpuNs;
  }

  long gcNs() {
    return gcNs;
  }

  /// Adds what was recorded to the histograms, in nanoseconds.
  ///
  /// @return how many timers ended before their delay was over
  long drainTo(Histogram latency, Histogram overshoot) {
    long early = 0;
    for (int i = 0; i < Math.min(units(), latencies.length); i++) {
      latency.recordValue(latencies[i]);
      if (overshoots[i] == NONE) continue;
      if (overshoots[i] < 0) early++;
      overshoot.recordValue(Math.max(0, overshoots[i]));
    }
    return early;
  }
}
