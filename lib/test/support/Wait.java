package test.support;

import static org.junit.jupiter.api.Assertions.assertFalse;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/// Waits for something that a process does asynchronously.
public final class Wait {
  /// The limit for something that never happens. No test depends on the speed of the machine.
  private static final Duration PATIENCE = Duration.ofMinutes(10);

  private Wait() {}

  public static void until(String what, BooleanSupplier there) throws InterruptedException {
    long start = System.nanoTime();
    while (!there.getAsBoolean()) {
      assertFalse(System.nanoTime() - start > PATIENCE.toNanos(), "not to be seen: " + what);
      Thread.sleep(50);
    }
  }
}
