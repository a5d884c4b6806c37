//SOURCES ../machine/Allowed.java
//SOURCES ../machine/ControlGroup.java
//SOURCES ../machine/SystemFile.java

package backend;

import module java.base;

import machine.Allowed;
import machine.ControlGroup;
import machine.SystemFile;

/// How many threads the kernel allows one process.
public final class KernelThreads {

  /// A thread's stack and the guard page below it are two memory mappings.
  private static final int MAPPINGS = 2;

  /// The rest is left for the JVM itself and for other processes.
  private static final double SHARE = 0.8;

  private KernelThreads() {}

  /// The lowest of Linux's limits that can be read: all threads, memory mappings per process,
  /// processes of the container. It is 2,000 if none can be read.
  public static int most() {
    return (int)
        LongStream.of(
                SystemFile.number(Path.of("/proc/sys/kernel/threads-max")).orElse(-1),
                SystemFile.number(Path.of("/proc/sys/vm/max_map_count")).orElse(-1) / MAPPINGS,
                ControlGroup.own().tasks().orElse(-1),
                Allowed.processes().orElse(-1),
                Long.MAX_VALUE)
            .filter(limit -> limit > 0)
            .min()
            .stream()
            .map(least -> least == Long.MAX_VALUE ? 2_000 : (long) (least * SHARE))
            .findFirst()
            .orElseThrow();
  }
}
