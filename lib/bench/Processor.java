package bench;

import module java.base;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/// What this process has used so far.
final class Processor {
  private final OperatingSystemMXBean system =
      ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
  private final List<java.lang.management.GarbageCollectorMXBean> collectors =
      ManagementFactory.getGarbageCollectorMXBeans();

  /// Processor time of all threads, in nanoseconds; -1 if the system does not tell.
  long cpuNs() {
    return system.getProcessCpuTime();
  }

  /// Time that the collectors report, in nanoseconds (they count milliseconds).
  long gcNs() {
    long millis = 0;
    for (var collector : collectors) millis += Math.max(0, collector.getCollectionTime());
    return millis * 1_000_000;
  }

  /// Most memory resident so far, in bytes (`VmHWM` of Linux); null where the system does not tell.
  static Long rssPeakBytes() {
    try (var lines = Files.lines(Path.of("/proc/self/status"))) {
      return lines
          .filter(line -> line.startsWith("VmHWM:"))
          .map(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
          .findFirst()
          .orElse(null);
    } catch (IOException | UncheckedIOException e) {
      return null;
    }
  }
}
