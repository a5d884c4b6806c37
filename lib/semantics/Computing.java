//SOURCES ../backend/Plain.java
//SOURCES ../backend/Unsupported.java

package semantics;

import module java.base;

import backend.Plain;
import backend.Unsupported;
import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/// A task that computes until it is cancelled, and the load of the process while it does.
final class Computing {
  private static final OperatingSystemMXBean SYSTEM =
      ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

  private final AtomicBoolean stopped = new AtomicBoolean();
  private volatile boolean given;
  private static final String NEVER = "never stopped";

  private volatile String stoppedBy = NEVER;
  private volatile long lastNanos;
  private long wallNanos = System.nanoTime();
  private long cpuNanos = SYSTEM.getProcessCpuTime();

  /// Computes in the place that the library has for that, or else in a task like any other. It
  /// looks whether its thread was interrupted, and whether the library has told of a cancellation.
  Object task(Plain<Object> on) {
    return on.onCancel(place(on), () -> stopped.set(true));
  }

  private Object place(Plain<Object> on) {
    try {
      return on.blocking(this::compute);
    } catch (Unsupported e) {
      return on.call(this::compute);
    }
  }

  private void compute() throws Exception {
    var digest = MessageDigest.getInstance("SHA-512");
    var bytes = new byte[512];
    while (!given && !stopped.get() && !Thread.currentThread().isInterrupted()) {
      bytes = digest.digest(bytes);
      lastNanos = System.nanoTime();
    }
    if (given) return;
    if (stopped.get()) {
      stoppedBy = "by a flag that the cancellation set";
      return;
    }
    stoppedBy = "by an interrupt";
    Thread.interrupted();
    throw new InterruptedException();
  }

  /// The processor time that this process has taken since the last call, as a share of one
  /// processor, at most 1.
  double load() {
    long wall = System.nanoTime();
    long cpu = SYSTEM.getProcessCpuTime();
    double load = (double) (cpu - cpuNanos) / (wall - wallNanos);
    wallNanos = wall;
    cpuNanos = cpu;
    return Math.clamp(load, 0, 1);
  }

  /// Whether the library has stopped the task.
  boolean wasStopped() {
    return !stoppedBy.equals(NEVER);
  }

  /// Ends what nobody has cancelled, and says how it went.
  ///
  /// @param fromNanos when it should have been stopped, by {@link System#nanoTime}
  String end(long fromNanos) {
    given = true;
    return !wasStopped()
        ? "the task was never stopped"
        : "the task was stopped %s after %.1f ms"
            .formatted(stoppedBy, Math.max(0, (lastNanos - fromNanos) / 1e6));
  }
}
