//SOURCES ../backend/Plain.java
//SOURCES ../backend/Unsupported.java

package semantics;

import module java.base;

import backend.Plain;
import backend.Unsupported;

/// Hears of failures that reach nobody: what is printed, and what reaches the handler of
/// uncaught exceptions.
public final class Lost implements AutoCloseable {
  static final String NOWHERE = "nowhere";
  static final String UNCAUGHT = "uncaught-exception handler";
  static final String HOOK = "hook of the library";

  /// A failure may be reported from another thread.
  private static final Duration LATER = Duration.ofMillis(300);

  // Loggers keep the stream that they meet first, so every probe of a process has the same one.
  private static final ByteArrayOutputStream PRINTED = new ByteArrayOutputStream();
  private static final PrintStream STREAM = new PrintStream(PRINTED, true);

  private static final PrintStream OUT = System.out;
  private static final PrintStream ERR = System.err;
  private static final Thread.UncaughtExceptionHandler HANDLER =
      Thread.getDefaultUncaughtExceptionHandler();

  private final Queue<Throwable> uncaught = new ConcurrentLinkedQueue<>();
  private final Queue<Throwable> told = new ConcurrentLinkedQueue<>();

  Lost() {
    PRINTED.reset();
    System.setOut(STREAM);
    System.setErr(STREAM);
    Thread.setDefaultUncaughtExceptionHandler((_, failure) -> uncaught.add(failure));
  }

  /// Also listens in the library's own place for such failures.
  ///
  /// @return false if the library has none
  boolean listen(Plain<Object> on) {
    try {
      on.listen(told::add);
      return true;
    } catch (Unsupported e) {
      return false;
    }
  }

  /// Where a failure with this message was heard of, after a moment.
  ///
  /// @return {@link #UNCAUGHT}, "hook of the library", "log", or {@link #NOWHERE}
  String where(String message) throws InterruptedException {
    for (long end = System.nanoTime() + LATER.toNanos(); System.nanoTime() < end; Thread.sleep(5)) {
      if (has(uncaught, message)) return UNCAUGHT;
      if (has(told, message)) return HOOK;
      if (PRINTED.toString().contains(message)) return "log";
    }
    return NOWHERE;
  }

  private static boolean has(Queue<Throwable> heard, String message) {
    return heard.stream().anyMatch(failure -> chain(failure).contains(message));
  }

  /// All that is said in a failure, in its causes and in what they suppress.
  ///
  /// @param failure may be null
  static String chain(Throwable failure) {
    if (failure == null) return "";
    var text = new StringWriter();
    failure.printStackTrace(new PrintWriter(text));
    return text.toString();
  }

  @Override
  public void close() {
    restore();
  }

  /// Prints go where they went before. A probe that hangs never closes what it has opened.
  static void restore() {
    System.setOut(OUT);
    System.setErr(ERR);
    Thread.setDefaultUncaughtExceptionHandler(HANDLER);
  }
}
