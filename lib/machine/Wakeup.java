//SOURCES Native.java
//SOURCES ../result/Statistics.java

package machine;

import module java.base;

import java.lang.foreign.Arena;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import result.Statistics;

/// What it costs at this moment to wake a parked thread on another processor. On a virtual machine,
/// the host decides: the call is an interrupt to the other processor, and where the host is slow to
/// deliver it, everything that hands work between threads is slow as well.
public final class Wakeup {
  private static final int TIMES = 200;

  /// Longer than it takes to park.
  private static final long PAUSE_NS = 15_000;

  private static final MethodHandle AFFINITY =
      Native.function(
          "sched_setaffinity", ValueLayout.JAVA_INT, ValueLayout.JAVA_LONG, ValueLayout.ADDRESS);

  private final double[] calls = new double[TIMES];
  private volatile boolean parking;
  private volatile boolean ended;

  private Wakeup() {}

  /// Takes some 10 ms of two processors.
  ///
  /// @return ns of the call, median of 200
  public static double nanos() {
    return new Wakeup().median();
  }

  private double median() {
    var sleeper = Thread.ofPlatform().daemon().start(this::sleep);
    var waker = Thread.ofPlatform().daemon().start(() -> wake(sleeper));
    try {
      waker.join();
    } catch (InterruptedException e) {
      throw new CancellationException("interrupted");
    }
    return Statistics.median(calls);
  }

  private void wake(Thread sleeper) {
    pin(0);
    for (int i = 0; i < TIMES; i++) {
      while (!parking) Thread.onSpinWait();
      long start = System.nanoTime();
      while (System.nanoTime() - start < PAUSE_NS) Thread.onSpinWait();
      parking = false;
      long call = System.nanoTime();
      LockSupport.unpark(sleeper);
      calls[i] = System.nanoTime() - call;
    }
    ended = true;
    LockSupport.unpark(sleeper);
  }

  private void sleep() {
    pin(1);
    while (!ended) {
      parking = true;
      LockSupport.park();
    }
  }

  /// Keeps the two apart where the system can: on one processor, no interrupt is needed.
  private static void pin(int processor) {
    if (AFFINITY == null) return;
    try (var arena = Arena.ofConfined()) {
      var mask = arena.allocateFrom(ValueLayout.JAVA_LONG, 1L << processor);
      int ignored = (int) AFFINITY.invokeExact(0, mask.byteSize(), mask);
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }
}
