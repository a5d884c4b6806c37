//SOURCES HandwrittenFibers.java
//SOURCES HandwrittenLoops.java
//SOURCES HandwrittenStreams.java
//SOURCES Recording.java
//SOURCES ../backend/Zio.java

package bench;

import module java.base;

import backend.Action;
import backend.Zio;

/// `task_spawn` as somebody would write it who uses one library and no adapter: what the adapters are held against.
/// The one who spawns is of the kind that it is with the adapter, since that alone changes what spawning costs.
public final class Handwritten {
  private Handwritten() {}

  /// @param backend the id of the adapter whose library is to be used
  /// @throws IllegalArgumentException if there is none for that backend
  public static Action spawn(String backend, int tasks, Duration sleep, Recording recording) {
    var platform = Thread.ofPlatform().factory();
    var virtual = Thread.ofVirtual().factory();
    return switch (backend) {
      case "platform-threads" -> on(platform, threads(platform, tasks, sleep, recording));
      case "virtual-threads" -> on(virtual, threads(virtual, tasks, sleep, recording));
      case "structured" -> on(virtual, structured(tasks, sleep, recording));
      case "completable-future" -> futures(tasks, sleep, recording);
      case "bare" -> on(platform, loop(tasks, sleep, recording));
      case "jox" -> on(virtual, HandwrittenFibers.jox(tasks, sleep, recording));
      case "kotlin-coroutines" -> HandwrittenFibers.kotlin(tasks, sleep, recording);
      case "cats-effect" -> HandwrittenFibers.catsEffect(tasks, sleep, recording);
      case "zio" -> HandwrittenFibers.zio(Zio.RUNTIME, tasks, sleep, recording);
      case "reactor" -> HandwrittenStreams.reactor(tasks, sleep, recording);
      case "rxjava" -> HandwrittenStreams.rxjava(tasks, sleep, recording);
      case "mutiny" -> HandwrittenStreams.mutiny(tasks, sleep, recording);
      case "netty" -> HandwrittenLoops.netty(tasks, sleep, recording);
      case "vertx" ->
          HandwrittenLoops.vertx(
              Runtime.getRuntime().availableProcessors(), tasks, sleep, recording);
      case "vertx-1" -> HandwrittenLoops.vertx(1, tasks, sleep, recording);
      case "pekko" -> HandwrittenLoops.pekko(tasks, sleep, recording);
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

  private static Action threads(
      ThreadFactory factory, int tasks, Duration sleep, Recording recording) {
    return () -> {
      var futures = new ArrayList<Future<?>>(tasks);
      try (var executor = Executors.newThreadPerTaskExecutor(factory)) {
        for (int i = 0; i < tasks; i++) {
          var told = recording.asked(i, sleep);
          futures.add(
              executor.submit(() -> {
                long start = System.nanoTime();
                Thread.sleep(sleep);
                told.accept(System.nanoTime() - start);
                return null;
              }));
        }
      }
      for (var future : futures) future.get();
    };
  }

  private static Action structured(int tasks, Duration sleep, Recording recording) {
    return () -> {
      try (var scope = StructuredTaskScope.open()) {
        for (int i = 0; i < tasks; i++) {
          var told = recording.asked(i, sleep);
          scope.fork(() -> {
            long start = System.nanoTime();
            Thread.sleep(sleep);
            told.accept(System.nanoTime() - start);
            return null;
          });
        }
        scope.join();
      }
    };
  }

  private static Action futures(int tasks, Duration sleep, Recording recording) {
    return () ->
        CompletableFuture.supplyAsync(
                () -> {
                  var all = new CompletableFuture<?>[tasks];
                  for (int i = 0; i < tasks; i++) {
                    var told = recording.asked(i, sleep);
                    all[i] =
                        CompletableFuture.supplyAsync(System::nanoTime)
                            .thenCompose(start ->
                                new CompletableFuture<Void>()
                                    .completeOnTimeout(null, sleep.toNanos(), TimeUnit.NANOSECONDS)
                                    .thenRunAsync(() -> told.accept(System.nanoTime() - start)));
                  }
                  return CompletableFuture.allOf(all);
                })
            .thenCompose(Function.identity())
            .join();
  }

  private record Timer(long start, LongConsumer told) {}

  /// The delay is the same for all tasks, so that a queue would do; a heap is what any loop has.
  private static Action loop(int tasks, Duration sleep, Recording recording) {
    return () -> {
      var ready = new ArrayDeque<LongConsumer>();
      for (int i = 0; i < tasks; i++) ready.add(recording.asked(i, sleep));
      var timers = new PriorityQueue<Timer>(Comparator.comparingLong(Timer::start));
      long delay = sleep.toNanos();
      while (!ready.isEmpty() || !timers.isEmpty()) {
        for (LongConsumer told; (told = ready.poll()) != null; )
          timers.add(new Timer(System.nanoTime(), told));
        long now = System.nanoTime();
        for (Timer timer; (timer = timers.peek()) != null && timer.start + delay <= now; ) {
          timers.poll().told.accept(System.nanoTime() - timer.start);
        }
        if (!timers.isEmpty())
          LockSupport.parkNanos(timers.peek().start + delay - System.nanoTime());
      }
    };
  }
}
