//SOURCES Wrong.java
//SOURCES ../backend/Plain.java

package scenario;

import module java.base;

import backend.Plain;

/// A deadline that is meant to fire, as whoever sets it sees it.
public final class Deadline {
  private static final Duration SOON = Duration.ofMillis(200);

  private final Duration limit;
  private boolean tried;

  public Deadline(Duration limit) {
    this.limit = limit;
  }

  /// Sets the deadline around an operation that does not end in time. Fails with {@link Wrong} if
  /// no failure tells that it has passed.
  ///
  /// @param nanos gets the time from when it is set until it is known to have passed
  public Object around(Plain<Object> on, Object operation, LongConsumer nanos) {
    var since = new AtomicLong();
    var seen = new AtomicBoolean();
    var limited =
        on.caught(
            on.timeout(operation, limit),
            _ -> {
              nanos.accept(System.nanoTime() - since.get());
              seen.set(true);
            });
    var set = on.call(() -> since.set(System.nanoTime()));
    var told =
        on.call(() -> {
          if (!seen.get())
            throw new Wrong("an operation outlasts its deadline, and no failure tells so");
        });
    return on.then(set, on.then(limited, told));
  }

  /// Tries deadlines once per process, off the clock: a library that ignores them would be fast.
  /// Fails with {@link Wrong} if one fires long before its time, or if this one does not fire for a
  /// second.
  public void check(Plain<Object> on) throws Exception {
    if (tried) return;
    tried = true;
    var seen = new AtomicBoolean();
    var soon = on.timeout(on.sleep(SOON), SOON.multipliedBy(10));
    on.start(on.caught(soon, _ -> seen.set(true))).await();
    if (seen.get()) throw new Wrong("a deadline fires in a tenth of its time");
    on.start(around(on, on.sleep(limit.plusSeconds(1)), _ -> {})).await();
  }
}
