package backend;

import module java.base;

/// How many threads the kernel grants one process.
public final class KernelThreads {

  /// A thread's stack and the guard page below it are two mappings of memory.
  private static final int MAPPINGS = 2;

  /// For the JVM itself, and for other processes.
  private static final double SHARE = 0.8;

  private KernelThreads() {}

  /// The least of Linux's limits that can be read: all threads, mappings per process, processes of
  /// the container. 2,000 where none can.
  public static int most() {
    return (int)
        LongStream.of(
                limit("/proc/sys/kernel/threads-max"),
                limit("/proc/sys/vm/max_map_count") / MAPPINGS,
                limit("/sys/fs/cgroup/pids.max"),
                Long.MAX_VALUE)
            .filter(limit -> limit > 0)
            .min()
            .stream()
            .map(least -> least == Long.MAX_VALUE ? 2_000 : (long) (least * SHARE))
            .findFirst()
            .orElseThrow();
  }

  private static long limit(String file) {
    // In one read: the kernel gives the rest of such a file to nobody, and readString begins with
    // a byte.
    try (var reader = Files.newBufferedReader(Path.of(file))) {
      return Long.parseLong(reader.readLine().strip());
    } catch (IOException | NumberFormatException e) {
      return -1;
    }
  }
}
