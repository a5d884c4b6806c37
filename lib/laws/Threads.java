package laws;

import module java.base;

/// The threads of this process that are not the JVM's own.
final class Threads {

  /// What the JVM shares among all libraries and keeps: the common pool, carriers, schedulers. What
  /// a library starts once per process and cannot start again: Kotlin's dispatcher, ZIO's default
  /// runtime. And the one thread on which Netty tells that a group has ended: it is the process's,
  /// and ends by itself after an idle second.
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

  /// Names of threads that were not there before. Threads that are ending get five seconds to do
  /// so.
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
