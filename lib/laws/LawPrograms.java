//SOURCES ../backend/Backend.java

package laws;

import module java.base;

import backend.Backend;

/// Pieces of programs that several laws use.
final class LawPrograms {
  /// Long enough for anything that does not wait for ever, also on a busy machine.
  static final Duration LONG = Duration.ofSeconds(5);

  private LawPrograms() {}

  static final class Planned extends Exception {
    private static final long serialVersionUID = 1;

    Planned() {
      super("planned");
    }
  }

  static Object failing(Backend<Object> on, Exception failure) {
    return on.call(() -> {
      throw failure;
    });
  }

  /// Whether it is that failure, or a library has wrapped that failure in it.
  static boolean carries(Throwable seen, Throwable failure) {
    for (var one = seen; one != null; one = one.getCause()) if (one == failure) return true;
    return false;
  }

  /// Whether a failure, its causes or what they suppress say it.
  static boolean tells(Throwable failure, String message) {
    var text = new StringWriter();
    failure.printStackTrace(new PrintWriter(text));
    return text.toString().contains(message);
  }

  /// What reaches whoever awaits the program; null if nothing does.
  static Exception failure(Backend<Object> on, Object program) {
    try {
      on.start(program).await();
      return null;
    } catch (Exception e) {
      return e;
    }
  }

  static boolean reaches(BooleanSupplier condition) throws InterruptedException {
    long end = System.nanoTime() + LONG.toNanos();
    while (!condition.getAsBoolean() && System.nanoTime() < end) Thread.sleep(1);
    return condition.getAsBoolean();
  }
}
