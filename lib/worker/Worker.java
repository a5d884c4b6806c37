//DEPS org.hdrhistogram:HdrHistogram:2.2.2
//SOURCES LibraryMutants.java
//SOURCES ParentWatch.java
//SOURCES Report.java
//SOURCES ScenarioMutants.java
//SOURCES Slowed.java
//SOURCES Timers.java
//SOURCES WarmUp.java
//SOURCES WorkerOptions.java
//SOURCES ../backend/Backend.java
//SOURCES ../backend/Backends.java
//SOURCES ../backend/Unsupported.java
//SOURCES ../backend/plain/PlainBackends.java
//SOURCES ../laws/Laws.java
//SOURCES ../laws/Leftovers.java
//SOURCES ../machine/Processor.java
//SOURCES ../machine/Wakeup.java
//SOURCES ../result/Histograms.java
//SOURCES ../result/Json.java
//SOURCES ../result/Repetition.java
//SOURCES ../result/Statistics.java
//SOURCES ../scenario/Discarded.java
//SOURCES ../scenario/Recording.java
//SOURCES ../scenario/Scenario.java
//SOURCES ../scenario/Wrong.java

package worker;

import module java.base;

import backend.Backend;
import backend.Backends;
import backend.Unsupported;
import backend.plain.PlainBackends;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryManagerMXBean;
import laws.Laws;
import laws.Leftovers;
import machine.Processor;
import machine.Wakeup;
import org.HdrHistogram.Histogram;
import result.Histograms;
import result.Json;
import result.Repetition;
import result.Statistics;
import scenario.Discarded;
import scenario.Recording;
import scenario.Scenario;
import scenario.Wrong;

/// The measuring loop of a worker process: draw, warm up, measure, print.
public final class Worker {
  private static final long LOOK_NS = 500_000_000;

  /// The longest time for which a worker measures in order to reach the minimum number of
  /// repetitions that a scenario wants.
  private static final long LONG_NS = 20_000_000_000L;

  /// The most repetitions that a worker discards.
  private static final int MOST_DISCARDED = 10;

  private final Scenario scenario;
  private final WorkerOptions options;
  private final PrintStream out = System.out;
  private final Histogram latency = new Histogram(3);
  private final Histogram overshoot = new Histogram(3);
  private final List<Repetition> repetitions = new ArrayList<>();
  private long early;
  private int warmups;
  private int soon;
  private boolean compiling;
  private String shortTimer;
  private int discarded;
  private int discardedMeasured;
  private String defect;
  private Double wakeNs;
  private long looked;

  public Worker(Scenario scenario, WorkerOptions options) {
    this.scenario = scenario;
    this.options = options;
    // Only the report may reach the parent, whatever a library prints.
    System.setOut(System.err);
    ParentWatch.start();
  }

  /// @return the exit code
  public int run() {
    var entry = Backends.find(options.backend()).orElseThrow();
    var report = options.job().equals("laws") ? verify(entry) : measure(entry);
    out.println(Json.line(report));
    out.flush();
    int code = report.status().equals("failed") ? 1 : 0;
    // Its classes are not those of a measurement, so they are not worth an archive.
    if (!(report instanceof Report.Measured)) Runtime.getRuntime().halt(code);
    return code;
  }

  private Report measure(Backends.Entry entry) {
    try (var backend = options.slowdown() == null ? open(entry) : new Slowed(open(entry))) {
      if (options.job().equals("timers")) return new Report.Timed(Timers.lateness(backend));
      measure(backend);
      return measured(entry, backend.parallelism());
    } catch (Unsupported e) {
      return without("unsupported", e.getMessage());
    } catch (Exception | Error e) {
      e.printStackTrace();
      return without("failed", seen(e));
    }
  }

  /// What a program has seen itself, however the library has wrapped that.
  private static String seen(Throwable failure) {
    return Stream.iterate(failure, Objects::nonNull, Throwable::getCause)
        .filter(cause -> cause instanceof Wrong)
        .map(Throwable::getMessage)
        .findFirst()
        .orElseGet(failure::toString);
  }

  private Report without(String status, String reason) {
    return new Report.NotMeasured(status, reason, scenario.parameters().texts());
  }

  private Report measured(Backends.Entry entry, int parallelism) {
    return new Report.Measured(
        scenario.id(),
        entry.id(),
        scenario.unit(),
        scenario.measures(),
        scenario.values(),
        parallelism,
        scenario.parameters().texts(),
        scenario.ideal().get(),
        repetitions,
        Histograms.encode(latency),
        overshoot.getTotalCount() == 0 ? null : Histograms.encode(overshoot),
        early,
        Processor.rssPeakBytes(),
        warmups,
        soon == 0 ? repetitions.size() : soon,
        collectors(),
        null,
        null,
        wakeNs,
        compiling,
        shortTimer,
        discardedMeasured == 0
            ? null
            : "%s: %d repetition%s"
                .formatted(defect, discardedMeasured, discardedMeasured == 1 ? "" : "s"));
  }

  private Backend<Object> open(Backends.Entry entry) {
    if (!scenario.library())
      return options.mutant() == null
          ? entry.open()
          : ScenarioMutants.of(options.mutant(), entry.open());
    var plain = PlainBackends.open(entry.id());
    return options.mutant() == null ? plain : LibraryMutants.of(options.mutant(), plain);
  }

  /// Checks the laws instead of measuring.
  private Report verify(Backends.Entry entry) {
    for (var law : Laws.all()) {
      var seen = law.broken(() -> open(entry));
      if (seen.isPresent())
        return Report.NotMeasured.failed("breaks the law \"" + law + "\": " + seen.get());
    }
    return new Report.Lawful();
  }

  private void measure(Backend<Object> backend) throws Exception {
    scenario.prepare().accept(options.seed());
    shortTimer = Timers.shortfall(backend, scenario.asked().get());
    var resource = scenario.resource().open(backend);
    try {
      measureAll(backend);
    } finally {
      resource.close();
    }
  }

  private void measureAll(Backend<Object> backend) throws Exception {
    var recording = new Recording(scenario.expected().getAsInt(), new Processor(), options.seed());
    var warmUp = WarmUp.here(options.warmup(), scenario.longestWarmUp());
    for (; !warmUp.over(); warmups++) repeat(backend, recording);
    if (backend instanceof Slowed slowed) slowDown(slowed, recording, warmUp);
    warmUp.begin();
    long start = System.nanoTime();
    do {
      if (wakeNs == null || System.nanoTime() - looked >= LOOK_NS) look();
      measure(backend, recording);
      if (warmUp.continues()) {
        forget();
        start = System.nanoTime();
      } else if (soon == 0 && System.nanoTime() - start >= WorkerOptions.QUICK.toNanos()) {
        soon = repetitions.size();
      }
    } while (options.repetitions() != null
        ? repetitions.size() < options.repetitions()
        : repetitions.size() < scenario.least() && System.nanoTime() - start < LONG_NS
            || System.nanoTime() - start < options.measure().toNanos());
    compiling = options.warmup() == null && warmUp.busy();
    look();
    if (scenario.leavesNothing()) lookForLeftovers(backend, recording);
  }

  /// Looks for leftovers in additional repetitions that do not count.
  private void lookForLeftovers(Backend<Object> backend, Recording recording) throws Exception {
    var left =
        Leftovers.found(
            backend,
            scenario.expected().getAsInt(),
            (on, ended) -> {
              recording.whenStopped(ended);
              repeat(on, recording);
            });
    if (left.isPresent())
      throw new Wrong(
          "when the clock stopped, " + left.get() + " were left, to be tidied up off the clock");
  }

  private void measure(Backend<Object> backend, Recording recording) throws Exception {
    int before = discarded;
    int units = repeat(backend, recording);
    discardedMeasured += discarded - before;
    repetitions.add(
        new Repetition(
            recording.elapsedNs(),
            units,
            recording.cpuNs(),
            recording.gcNs(),
            recording.allocatedBytes(),
            recording.values()));
    early += recording.drainTo(latency, overshoot);
  }

  /// Treats everything that was measured so far as warm-up.
  private void forget() {
    warmups += repetitions.size();
    repetitions.clear();
    latency.reset();
    overshoot.reset();
    early = 0;
    soon = 0;
    discardedMeasured = 0;
    wakeNs = null;
  }

  /// If the parent wants to know, measures how long waking a thread takes. It measures twice and
  /// keeps the shorter time, because anything can disturb a single measurement.
  private void look() {
    if (!options.probe()) return;
    double now = Math.min(Wakeup.nanos(), Wakeup.nanos());
    wakeNs = wakeNs == null ? now : Math.max(wakeNs, now);
    looked = System.nanoTime();
  }

  /// Injects the slowdown. It measures the processor time of a unit of work when the backend is
  /// warm and has no slowdown, and adds the given share of that time to each unit. Then it warms up
  /// once more.
  private void slowDown(Slowed backend, Recording recording, WarmUp warmUp) throws Exception {
    warmUp.begin();
    do cpuPerUnit(backend, recording);
    while (warmUp.continues());
    backend.add(options.slowdown() * cpuPerUnit(backend, recording));
    cpuPerUnit(backend, recording);
  }

  /// The median processor time per unit of work. It is taken over as many repetitions as fit into a
  /// fifth of the measuring time.
  private double cpuPerUnit(Backend<Object> backend, Recording recording) throws Exception {
    var perUnit = new ArrayList<Double>();
    long start = System.nanoTime();
    do {
      int units = repeat(backend, recording);
      perUnit.add((double) recording.cpuNs() / units);
    } while (System.nanoTime() - start < options.measure().toNanos() / 5);
    return Statistics.median(perUnit.stream().mapToDouble(Double::doubleValue).toArray());
  }

  /// @return whether the repetition is valid for the backend; false if it was discarded
  private boolean runs(Backend<Object> backend, Recording recording) throws Exception {
    recording.reset();
    try {
      scenario.procedure().on(backend, recording);
      return true;
    } catch (Discarded e) {
      defect = e.getMessage();
      return false;
    }
  }

  /// @return the number of units of work that were counted
  private int repeat(Backend<Object> backend, Recording recording) throws Exception {
    while (!runs(backend, recording)) {
      if (++discarded > MOST_DISCARDED) throw new Wrong(defect);
    }
    int units = recording.units();
    int expected = scenario.expected().getAsInt();
    if (units != expected)
      throw new Wrong(
          "counted %d %s instead of %d: the work is wrong, so no time is reported"
              .formatted(units, scenario.unit(), expected));
    if (recording.lost() > 0)
      throw new Wrong(
          "%d of %d %s were not counted and others were counted twice: the work is wrong, so no time is reported"
              .formatted(recording.lost(), units, scenario.unit()));
    return units;
  }

  private static String collectors() {
    return ManagementFactory.getGarbageCollectorMXBeans().stream()
        .map(MemoryManagerMXBean::getName)
        .collect(Collectors.joining(", "));
  }
}
