//SOURCES Native.java

package machine;

import module java.base;

import com.sun.management.OperatingSystemMXBean;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;

/// What this process has used so far.
public final class Processor {
  /// `CLOCK_PROCESS_CPUTIME_ID` of Linux.
  private static final int PROCESS_CLOCK = 2;

  private final OperatingSystemMXBean system =
      ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
  private final List<GarbageCollectorMXBean> collectors =
      ManagementFactory.getGarbageCollectorMXBeans();
  private final MethodHandle clock =
      Native.function("clock_gettime", ValueLayout.JAVA_INT, ValueLayout.ADDRESS);
  private final MemorySegment time = Arena.global().allocate(ValueLayout.JAVA_LONG, 2);

  /// Processor time of all threads, in nanoseconds; -1 if the system does not tell.
  ///
  /// The JDK's own number moves in steps of 10 ms on Linux, as long as a whole repetition: the
  /// process's clock is asked itself where it is known.
  public long cpuNs() {
    try {
      if (clock == null || (int) clock.invokeExact(PROCESS_CLOCK, time) != 0)
        return system.getProcessCpuTime();
      return time.getAtIndex(ValueLayout.JAVA_LONG, 0) * 1_000_000_000
          + time.getAtIndex(ValueLayout.JAVA_LONG, 1);
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }

  /// Time that the collectors report, in nanoseconds (they count milliseconds).
  public long gcNs() {
    long millis = 0;
    for (var collector : collectors) millis += Math.max(0, collector.getCollectionTime());
    return millis * 1_000_000;
  }

  /// Most memory resident so far, in bytes (`VmHWM` of Linux); null where the system does not tell.
  public static Long rssPeakBytes() {
    return bytes("VmHWM:");
  }

  /// Memory resident now, in bytes (`VmRSS` of Linux); null where the system does not tell.
  public static Long rssBytes() {
    return bytes("VmRSS:");
  }

  /// Threads that the kernel knows now, those that have not quite ended too; 0 where the system
  /// does not tell.
  public static long threads() {
    var threads = status("Threads:");
    return threads == null ? 0 : threads;
  }

  /// Asks glibc to give free memory back, of which it keeps what a thread or a buffer may want
  /// again. Other libraries of C are not asked.
  public static void trim() {
    var trim = Native.function("malloc_trim", ValueLayout.JAVA_LONG);
    if (trim == null) return;
    try {
      int _ = (int) trim.invokeExact(0L);
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }

  private static Long bytes(String name) {
    var kilobytes = status(name);
    return kilobytes == null ? null : kilobytes * 1024;
  }

  private static Long status(String name) {
    try (var lines = Files.lines(Path.of("/proc/self/status"))) {
      return lines
          .filter(line -> line.startsWith(name))
          .map(line -> Long.parseLong(line.replaceAll("\\D", "")))
          .findFirst()
          .orElse(null);
    } catch (IOException | UncheckedIOException e) {
      return null;
    }
  }
}
