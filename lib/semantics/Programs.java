//SOURCES Lost.java
//SOURCES ../backend/Plain.java
//SOURCES ../backend/Running.java

package semantics;

import module java.base;

import backend.Plain;
import backend.Running;

/// Pieces of programs that several probes use.
final class Programs {
  /// Longer than any probe runs.
  static final Duration FOREVER = Duration.ofHours(1);

  private Programs() {}

  /// A failure that a probe plans.
  static final class Planned extends RuntimeException {
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

  /// An operation that says when it has begun and then waits until it is cancelled.
  static Object waiting(Plain<Object> on, CountDownLatch begun) {
    return on.then(on.call(begun::countDown), on.sleep(FOREVER));
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

  /// Starts a program, cancels it as soon as it has begun, and does not wait for its end.
  static Running cancelled(Plain<Object> on, CountDownLatch begun, Object program)
      throws InterruptedException {
    var running = on.start(program);
    begun.await();
    Thread.sleep(10);
    running.cancel();
    return running;
  }

  /// @throws backend.Unsupported if the library cannot cancel a program
  static void needsCancellation(Plain<Object> on) {
    on.start(on.sleep(Duration.ofMillis(1))).cancel();
  }

  /// Where a failure with this message is heard of. If nobody hears of it, the program runs once
  /// more while the library's own hook is listened to.
  ///
  /// @param program runs to its end
  /// @return a text of {@link Lost#where}
  static String heard(Plain<Object> on, Lost lost, String message, Callable<Exception> program)
      throws Exception {
    if (Lost.chain(program.call()).contains(message)) return "whoever awaits";
    var where = lost.where(message);
    if (!where.equals(Lost.NOWHERE) || !lost.listen(on)) return where;
    program.call();
    return lost.where(message);
  }

  static String name(Throwable failure) {
    return failure == null ? "no failure" : failure.getClass().getSimpleName();
  }

  /// Keeps the thread for that long, whether or not it is interrupted.
  static void pause(Duration time) {
    long end = System.nanoTime() + time.toNanos();
    while (System.nanoTime() < end) LockSupport.parkNanos(end - System.nanoTime());
  }

  /// A call that blocks its thread, as a driver of a database does.
  static void sleep(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /// Waits until the condition holds, but not for ever.
  ///
  /// @return whether it holds
  static boolean reaches(BooleanSupplier condition, Duration most) throws InterruptedException {
    long end = System.nanoTime() + most.toNanos();
    while (!condition.getAsBoolean() && System.nanoTime() < end) Thread.sleep(1);
    return condition.getAsBoolean();
  }

  static long msSince(long nanoTime) {
    return Math.round((System.nanoTime() - nanoTime) / 1e6);
  }
}
