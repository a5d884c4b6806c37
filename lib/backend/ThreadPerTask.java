//SOURCES Action.java
//SOURCES Backend.java
//SOURCES Blocking.java
//SOURCES KernelThreads.java
//SOURCES Unsupported.java

package backend;

import module java.base;

/// A new thread for each task, in an executor whose `close` waits for the last: `platform-threads`
/// and `virtual-threads`, which differ in the factory alone.
///
/// - A task is a thread. Platform threads are scheduled by the operating system; virtual threads by
///   a `ForkJoinPool` with as many carriers as there are processors.
/// - Timer: `Thread.sleep`, in nanoseconds; a platform thread is parked by the kernel (50 us of
///   timer slack on Linux), a virtual one by the JDK's delay scheduler.
/// - Cancellation is an interrupt of the owner. It closes the executor by `shutdownNow`, which
///   interrupts every child; `await` returns when all of their threads have ended, as Java sees it:
///   to end 5,000 platform threads took the kernel another second.
/// - A failed child does not stop its siblings: the failure is seen when the first failed future is
///   asked.
///
/// - The kernel grants a bounded number of platform threads ({@link KernelThreads}); `all` refuses
///   more.
/// - Client: Apache HttpClient 5, classic; by hand, a `Socket`.
/// - Not the default: nothing.
///
/// Follows {@link ExecutorService#close} and {@link Executors#newThreadPerTaskExecutor}.
public record ThreadPerTask(ThreadFactory threads, int mostTasks) implements Blocking {

  /// A thread of the operating system per task.
  public static ThreadPerTask platform() {
    return new ThreadPerTask(Thread.ofPlatform().factory(), KernelThreads.most());
  }

  /// A virtual thread per task.
  public static ThreadPerTask virtual() {
    return new ThreadPerTask(Thread.ofVirtual().factory(), Integer.MAX_VALUE);
  }

  @Override
  public Action all(int tasks, IntFunction<Action> child) {
    if (tasks > mostTasks)
      throw new Unsupported(
          "%,d tasks need as many threads; this kernel grants about %,d"
              .formatted(tasks, mostTasks));
    return () -> {
      var futures = new ArrayList<Future<?>>(tasks);
      try (var executor = Executors.newThreadPerTaskExecutor(threads)) {
        spawn(tasks, child, executor, futures);
      }
      if (Thread.interrupted()) throw new InterruptedException();
      for (var future : futures) {
        try {
          future.get();
        } catch (ExecutionException e) {
          throw Backend.failure(e);
        }
      }
    };
  }

  /// Longer than the kernel took anywhere.
  @Override
  public Duration tidiesUpWithin() {
    return mostTasks < Integer.MAX_VALUE ? Duration.ofSeconds(20) : Duration.ZERO;
  }

  private static void spawn(
      int tasks, IntFunction<Action> child, ExecutorService executor, List<Future<?>> futures) {
    try {
      for (int i = 0; i < tasks; i++) {
        var task = child.apply(i);
        futures.add(
            executor.submit(() -> {
              task.run();
              return null;
            }));
      }
    } catch (Throwable e) {
      // The system may refuse one more thread: without this, close would wait for those that it
      // granted.
      executor.shutdownNow();
      throw e;
    }
  }
}
