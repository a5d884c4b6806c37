//SOURCES ../backend/Unsupported.java
//SOURCES ../machine/Processor.java

package scenario;

import module java.base;

import backend.Unsupported;
import com.sun.management.HotSpotDiagnosticMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryManagerMXBean;
import machine.Processor;

/// What this process holds in memory.
///
/// @param residentBytes in physical memory, the JVM's own included
/// @param heapBytes live objects
public record Memory(long residentBytes, long heapBytes) {
  /// Memory is resident in pages: less than one page cannot be distinguished from nothing.
  private static final long PAGE = 4096;

  private static final int MOST_COLLECTIONS = 10;
  private static final Duration PAUSE = Duration.ofMillis(20);
  private static final int ENOUGH = 5;
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final double SETTLED = 0.002;

  /// Collects garbage until the size of the live heap stays the same, gives free memory back to the
  /// system, and reads.
  ///
  /// @throws Unsupported if the system does not report resident memory, or if the collector gives
  ///     nothing back
  public static Memory settled() {
    requireG1();
    keepNothingFree();
    long heap = collected();
    for (int i = 0; i < MOST_COLLECTIONS; i++) {
      resident();
      long before = heap;
      heap = collected();
      if (same(before, heap)) break;
    }
    var resident = resident();
    if (resident == null)
      throw new Unsupported("this system does not tell how much memory is resident");
    return new Memory(resident, heap);
  }

  /// What has been added since `before`, at least a page. Live objects are resident. If less seems
  /// to have been added than they take, the JVM has given back some of its own memory meanwhile,
  /// such as that of its compiler.
  public Memory since(Memory before) {
    long heap = Math.max(PAGE, heapBytes - before.heapBytes);
    return new Memory(Math.max(heap, residentBytes - before.residentBytes), heap);
  }

  /// Reads resident memory until it stays the same. After a call has told threads to end and
  /// regions of the heap to be given back, this still takes time. The kernel needs seconds for
  /// 15,000 threads, and keeps their memory until then.
  private static Long resident() {
    var resident = Processor.rssBytes();
    long end = System.nanoTime() + PATIENCE.toNanos();
    long threads = Processor.threads();
    for (int same = 0; resident != null && same < ENOUGH && System.nanoTime() < end; ) {
      LockSupport.parkNanos(PAUSE.toNanos());
      Processor.trim();
      long before = resident;
      long threadsBefore = threads;
      resident = Processor.rssBytes();
      threads = Processor.threads();
      same = same(before, resident) && threads == threadsBefore ? same + 1 : 0;
    }
    return resident;
  }

  private static boolean same(long before, long after) {
    return Math.abs(before - after) <= before * SETTLED;
  }

  private static long collected() {
    System.gc();
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }

  /// Other collectors keep the memory of their young generation. New tasks then fit into it, and
  /// seem to take 40 bytes per virtual thread.
  private static void requireG1() {
    var names =
        ManagementFactory.getGarbageCollectorMXBeans().stream()
            .map(MemoryManagerMXBean::getName)
            .toList();
    if (names.stream().noneMatch(name -> name.startsWith("G1")))
      throw new Unsupported(
          "of the collectors, only G1 gives back what is free, and this JVM has %s: add --jvm-arg=-XX:+UseG1GC"
              .formatted(String.join(", ", names)));
  }

  /// A heap keeps the memory that garbage has touched, to use it again. Tasks would then seem to
  /// cost what was allocated while they started, and nothing at all the second time. A JVM that has
  /// no such limits keeps the memory.
  private static void keepNothingFree() {
    var vm = ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class);
    if (vm == null) return;
    vm.setVMOption("MinHeapFreeRatio", "0");
    vm.setVMOption("MaxHeapFreeRatio", "0");
  }
}
