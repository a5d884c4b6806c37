//SOURCES Action.java
//SOURCES Backend.java
//SOURCES Blocking.java
//SOURCES KernelThreads.java

package backend;

import module java.base;

/// Starts a new thread for each task, in an executor whose `close` waits for the last one. The
/// backends `platform-threads` and `virtual-threads` differ only in the factory.
///
/// - A task is a thread. The operating system schedules platform threads. A `ForkJoinPool` with as
///   many carriers as there are processors schedules virtual threads.
/// - Timer: `Thread.sleep`, in nanoseconds. The kernel parks a platform thread (50 us of timer
///   slack on Linux); the JDK's delay scheduler handles a virtual thread.
/// - Cancellation is an interrupt of the owner. The owner closes the executor by `shutdownNow`,
///   which interrupts every child. `await` returns when all of their threads have ended for Java.
///   The kernel took another second to end 5,000 platform threads.
/// - A failed child does not stop its siblings. The failure is noticed when the first failed future
///   is asked for its result.
///
/// - The kernel allows a limited number of platform threads ({@link KernelThreads}); `all` refuses
///   more.
/// - Client: Apache HttpClient 5, classic; the hand-written client uses a `Socket`.
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
    needs(tasks);
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

  /// The kernel took less time than this everywhere.
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
      // The system may refuse to start one more thread. Without this call, `close` would wait for
      // the threads that it did start.
      executor.shutdownNow();
      throw e;
    }
  }
}
