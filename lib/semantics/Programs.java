//SOURCES ../backend/Backend.java
//SOURCES ../backend/Plain.java
//SOURCES ../backend/Running.java

package semantics;

import module java.base;

import backend.Plain;
import backend.Running;

/// Pieces of programs that several probes use.
final class Programs {
  private Programs() {}

  /// A failure that a probe plans.
  static final class Planned extends Exception {
    private static final long serialVersionUID = 1;

    Planned(String message) {
      super(message);
    }
  }

  static Object failing(Plain<Object> on, String message) {
    return on.call(() -> {
      throw new Planned(message);
    });
  }

  /// What reaches whoever awaits the program; null if nothing does.
  static Exception failure(Running running) {
    try {
      running.await();
      return null;
    } catch (Exception e) {
      return e;
    }
  }

  static String name(Throwable failure) {
    return failure == null ? "no failure" : failure.getClass().getSimpleName();
  }

  /// Keeps the thread for that long, whether or not it is interrupted.
  static void pause(Duration time) {
    long end = System.nanoTime() + time.toNanos();
    while (System.nanoTime() < end) LockSupport.parkNanos(end - System.nanoTime());
  }

  /// Waits until the condition holds, but not for ever.
  ///
  /// @return whether it holds
  static boolean reaches(BooleanSupplier condition, Duration most) throws InterruptedException {
    long end = System.nanoTime() + most.toNanos();
    while (!condition.getAsBoolean() && System.nanoTime() < end) Thread.sleep(1);
    return condition.getAsBoolean();
  }

  static long ms(long nanos) {
    return Math.round(nanos / 1e6);
  }
}
