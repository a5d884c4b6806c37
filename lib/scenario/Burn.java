package scenario;

import module java.base;

/// Work for a processor: a chain of as many dependent multiplications as take a given time on a
/// processor of its own. A loop that reads the clock would do less work if it is interrupted.
public final class Burn {
  private static final int TRIAL = 5_000_000;
  private static final int PASSES = 20;

  // Makes the compiler believe that the result is needed. Nothing else needs it.
  private static volatile int sink;

  private final int steps;

  private Burn(double nanos) {
    // No work needs no trying, which takes a tenth of a second.
    steps = nanos == 0 ? 0 : (int) Math.round(nanos / nanosPerStep());
  }

  /// Work that takes that long on this machine. The amount is found by trying.
  public static Burn of(Duration time) {
    return new Burn(time.toNanos());
  }

  public static Burn ofNanos(double nanos) {
    return new Burn(nanos);
  }

  public void run() {
    steps(steps);
  }

  /// The fastest of several passes, because nothing disturbed it.
  private static double nanosPerStep() {
    double best = Double.MAX_VALUE;
    for (int pass = 0; pass < PASSES; pass++) {
      long start = System.nanoTime();
      steps(TRIAL);
      best = Math.min(best, (double) (System.nanoTime() - start) / TRIAL);
    }
    return best;
  }

  private static void steps(int steps) {
    int x = steps;
    for (int i = 0; i < steps; i++) x = x * 31 + i;
    if (x == 0x5EED) sink = x;
  }
}
