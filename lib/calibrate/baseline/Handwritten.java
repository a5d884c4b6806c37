//SOURCES HandwrittenFibers.java
//SOURCES HandwrittenLoops.java
//SOURCES HandwrittenStreams.java
//SOURCES ../../backend/Action.java
//SOURCES ../../backend/Zio.java

package calibrate.baseline;

import module java.base;

import backend.Action;
import backend.Zio;

/// The baseline that the adapters are compared with: `task_spawn` as somebody would write it with
/// one library and no adapter. The thread or task that spawns is of the same kind as with the
/// adapter, because this alone changes what spawning costs.
public final class Handwritten {
  private Handwritten() {}

  /// @param backend the id of the adapter whose library is to be used
  /// @throws IllegalArgumentException if there is no program for that backend
  public static Action spawn(String backend, int tasks, Duration sleep) {
    var platform = Thread.ofPlatform().factory();
    var virtual = Thread.ofVirtual().factory();
    return switch (backend) {
      case "platform-threads" -> on(platform, threads(platform, tasks, sleep));
      case "virtual-threads" -> on(virtual, threads(virtual, tasks, sleep));
      case "structured" -> on(virtual, structured(tasks, sleep));
      case "completable-future" -> futures(tasks, sleep);
      case "bare" -> on(platform, loop(tasks, sleep));
      case "jox" -> on(virtual, HandwrittenFibers.jox(tasks, sleep));
      case "kotlin-coroutines" -> HandwrittenFibers.kotlin(tasks, sleep);
      case "cats-effect" -> HandwrittenFibers.catsEffect(tasks, sleep);
      case "zio" -> HandwrittenFibers.zio(Zio.RUNTIME, tasks, sleep);
      case "reactor" -> HandwrittenStreams.reactor(tasks, sleep);
      case "rxjava" -> HandwrittenStreams.rxjava(tasks, sleep);
      case "mutiny" -> HandwrittenStreams.mutiny(tasks, sleep);
      case "netty" -> HandwrittenLoops.netty(tasks, sleep);
      case "vertx" -> HandwrittenLoops.vertx(tasks, sleep);
      case "pekko" -> HandwrittenLoops.pekko(tasks, sleep);
      default -> throw new IllegalArgumentException("no hand-written program for " + backend);
    };
  }

  private static Action on(ThreadFactory threads, Action action) {
    return () -> {
      var task = new FutureTask<>(action.callable());
      threads.newThread(task).start();
      task.get();
    };
  }

  private static Action threads(ThreadFactory factory, int tasks, Duration sleep) {
    return () -> {
      var futures = new ArrayList<Future<?>>(tasks);
      try (var executor = Executors.newThreadPerTaskExecutor(factory)) {
        for (int i = 0; i < tasks; i++) {
          futures.add(
              executor.submit(() -> {
                Thread.sleep(sleep);
                return null;
              }));
        }
      }
      for (var future : futures) future.get();
    };
  }

  private static Action structured(int tasks, Duration sleep) {
    return () -> {
      try (var scope = StructuredTaskScope.open()) {
        for (int i = 0; i < tasks; i++) {
          scope.fork(() -> {
            Thread.sleep(sleep);
            return null;
          });
        }
        scope.join();
      }
    };
  }

  private static Action futures(int tasks, Duration sleep) {
    return () ->
        CompletableFuture.supplyAsync(
                () -> {
                  var all = new CompletableFuture<?>[tasks];
                  for (int i = 0; i < tasks; i++) {
                    all[i] =
                        CompletableFuture.supplyAsync(() ->
                                new CompletableFuture<Void>()
                                    .completeOnTimeout(null, sleep.toNanos(), TimeUnit.NANOSECONDS))
                            .thenCompose(Function.identity());
                  }
                  return CompletableFuture.allOf(all);
                })
            .thenCompose(Function.identity())
            .join();
  }

  /// A queue would be enough here, because the delay is the same for all tasks. This uses a heap
  /// because any loop has one.
  private static Action loop(int tasks, Duration sleep) {
    return () -> {
      var timers = new PriorityQueue<Long>();
      for (int i = 0; i < tasks; i++) timers.add(System.nanoTime() + sleep.toNanos());
      while (!timers.isEmpty()) {
        long now = System.nanoTime();
        while (!timers.isEmpty() && timers.peek() <= now) timers.poll();
        if (!timers.isEmpty()) LockSupport.parkNanos(timers.peek() - System.nanoTime());
      }
    };
  }
}
