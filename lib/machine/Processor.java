//SOURCES Native.java

package machine;

import module java.base;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.ThreadMXBean;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;

/// The processor time and memory that this process has used so far.
public final class Processor {
  /// `CLOCK_PROCESS_CPUTIME_ID` of Linux.
  private static final int PROCESS_CLOCK = 2;

  private final OperatingSystemMXBean system =
      ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
  private final List<GarbageCollectorMXBean> collectors =
      ManagementFactory.getGarbageCollectorMXBeans();
  private final ThreadMXBean threads = ManagementFactory.getPlatformMXBean(ThreadMXBean.class);
  private final MethodHandle clock =
      Native.function("clock_gettime", ValueLayout.JAVA_INT, ValueLayout.ADDRESS);
  private final MemorySegment time = Arena.global().allocate(ValueLayout.JAVA_LONG, 2);

  /// Processor time of all threads, in nanoseconds; -1 if the system does not report it.
  ///
  /// The JDK's own number moves in steps of 10 ms on Linux, which is as long as a whole repetition.
  /// So this reads the clock of the process itself where that is possible.
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

  /// Time that the garbage collectors report, in nanoseconds (they count milliseconds).
  public long gcNs() {
    long millis = 0;
    for (var collector : collectors) millis += Math.max(0, collector.getCollectionTime());
    return millis * 1_000_000;
  }

  /// Bytes that Java threads have allocated on the heap since the start of the process; null if the
  /// JVM does not count them.
  public Long allocatedBytes() {
    long bytes = threads == null ? -1 : threads.getTotalThreadAllocatedBytes();
    return bytes < 0 ? null : bytes;
  }

  /// The most memory that was resident so far, in bytes (`VmHWM` of Linux); null if the system does
  /// not report it.
  public static Long rssPeakBytes() {
    return bytes("VmHWM:");
  }

  /// The memory that is resident now, in bytes (`VmRSS` of Linux); null if the system does not
  /// report it.
  public static Long rssBytes() {
    return bytes("VmRSS:");
  }

  /// The number of threads that the kernel knows now, including those that have not quite ended; 0
  /// if the system does not report it.
  public static long threads() {
    var threads = status("Threads:");
    return threads == null ? 0 : threads;
  }

  /// Asks glibc to return free memory to the system. Without this, glibc keeps memory that a thread
  /// or a buffer may need again. Other C libraries are not asked.
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
