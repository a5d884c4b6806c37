//SOURCES Threads.java
//SOURCES ../backend/Backend.java

package laws;

import module java.base;

import backend.Backend;

/// A property that every adapter must have, with its check. A backend that breaks one gets no
/// number in the results.
///
/// @param sentence what must hold
/// @param check throws if it does not; the backend is fresh and is closed by the caller
public record Law(String sentence, Check check) {

  /// The body of a law.
  public interface Check {
    void on(Backend<Object> backend) throws Exception;
  }

  /// How long a check may take. If it takes longer, the program is taken to never end, and the law
  /// counts as broken.
  private static final Duration PATIENCE = Duration.ofMinutes(15);

  static final Duration FOREVER = Duration.ofHours(1);

  /// Checks a fresh backend, within a bounded time.
  ///
  /// @return what was seen instead, if the backend breaks the law
  public Optional<String> broken(Supplier<Backend<Object>> factory) {
    var before = Threads.own();
    var outcome =
        new FutureTask<Void>(() -> {
          try (var backend = factory.get()) {
            check.on(backend);
          }
          var left = Threads.left(before);
          expect(left.isEmpty(), "threads left after close: " + left);
          return null;
        });
    // The check has a thread of its own, because a wrong adapter may block it for ever.
    Thread.ofPlatform().daemon().name("law").start(outcome);
    try {
      outcome.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
      return Optional.empty();
    } catch (ExecutionException e) {
      return Optional.of(
          e.getCause() instanceof Broken broken ? broken.getMessage() : "" + e.getCause());
    } catch (TimeoutException e) {
      return Optional.of("no end after " + PATIENCE.toSeconds() + " s");
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  static final class Broken extends Exception {
    private static final long serialVersionUID = 1;

    Broken(String message) {
      super(message);
    }
  }

  static void expect(boolean holds, String seen) throws Broken {
    if (!holds) throw new Broken(seen);
  }

  @Override
  public String toString() {
    return sentence;
  }
}
