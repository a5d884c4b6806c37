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
  /// Memory is resident in pages: less than one cannot be told from nothing.
  private static final long PAGE = 4096;

  private static final int MOST_COLLECTIONS = 10;
  private static final Duration PAUSE = Duration.ofMillis(20);
  private static final int ENOUGH = 5;
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final double SETTLED = 0.002;

  /// Collects garbage until the live heap stays what it is, gives the system back what is free, and
  /// reads.
  ///
  /// @throws Unsupported where the system does not tell what is resident, or the collector gives
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

  /// What has been added since, at least a page. Live objects are resident: where less seems to
  /// have been added than they take, the JVM has given back something of its own meanwhile, such as
  /// the memory of its compiler.
  public Memory since(Memory before) {
    long heap = Math.max(PAGE, heapBytes - before.heapBytes);
    return new Memory(Math.max(heap, residentBytes - before.residentBytes), heap);
  }

  /// Threads that end and regions of the heap that are given back take their time, after the call
  /// that has told them to: the kernel needs seconds for 15,000 threads, and keeps their memory so
  /// long.
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

  /// Other collectors keep the memory of their young generation, into which new tasks then fit: 40
  /// bytes per virtual thread.
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

  /// A heap keeps what garbage has touched, in the hope of using it again, so that tasks would cost
  /// what had been allocated while they started, and nothing at all the second time. A JVM that has
  /// no such limits keeps it.
  private static void keepNothingFree() {
    var vm = ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class);
    if (vm == null) return;
    vm.setVMOption("MinHeapFreeRatio", "0");
    vm.setVMOption("MaxHeapFreeRatio", "0");
  }
}
