//DEPS org.hdrhistogram:HdrHistogram:2.2.2
//SOURCES Commands.java
//SOURCES Processor.java
//SOURCES Python.java
//SOURCES Recording.java
//SOURCES ../backend/Backends.java
//SOURCES ../result/Calibration.java
//SOURCES ../result/Json.java
//SOURCES ../result/Statistics.java

package bench;

import module java.base;

import backend.Backends;
import org.HdrHistogram.Histogram;
import result.Calibration.Check;
import result.Json;
import result.Statistics;

/// What can be measured of the instrument and its machine inside one process.
final class Instrument {
  private Instrument() {}

  /// Nanoseconds that the recording of one unit of work takes, on one thread and on two at once.
  static List<Check> recording() {
    var checks = new ArrayList<Check>();
    for (int threads : new int[] {1, 2}) {
      int units = 1_000_000;
      var perUnit = new double[9];
      for (int i = 0; i < perUnit.length; i++)
        perUnit[i] = record(units, threads) / units * threads;
      checks.add(
          Check.fact(
              "recording, " + threads + (threads == 1 ? " thread" : " threads"),
              Statistics.median(perUnit),
              "ns/op",
              "median of 9 times "
                  + units
                  + " units, processor time of the recording call and its clock"));
    }
    return checks;
  }

  private static double record(int units, int threads) {
    var recording = new Recording(units, new Processor(), 1);
    recording.reset();
    var asked = Duration.ofMillis(1);
    long start = System.nanoTime();
    int share = units / threads;
    var workers =
        IntStream.range(0, threads)
            .mapToObj(thread ->
                Thread.ofPlatform()
                    .start(() -> {
                      int first = thread * share;
                      for (int i = 0; i < share; i++) recording.asked(first + i, asked).accept(i);
                    }))
            .toList();
    for (var worker : workers) join(worker);
    return System.nanoTime() - start;
  }

  private static void join(Thread thread) {
    try {
      thread.join();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /// The step of the machine's clock and how late each backend's timer ends.
  static List<Check> timers(List<Backends.Entry> backends, Path python) throws Exception {
    var checks = new ArrayList<Check>();
    checks.add(
        Check.fact(
            "System.nanoTime", clockStep(), "ns", "smallest step between two calls, of 1 million"));
    for (var entry : backends) {
      var timers =
          entry.runtime().equals("python")
              ? inPython(entry.id(), Python.here(python))
              : timers(entry);
      for (var timer : timers) {
        var late = timer.lateUs();
        checks.add(
            Check.fact(
                "timer of " + entry.id() + ", " + timer.askedUs() + " us asked",
                Statistics.median(late),
                "us late",
                "median of %d; earliest %.1f, latest %.1f"
                    .formatted(late.length, late[0], late[late.length - 1])));
      }
    }
    return checks;
  }

  /// @param lateUs how late each of its sleeps ended, in microseconds, ascending; below 0 if it was early
  private record Timer(long askedUs, double[] lateUs) {}

  private record Timers(List<Timer> timers) {}

  private static List<Timer> timers(Backends.Entry entry) throws Exception {
    var timers = new ArrayList<Timer>();
    try (var backend = entry.open()) {
      for (var asked : List.of(Duration.ofNanos(100_000), Duration.ofMillis(1))) {
        var late = new ArrayList<Double>();
        var sleep =
            backend.timed(backend.sleep(asked), nanos -> late.add((nanos - asked.toNanos()) / 1e3));
        backend.start(backend.repeat(200, _ -> sleep)).await();
        timers.add(
            new Timer(
                asked.toNanos() / 1000,
                late.stream().mapToDouble(Double::doubleValue).sorted().toArray()));
      }
    }
    return timers;
  }

  /// None where there is no such Python: its cells are skipped too.
  private static List<Timer> inPython(String backend, Python python) throws IOException {
    if (!python.found()) return List.of();
    var ended =
        Commands.run(Duration.ofMinutes(2), python.command("--backend", backend, "--timers"));
    return ended.ok() ? Json.read(ended.out().strip(), Timers.class).timers() : List.of();
  }

  private static long clockStep() {
    long least = Long.MAX_VALUE;
    for (int i = 0; i < 1_000_000; i++) {
      long first = System.nanoTime();
      long step = System.nanoTime() - first;
      if (step > 0) least = Math.min(least, step);
    }
    return least;
  }

  /// How often and for how long a thread that only spins is interrupted, and what other guests of the host took.
  static List<Check> noise(Duration span) {
    var gaps = new Histogram(3);
    var stolen = steal();
    long start = System.nanoTime();
    long lost = 0;
    for (long last = start, now; (now = System.nanoTime()) - start < span.toNanos(); last = now) {
      long gap = now - last;
      gaps.recordValue(gap);
      if (gap > 10_000) lost += gap;
    }
    var checks = new ArrayList<Check>();
    checks.add(
        Check.fact(
            "hiccups of a spinning thread",
            gaps.getMaxValue() / 1e6,
            "ms",
            "longest in " + span.toSeconds() + " s"));
    checks.add(
        Check.fact(
            "time lost to hiccups", 100.0 * lost / span.toNanos(), "%", "gaps longer than 10 us"));
    if (stolen.isPresent()) {
      long ticks = steal().orElse(stolen.getAsLong()) - stolen.getAsLong();
      checks.add(
          Check.fact(
              "steal time",
              1000.0 * ticks / span.toMillis(),
              "%",
              "of one processor, in steps of 10 ms"));
    }
    return checks;
  }

  /// Ticks of 10 ms that the hypervisor gave to others, over all processors; the eighth number of `/proc/stat`.
  private static OptionalLong steal() {
    try (var lines = Files.lines(Path.of("/proc/stat"))) {
      return lines
          .filter(line -> line.startsWith("cpu "))
          .mapToLong(line -> Long.parseLong(line.split("\\s+")[8]))
          .findFirst();
    } catch (IOException | UncheckedIOException e) {
      return OptionalLong.empty();
    }
  }
}
