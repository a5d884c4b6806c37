//SOURCES ../machine/Wakeup.java
//SOURCES ../result/Round.java
//SOURCES ../worker/Report.java

package run;

import module java.base;

import machine.Wakeup;
import result.Round;
import worker.Report;

/// The noise probe measures, alongside each process, how long waking a thread takes on this
/// machine. The result is stored and reported. No process waits for a quiet machine, and no result
/// is left out because of the probe.
public final class NoiseProbe {
  /// A process is called noisy if waking a thread took longer than this multiple of the usual time.
  private static final double MOST = 1.15;

  /// The tenth lowest time counts as usual. It shows what the machine can do when nothing disturbs
  /// it.
  private static final int LOWEST = 10;

  /// The report of one process, with its noise probe.
  ///
  /// @param wakeNs the longest time in ns that waking a thread took, measured alongside the
  ///     repetitions, or else before and after the process; null if there was no noise probe
  public record Probed<R>(R report, Double wakeNs) {}

  private final DoubleSupplier wakeup;
  private final PriorityQueue<Double> lowest = new PriorityQueue<>(Comparator.reverseOrder());

  /// @param wakeup measures how many ns waking a thread takes now
  public NoiseProbe(DoubleSupplier wakeup) {
    this.wakeup = wakeup;
  }

  /// The probe of this machine. With one processor, there is no other processor to wake.
  public static NoiseProbe here() {
    return new NoiseProbe(Runtime.getRuntime().availableProcessors() < 2 ? () -> 0 : Wakeup::nanos);
  }

  /// Runs a worker.
  ///
  /// @param probes whether to run the noise probe
  public Probed<Report> run(boolean probes, Supplier<Report> worker) {
    return probes
        ? run(worker, report -> report instanceof Report.Measured seen ? seen.wakeNs() : null)
        : new Probed<>(worker.get(), null);
  }

  /// @param seen finds what the worker itself measured, which is closer to the repetitions; or null
  public <R> Probed<R> run(Supplier<R> worker, Function<R, Double> seen) {
    double before = wakeup.getAsDouble();
    var report = worker.get();
    var inside = seen.apply(report);
    double wakeNs = inside != null ? inside : Math.max(before, wakeup.getAsDouble());
    saw(wakeNs);
    return new Probed<>(report, wakeNs);
  }

  /// Takes over what an earlier part of the run measured.
  void saw(Stream<Round> rounds) {
    rounds.map(Round::wakeNs).filter(Objects::nonNull).forEach(this::saw);
  }

  private void saw(double wakeNs) {
    lowest.add(wakeNs);
    if (lowest.size() > LOWEST) lowest.remove();
  }

  /// Whether that time is longer than usual, by all that is known now.
  public boolean noisy(Double wakeNs) {
    return wakeNs != null && !lowest.isEmpty() && wakeNs > MOST * lowest.peek();
  }
}
