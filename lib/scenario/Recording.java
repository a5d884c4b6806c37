//DEPS org.hdrhistogram:HdrHistogram:2.2.2
//SOURCES ../backend/Action.java
//SOURCES ../backend/Told.java
//SOURCES ../machine/Processor.java

package scenario;

import module java.base;

import backend.Action;
import backend.Told;
import machine.Processor;
import org.HdrHistogram.Histogram;

/// What one repetition records. Each unit of work has a place of its own, which counts how often
/// the unit was reported. So the count is exact: a unit that was not reported is lost, and one that
/// was reported twice is an extra one. No thread waits for another. An operation that waits by
/// itself is timed. Tasks that start in a burst may take less time than reading the clock a few
/// times. One in sixteen of them is timed, drawn anew for each repetition, because a program that
/// nobody measures does not read the clock. The histograms are filled when the clock has stopped.
public final class Recording {
  private static final long NONE = Long.MIN_VALUE;

  /// One in this many units of a burst is timed.
  private static final int SPARSE = 16;

  /// At least this many units are timed, if there are that many.
  private static final int LEAST = 500;

  private Place[] places;
  private final boolean[] sampled;
  private final int every;
  private final Random random;
  private final AtomicInteger extra = new AtomicInteger();
  private final Processor processor;
  private volatile CountDownLatch allStarted = new CountDownLatch(0);
  private volatile long clockStart;
  private long elapsedNs;
  private long cpuNs;
  private long gcNs;
  private Long allocatedBytes;
  private Map<String, Double> values = new LinkedHashMap<>();
  private Runnable stopped = () -> {};

  /// A place where a unit of work is counted.
  private static class Place implements Told {
    private int times;

    @Override
    public boolean timed() {
      return false;
    }

    @Override
    public void run() {
      times++;
    }
  }

  /// A place where a unit of work is timed as well.
  private abstract static class Sample extends Place {
    long latency = NONE;
    long overshoot = NONE;

    abstract void measure(long nanos);

    @Override
    public boolean timed() {
      return true;
    }

    @Override
    public void run() {
      measure(NONE);
      super.run();
    }

    @Override
    public void accept(long nanos) {
      measure(nanos);
      super.run();
    }
  }

  /// A recording for one repetition outside of a worker.
  ///
  /// @param expected units of work in it
  public Recording(int expected) {
    this(expected, new Processor(), 1);
    reset();
  }

  /// @param expected units of work in one repetition
  /// @param seed the units that are timed are drawn from it
  public Recording(int expected, Processor processor, long seed) {
    places = new Place[expected];
    sampled = new boolean[expected];
    every = Math.clamp(expected / LEAST, 1, SPARSE);
    random = new Random(seed);
    this.processor = processor;
  }

  /// For an operation that sleeps. Its own time is the latency. The time beyond `asked` is the
  /// overshoot.
  ///
  /// @param unit which of the expected units it is, from 0
  public Told sleeping(int unit, Duration asked) {
    long askedNanos = asked.toNanos();
    return place(
        unit,
        new Sample() {
          @Override
          void measure(long nanos) {
            latency = nanos;
            overshoot = nanos - askedNanos;
          }
        });
  }

  /// For a task that is asked for now and sleeps. The latency counts from now, so it includes the
  /// wait for the start of the task.
  ///
  /// @param unit which of the expected units it is, from 0
  public Told asked(int unit, Duration asked) {
    if (!isTimed(unit)) return counted(unit);
    long askedNanos = asked.toNanos();
    long now = System.nanoTime();
    return place(
        unit,
        new Sample() {
          @Override
          void measure(long nanos) {
            latency = System.nanoTime() - now;
            overshoot = nanos - askedNanos;
          }
        });
  }

  /// For work that begins now and may end in another task, which then runs what this returns. The
  /// latency is the time between.
  ///
  /// @param unit which of the expected units it is, from 0
  public Runnable begun(int unit) {
    if (!isTimed(unit)) return counted(unit);
    long now = System.nanoTime();
    return place(
        unit,
        new Sample() {
          @Override
          void measure(long nanos) {
            latency = System.nanoTime() - now;
          }
        });
  }

  /// For an operation whose own time is the latency.
  ///
  /// @param unit which of the expected units it is, from 0
  public Told took(int unit) {
    return place(
        unit,
        new Sample() {
          @Override
          void measure(long nanos) {
            latency = nanos;
          }
        });
  }

  /// For an operation that should begin at a given time. The latency counts from that time. The
  /// overshoot is the time by which the operation began later.
  ///
  /// @param unit which of the expected units it is, from 0
  /// @param dueNanos the time when it should begin, in terms of `System.nanoTime`
  public Told due(int unit, long dueNanos) {
    return place(
        unit,
        new Sample() {
          @Override
          void measure(long nanos) {
            long since = System.nanoTime() - dueNanos;
            latency = Math.max(since, nanos);
            overshoot = since - nanos;
          }
        });
  }

  /// For a task that is to be cancelled. Its latency counts from the start of the clock.
  ///
  /// @param unit which of the expected units it is, from 0
  public Runnable cancelling(int unit) {
    if (!isTimed(unit)) return counted(unit);
    return place(
        unit,
        new Sample() {
          @Override
          void measure(long nanos) {
            latency = System.nanoTime() - clockStart;
          }
        });
  }

  /// Reports a unit that is done and whose time is not of interest.
  ///
  /// @param unit which of the expected units it is, from 0
  public void done(int unit) {
    counted(unit).run();
  }

  /// Reports that one task has started.
  public void started() {
    allStarted.countDown();
  }

  /// Blocks until every expected task has reported its start.
  ///
  /// @throws IllegalStateException if they have not done so after a minute, plus one minute for
  ///     each 100,000 of them
  public void awaitStarted() throws InterruptedException {
    long minutes = 1 + places.length / 100_000;
    if (!allStarted.await(minutes, TimeUnit.MINUTES)) {
      throw new IllegalStateException(
          "%d of %d tasks started within %d min"
              .formatted(places.length - allStarted.getCount(), places.length, minutes));
    }
  }

  /// Reports a number of this repetition that is neither a time nor a count of its measured
  /// section.
  ///
  /// @param name the name under which the scenario has announced the metric
  public void value(String name, double value) {
    values.put(name, value);
  }

  /// The measured section of the repetition.
  public void clock(Action section) throws Exception {
    // First, because to ask all threads takes processor time, which is not the section's.
    var allocated = processor.allocatedBytes();
    long cpu = processor.cpuNs();
    long gc = processor.gcNs();
    clockStart = System.nanoTime();
    section.run();
    elapsedNs = System.nanoTime() - clockStart;
    cpuNs = cpu < 0 ? -1 : processor.cpuNs() - cpu;
    gcNs = processor.gcNs() - gc;
    allocatedBytes = allocated == null ? null : processor.allocatedBytes() - allocated;
    stopped.run();
  }

  /// Sets what is to be run from now on when the clock has stopped.
  public void whenStopped(Runnable looks) {
    stopped = looks;
  }

  private boolean isTimed(int unit) {
    return unit < sampled.length && sampled[unit];
  }

  /// A place is made together with its task. Whoever runs the task has then already read the cache
  /// line of the place. If places were in a row, all processors would write to it in turn.
  private Place counted(int unit) {
    if (unit >= places.length) return new Outside();
    return places[unit] == null ? places[unit] = new Place() : places[unit];
  }

  /// If a unit already has a place, that place is returned.
  private Told place(int unit, Sample sample) {
    if (unit >= places.length) return new Outside();
    return places[unit] == null ? places[unit] = sample : places[unit];
  }

  /// The place of a unit beyond the expected ones.
  private final class Outside extends Place {
    @Override
    public void run() {
      extra.incrementAndGet();
    }
  }

  /// The array is new each time, because G1 makes a thread wait that writes a young object into an
  /// old array.
  public void reset() {
    places = new Place[places.length];
    Arrays.fill(sampled, false);
    for (int i = 0; i < sampled.length; i += every)
      sampled[i + random.nextInt(Math.min(every, sampled.length - i))] = true;
    extra.set(0);
    allStarted = new CountDownLatch(places.length);
    elapsedNs = 0;
    values = new LinkedHashMap<>();
  }

  /// How many reports there were, for all units together.
  public int units() {
    int units = extra.get();
    for (var place : places) if (place != null) units += place.times;
    return units;
  }

  /// How many of the expected units were not reported, even if others were reported instead.
  public int lost() {
    int lost = 0;
    for (var place : places) if (place == null || place.times == 0) lost++;
    return lost;
  }

  public long elapsedNs() {
    return elapsedNs;
  }

  /// Wall time of the measured section.
  public double elapsedMs() {
    return elapsedNs / 1e6;
  }

  public long cpuNs() {
    return cpuNs;
  }

  public long gcNs() {
    return gcNs;
  }

  /// Null if the JVM does not count them.
  public Long allocatedBytes() {
    return allocatedBytes;
  }

  public Map<String, Double> values() {
    return values;
  }

  /// Adds what was timed to the histograms, in nanoseconds.
  ///
  /// @return how many of the timers ended before their delay was over
  public long drainTo(Histogram latency, Histogram overshoot) {
    long early = 0;
    for (var place : places) {
      if (!(place instanceof Sample sample) || sample.latency == NONE) continue;
      latency.recordValue(sample.latency);
      if (sample.overshoot == NONE) continue;
      if (sample.overshoot < 0) early++;
      overshoot.recordValue(Math.max(0, sample.overshoot));
    }
    return early;
  }
}
