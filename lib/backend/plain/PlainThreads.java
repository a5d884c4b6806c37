//SOURCES ThreadStream.java
//SOURCES ../Action.java
//SOURCES ../Backend.java
//SOURCES ../Blocking.java
//SOURCES ../Plain.java
//SOURCES ../Stages.java

package backend.plain;

import module java.base;

import backend.Action;
import backend.Backend;
import backend.Blocking;
import backend.Plain;
import backend.Stages;

/// Threads with the tools of `java.util.concurrent`: for `platform-threads`, `virtual-threads`, and
/// the base of other libraries of threads.
public class PlainThreads extends Plain<Action> {
  private final ThreadFactory threads;

  /// One for the whole program. It starts a thread for each task, and keeps none.
  private final ExecutorService executor;

  public PlainThreads(Blocking adapter) {
    super(adapter);
    this.threads = adapter.threads();
    this.executor = Executors.newThreadPerTaskExecutor(threads);
  }

  /// `get` with a limit. What has not ended is interrupted, and nobody waits for it.
  @Override
  public Action timeout(Action operation, Duration limit) {
    return () -> {
      var running = executor.submit(operation.callable());
      try {
        running.get(limit.toNanos(), TimeUnit.NANOSECONDS);
      } catch (ExecutionException e) {
        throw Backend.failure(e);
      } finally {
        running.cancel(true);
      }
    };
  }

  /// `invokeAny`. It interrupts the losers, and does not wait for them.
  @Override
  public Action race(int racers, IntFunction<Action> racer) {
    needs(racers, "racers");
    return () -> {
      try {
        executor.invokeAny(
            IntStream.range(0, racers).mapToObj(i -> racer.apply(i).callable()).toList());
      } catch (ExecutionException e) {
        throw Backend.failure(e);
      }
    };
  }

  @Override
  public String siblingsRunOn() {
    return "closing an executor waits for all tasks, and a failure interrupts none of them";
  }

  @Override
  public Action detach(Action operation) {
    return () ->
        threads
            .newThread(() -> {
              try {
                operation.run();
              } catch (Exception e) {
                throw Backend.<RuntimeException>sneaky(e);
              }
            })
            .start();
  }

  @Override
  public Action caught(Action operation, Consumer<Throwable> seen) {
    return () -> {
      try {
        operation.run();
      } catch (InterruptedException e) {
        throw e;
      } catch (Exception e) {
        seen.accept(e);
      }
    };
  }

  @Override
  public Action swallow(Action operation, Consumer<Throwable> seen) {
    return () -> {
      try {
        operation.run();
      } catch (InterruptedException e) {
        seen.accept(e);
      }
    };
  }

  /// `ArrayBlockingQueue`, or `SynchronousQueue` without capacity.
  @Override
  public Channel<Action> channel(int capacity) {
    BlockingQueue<Object> queue =
        capacity == 0 ? new SynchronousQueue<>() : new ArrayBlockingQueue<>(capacity);
    return new Channel<>() {
      @Override
      public Action send(Object message) {
        return () -> queue.put(message);
      }

      @Override
      public Action receive(Consumer<Object> receiver) {
        return () -> receiver.accept(queue.take());
      }
    };
  }

  /// `Semaphore`, without fairness, as by default.
  @Override
  public Limiter<Action> limiter(int permits) {
    var semaphore = new Semaphore(permits);
    return operation ->
        () -> {
          semaphore.acquire();
          try {
            operation.run();
          } finally {
            semaphore.release();
          }
        };
  }

  /// `InheritableThreadLocal`, the only one of the two that a new thread takes over.
  @Override
  public Local<Action> local() {
    var local = new InheritableThreadLocal<Object>();
    return new Local<>() {
      @Override
      public Action with(Object value, Action operation) {
        return () -> {
          var before = local.get();
          local.set(value);
          try {
            operation.run();
          } finally {
            local.set(before);
          }
        };
      }

      @Override
      public Action read(Consumer<Object> reader) {
        return () -> reader.accept(local.get());
      }
    };
  }

  /// A thread for each stage, with queues between them ({@link ThreadStream}).
  @Override
  public Action stream(Stages stages) {
    return () -> {
      var threads = ThreadStream.threads(stages);
      all(threads.size(), threads::get).run();
    };
  }

  @Override
  public void close() {
    executor.shutdown();
    super.close();
  }
}
