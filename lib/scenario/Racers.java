//SOURCES Recording.java
//SOURCES Wrong.java
//SOURCES ../backend/Action.java
//SOURCES ../backend/Plain.java
//SOURCES ../backend/Unsupported.java

package scenario;

import module java.base;

import backend.Action;
import backend.Plain;
import backend.Unsupported;

/// Tasks of which the last to begin decides the race after a while: all others have begun by then.
/// They sleep an hour, and each sees its cancellation. Those that a library cancels before they
/// have begun would not.
public final class Racers {
  private static final Duration HOUR = Duration.ofHours(1);
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final Plain<Object> on;
  private final Recording record;
  private final int racers;
  private final Duration after;
  private final AtomicInteger begun = new AtomicInteger();
  private final CountDownLatch left;
  private volatile long knownNanos;

  /// @param racers units of the recording
  /// @param after the last has begun, it ends
  public Racers(Plain<Object> on, Recording record, int racers, Duration after) {
    this.on = on;
    this.record = record;
    this.racers = racers;
    this.after = after;
    this.left = new CountDownLatch(racers);
  }

  /// One of them wins.
  public void first() throws Exception {
    if (on.losersRunOn() != null) throw new Unsupported(on.losersRunOn());
    measure(on.after(on.race(racers, i -> racer(i, () -> {})), this::known));
  }

  /// One of them fails, and the others are its siblings.
  public void failure() throws Exception {
    if (on.siblingsRunOn() != null) throw new Unsupported(on.siblingsRunOn());
    var planned = new Planned();
    var seen = new AtomicReference<Throwable>();
    var all =
        on.all(
            racers,
            i ->
                racer(
                    i,
                    () -> {
                      throw planned;
                    }));
    measure(
        on.caught(
            all,
            failure -> {
              known();
              seen.set(failure);
            }));
    if (!holds(seen.get(), planned))
      throw new Wrong("the parent of the one that failed knows of " + seen);
  }

  /// The failure, without the cost of a stack trace.
  private static final class Planned extends Exception {
    private static final long serialVersionUID = 1;

    Planned() {
      super("planned", null, true, false);
    }
  }

  /// Whether a library has wrapped the failure, or put it beside others.
  private static boolean holds(Throwable seen, Throwable planned) {
    return seen != null
        && (seen == planned
            || holds(seen.getCause(), planned)
            || Stream.of(seen.getSuppressed()).anyMatch(one -> holds(one, planned)));
  }

  private Object racer(int unit, Action decides) {
    var recorded = record.cancelling(unit);
    Runnable end =
        () -> {
          recorded.run();
          left.countDown();
        };
    var last = new AtomicBoolean();
    var begin = on.call(() -> last.set(begun.incrementAndGet() >= racers));
    var decisive =
        on.call(() -> {
          end.run();
          decides.run();
        });
    return on.onCancel(
        on.repeat(
            2,
            step -> {
              if (step == 0) return begin;
              return last.get() ? on.then(on.sleep(after), decisive) : on.sleep(HOUR);
            }),
        end);
  }

  private void known() {
    knownNanos = System.nanoTime();
  }

  /// The clock runs until all have ended, also where the library does not wait for that.
  private void measure(Object program) throws Exception {
    var startNanos = new AtomicLong();
    record.clock(() -> {
      startNanos.set(System.nanoTime());
      on.start(program).await();
      awaitEnds();
    });
    record.value("result", (knownNanos - startNanos.get()) / 1e6);
  }

  private void awaitEnds() throws Exception {
    for (long before = -1; left.getCount() != before; ) {
      before = left.getCount();
      if (left.await(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) return;
    }
    throw new Wrong(
        "%d of %d losers do not end in %d s"
            .formatted(left.getCount(), racers - 1, PATIENCE.toSeconds()));
  }
}
