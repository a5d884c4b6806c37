//SOURCES ../machine/Wakeup.java
//SOURCES ../result/Round.java
//SOURCES ../worker/Report.java

package run;

import module java.base;

import machine.Wakeup;
import result.Round;
import worker.Report;

/// Finds out, beside each process, how long waking a thread takes on this machine. The result is
/// stored and told. Nothing waits for it, and nothing is left out because of it.
public final class NoiseProbe {
  /// How much longer than usual waking a thread may take before a process is called noisy.
  private static final double MOST = 1.15;

  /// The tenth lowest is usual: what the machine can do when nothing is in its way.
  private static final int LOWEST = 10;

  /// One process.
  ///
  /// @param wakeNs ns that waking a thread took at most, beside its repetitions or else before and
  ///     after it; null if nobody looked
  public record Probed<R>(R report, Double wakeNs) {}

  private final DoubleSupplier wakeup;
  private final PriorityQueue<Double> lowest = new PriorityQueue<>(Comparator.reverseOrder());

  /// @param wakeup ns that waking a thread takes now
  public NoiseProbe(DoubleSupplier wakeup) {
    this.wakeup = wakeup;
  }

  /// On this machine; one processor has nobody to wake.
  public static NoiseProbe here() {
    return new NoiseProbe(Runtime.getRuntime().availableProcessors() < 2 ? () -> 0 : Wakeup::nanos);
  }

  /// Runs a worker.
  ///
  /// @param probes whether to look meanwhile
  public Probed<Report> run(boolean probes, Supplier<Report> worker) {
    return probes
        ? run(worker, report -> report instanceof Report.Measured seen ? seen.wakeNs() : null)
        : new Probed<>(worker.get(), null);
  }

  /// @param seen what the worker saw itself, nearer to what it measured; or null
  public <R> Probed<R> run(Supplier<R> worker, Function<R, Double> seen) {
    double before = wakeup.getAsDouble();
    var report = worker.get();
    var inside = seen.apply(report);
    double wakeNs = inside != null ? inside : Math.max(before, wakeup.getAsDouble());
    saw(wakeNs);
    return new Probed<>(report, wakeNs);
  }

  /// What an earlier part of the run saw.
  void saw(Stream<Round> rounds) {
    rounds.map(Round::wakeNs).filter(Objects::nonNull).forEach(this::saw);
  }

  private void saw(double wakeNs) {
    lowest.add(wakeNs);
    if (lowest.size() > LOWEST) lowest.remove();
  }

  /// Whether that was longer than usual, by all that is known now.
  public boolean noisy(Double wakeNs) {
    return wakeNs != null && !lowest.isEmpty() && wakeNs > MOST * lowest.peek();
  }
}
