package test.support;

import static org.junit.jupiter.api.Assertions.assertFalse;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/// Waits for what a process does in its own time.
public final class Wait {
  /// No test depends on the speed of the machine: this is for what never comes.
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
