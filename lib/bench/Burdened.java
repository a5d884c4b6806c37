//SOURCES ../backend/Decorated.java

package bench;

import module java.base;

import backend.Backend;
import backend.Decorated;

/// A backend that is made slower on purpose: each unit of work does some arithmetic more. The instrument must find it.
final class Burdened extends Decorated {
  private volatile int steps;
  private int sink;

  Burdened(Backend<Object> inner) {
    super(inner);
  }

  /// What each unit of work costs from now on.
  void burden(double nanos) {
    steps = (int) Math.round(nanos / nanosPerStep());
  }

  /// The quickest of several passes: the one that nothing disturbed.
  private double nanosPerStep() {
    int trial = 5_000_000;
    double best = Double.MAX_VALUE;
    for (int pass = 0; pass < 20; pass++) {
      long start = System.nanoTime();
      burn(trial);
      best = Math.min(best, (double) (System.nanoTime() - start) / trial);
    }
    return best;
  }

  /// A chain of dependent multiplications, whose end nobody but the compiler believes to be needed.
  private void burn(int steps) {
    int x = steps;
    for (int i = 0; i < steps; i++) x = x * 31 + i;
    if (x == 0x5EED) sink = x;
  }

  @Override
  public Object timed(Object operation, LongConsumer nanos) {
    return inner.timed(
        operation,
        n -> {
          burn(steps);
          nanos.accept(n);
        });
  }

  @Override
  public Object onCancel(Object operation, Runnable teardown) {
    return inner.onCancel(
        operation,
        () -> {
          burn(steps);
          teardown.run();
        });
  }
}
