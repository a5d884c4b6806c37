//DEPS org.hdrhistogram:HdrHistogram:2.2.2
//SOURCES ../backend/Backends.java
//SOURCES ../cli/Jvm.java
//SOURCES ../machine/Processor.java
//SOURCES ../process/Workers.java
//SOURCES ../result/Calibration.java
//SOURCES ../result/Grain.java
//SOURCES ../result/Statistics.java
//SOURCES ../result/UserError.java
//SOURCES ../scenario/Recording.java
//SOURCES ../worker/Report.java

package calibrate;

import module java.base;

import backend.Backends;
import cli.Jvm;
import machine.Processor;
import org.HdrHistogram.Histogram;
import process.Workers;
import result.Calibration.Check;
import result.Grain;
import result.Statistics;
import result.UserError;
import scenario.Recording;
import worker.Report;

/// Measures what can be found out about the instrument and its machine inside one process.
final class Instrument {
  private Instrument() {}

  /// Measures how many nanoseconds the recording of one unit of work takes, on one thread and on
  /// two threads at once.
  ///
  /// @throws UserError if it cannot be measured
  static List<Check> recording() {
    try {
      var perUnit = Jvm.measured(Instrument.class.getName());
      return List.of(recorded("1 thread", perUnit.get(0)), recorded("2 threads", perUnit.get(1)));
    } catch (IOException e) {
      throw new UserError(e.getMessage());
    }
  }

  private static Check recorded(String threads, String perUnit) {
    return Check.fact(
        "recording, " + threads,
        Double.parseDouble(perUnit),
        "ns/op",
        "median of 9 times 1000000 units, processor time of the recording call and its clock");
  }

  /// Prints how many nanoseconds a unit takes on one thread, and on two.
  public static void main() {
    for (int threads : new int[] {1, 2}) {
      int units = 1_000_000;
      var perUnit = new double[9];
      for (int i = 0; i < perUnit.length; i++)
        perUnit[i] = record(units, threads) / units * threads;
      System.out.println(Statistics.median(perUnit));
    }
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

  /// Measures the step of the machine's clock.
  static List<Check> clock() {
    return List.of(
        Check.fact(
            "System.nanoTime", clockStep(), "ns", "smallest step between two calls, of 1 million"));
  }

  /// Measures how late a backend's timer ends, in a process of its own. The list is empty if the
  /// library is not available; its cells are skipped too.
  ///
  /// @param scenario main class of the worker
  /// @throws UserError with the reason if the worker fails
  static List<Grain> timers(String scenario, Backends.Entry backend, Workers workers) {
    var report = workers.run(scenario, backend, List.of("--timers"));
    if (report.status().equals(Report.NotMeasured.SKIPPED)) return List.of();
    if (report instanceof Report.Timed(var timers))
      return timers.stream()
          .map(one -> Grain.of(backend.id(), one.load(), one.askedUs(), one.lateUs()))
          .toList();
    throw new UserError("timers of " + backend.id() + ": " + report);
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

  /// Measures how often and for how long a thread that only spins is interrupted, and how much time
  /// other guests of the host took.
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

  /// The time that the hypervisor gave to other guests, over all processors, in ticks of 10 ms. It
  /// is the eighth number of `/proc/stat`.
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
