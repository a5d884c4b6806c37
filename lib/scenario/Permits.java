//SOURCES Recording.java
//SOURCES Wrong.java
//SOURCES ../backend/Plain.java

package scenario;

import module java.base;

import backend.Plain;

/// A limiter and the operations that want a permit of it. How many are inside is counted at each
/// entry, and the most that were ever inside must not be more than the permits.
public final class Permits {
  private final Plain<Object> on;
  private final int permits;
  private final Recording record;
  private final Plain.Limiter<Object> limiter;
  private final AtomicInteger inside = new AtomicInteger();
  private final AtomicInteger gaveUp = new AtomicInteger();
  private volatile int tooMany;

  public Permits(Plain<Object> on, int permits, Recording record) {
    this.on = on;
    this.permits = permits;
    this.record = record;
    this.limiter = on.limiter(permits);
  }

  /// Waits for a permit and has it for no longer than it takes to count. The latency is the wait
  /// for the permit.
  public Object passes(int unit) {
    var had = record.begun(unit);
    return limiter.within(
        on.call(() -> {
          enter();
          had.run();
          inside.decrementAndGet();
        }));
  }

  /// Waits for a permit and has it for some time. The latency is the wait for the permit.
  public Object works(int unit, Duration time) {
    var had = record.begun(unit);
    return limiter.within(
        on.then(
            on.call(() -> {
              enter();
              had.run();
            }),
            on.after(on.sleep(time), inside::decrementAndGet)));
  }

  /// The same for a wait that may end without a permit.
  ///
  /// @param entered is run when it has its permit
  public Attempt attempt(int unit, Duration time, Runnable entered) {
    return new Attempt(unit, time, entered);
  }

  private void enter() {
    int now = inside.incrementAndGet();
    if (now > permits) tooMany = now;
  }

  /// One that may give up. Its unit of work is told once: when it has its permit or when it gives
  /// up, whichever comes first. A library may cancel it at the very moment at which it enters.
  public final class Attempt {
    private final long asked = System.nanoTime();
    private final AtomicBoolean told = new AtomicBoolean();
    private final AtomicBoolean in = new AtomicBoolean();
    private final int unit;
    private final Duration time;
    private final Runnable entered;

    private Attempt(int unit, Duration time, Runnable entered) {
      this.unit = unit;
      this.time = time;
      this.entered = entered;
    }

    /// Waits for a permit and has it for some time, or is cancelled.
    public Object works() {
      var work = on.then(on.call(this::begin), on.after(on.sleep(time), this::end));
      return limiter.within(on.onCancel(work, this::end));
    }

    private void begin() {
      in.set(true);
      enter();
      if (told.compareAndSet(false, true)) record.took(unit).accept(System.nanoTime() - asked);
      entered.run();
    }

    private void end() {
      if (in.compareAndSet(true, false)) inside.decrementAndGet();
    }

    /// Reports that nobody waits for the permit any more.
    public void givesUp() {
      if (!told.compareAndSet(false, true)) return;
      record.done(unit);
      gaveUp.incrementAndGet();
    }
  }

  /// How many have given up.
  public int gaveUp() {
    return gaveUp.get();
  }

  /// Checks that there were never too many inside, and that all permits have come back: as many
  /// operations as there are permits must all be inside at the same time. Each waits for the
  /// others, for four seconds at most.
  ///
  /// @throws Wrong if there were too many, or permits are missing
  public void check() throws Exception {
    var held = new AtomicInteger();
    var most = new AtomicInteger();
    var over = new AtomicBoolean();
    var waits =
        on.repeat(
            12,
            i ->
                most.get() >= permits || over.get()
                    ? on.call(() -> {})
                    : on.sleep(Duration.ofMillis(1 << i)));
    var holds =
        limiter.within(
            on.then(
                on.call(() -> most.accumulateAndGet(held.incrementAndGet(), Math::max)),
                on.after(
                    waits,
                    () -> {
                      over.set(true);
                      held.decrementAndGet();
                    })));
    on.start(on.all(permits, _ -> holds)).await();
    if (tooMany > 0)
      throw new Wrong("%d were inside at once, with %d permits".formatted(tooMany, permits));
    if (most.get() < permits)
      throw new Wrong(
          "permits leaked: at the end, %d of %d could be held at once"
              .formatted(most.get(), permits));
  }
}
