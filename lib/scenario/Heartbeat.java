//SOURCES Recording.java
//SOURCES ../backend/Backend.java
//SOURCES ../backend/Running.java

package scenario;

import module java.base;

import backend.Backend;
import backend.Running;

/// A task beside those that are measured. It sleeps again and again, and measures how late it
/// wakes. Every other task on the same scheduler sees such delays.
public final class Heartbeat {
  private final Duration beat;
  private final Running running;
  private final Queue<Long> late = new ConcurrentLinkedQueue<>();
  private final long start = System.nanoTime();

  private Heartbeat(Backend<Object> on, Duration beat) {
    this.beat = beat;
    var sleep = on.timed(on.sleep(beat), nanos -> late.add(nanos - beat.toNanos()));
    running = on.start(on.repeat(Integer.MAX_VALUE, _ -> sleep));
  }

  /// @param beat how long it sleeps each time
  public static Heartbeat start(Backend<Object> on, Duration beat) {
    return new Heartbeat(on, beat);
  }

  /// Ends the heartbeat and reports `heartbeat_p95` and `heartbeat_max`, its lateness in ms. If
  /// there was not a single beat, the lateness is the time that it has waited.
  public void stop(Recording record) throws Exception {
    if (late.isEmpty()) late.add(System.nanoTime() - start - beat.toNanos());
    running.cancel();
    running.await();
    var sorted = late.stream().mapToDouble(nanos -> Math.max(0, nanos / 1e6)).sorted().toArray();
    record.value("heartbeat_p95", sorted[(int) Math.ceil(0.95 * sorted.length) - 1]);
    record.value("heartbeat_max", sorted[sorted.length - 1]);
  }
}
