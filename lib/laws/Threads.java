package laws;

import module java.base;

/// The threads of this process that are not the JVM's own.
final class Threads {

  /// Threads that are not counted. Some are shared by the JVM among all libraries and kept: the
  /// common pool, carriers, schedulers. Some are started by a library once per process and cannot
  /// be started again: Kotlin's dispatcher, ZIO's default runtime. One is the thread on which Netty
  /// reports that a group has ended: it belongs to the process, and ends by itself after an idle
  /// second.
  private static final Pattern SHARED =
      Pattern.compile(
          "ForkJoinPool.*|.*-delayScheduler|VirtualThread-un(parker|blocker).*|Common-Cleaner|law|.*Compiler.*"
              + "|DefaultDispatcher-worker.*|kotlinx.coroutines.DefaultExecutor|ZScheduler.*|zio.*"
              + "|globalEventExecutor-.*");

  private Threads() {}

  static Set<Thread> own() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> !SHARED.matcher(thread.getName()).matches())
        .collect(Collectors.toSet());
  }

  /// Names of threads that were not there before. Threads that are ending get five seconds to end.
  static List<String> left(Set<Thread> before) throws InterruptedException {
    var left = List.<String>of();
    for (int i = 0; i < 250; i++) {
      left =
          own().stream().filter(thread -> !before.contains(thread)).map(Thread::getName).toList();
      if (left.isEmpty()) break;
      Thread.sleep(20);
    }
    return left;
  }
}
