//SOURCES Native.java
//SOURCES ../result/Statistics.java

package machine;

import module java.base;

import java.lang.foreign.Arena;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import result.Statistics;

/// Measures what it costs at this moment to wake a parked thread on another processor. On a virtual
/// machine, this depends on the host: waking sends an interrupt to the other processor. If the host
/// is slow to deliver it, everything that hands work between threads is slow as well.
public final class Wakeup {
  private static final int TIMES = 200;

  /// This pause is longer than the time that a thread takes to park.
  private static final long PAUSE_NS = 15_000;

  private static final MethodHandle AFFINITY =
      Native.function(
          "sched_setaffinity", ValueLayout.JAVA_INT, ValueLayout.JAVA_LONG, ValueLayout.ADDRESS);

  private final double[] calls = new double[TIMES];
  private volatile boolean parking;
  private volatile boolean ended;

  private Wakeup() {}

  /// Uses two processors for about 10 ms.
  ///
  /// @return ns that the call to wake takes, median of 200 calls
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

  /// Pins a thread, where the system allows it, so that the two threads run on different
  /// processors. On one processor, no interrupt would be needed.
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
