//DEPS io.projectreactor:reactor-core:3.8.8
//SOURCES Action.java
//SOURCES Backend.java
//SOURCES Http.java
//SOURCES Running.java
//SOURCES Subscribed.java
//SOURCES http/JdkClient.java
//SOURCES http/ReactorClient.java

package backend;

import module java.base;

import backend.http.JdkClient;
import backend.http.ReactorClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/// Project Reactor: an operation is a `Mono<?>`.
///
/// - A task is a `Mono` subscribed on `Schedulers.parallel()`, one thread per processor, inside of
///   a `Mono.when`. A `flatMap` without a limit would look at every child whenever one has ended.
/// - Timer: `Mono.delay`, in nanoseconds, on the same scheduler.
/// - Cancellation: `Disposable.dispose` sends a signal up the chain on the caller's stack, and
///   interrupts what runs on the scheduler. `await` then waits until the scheduler's threads have
///   finished what they were doing.
/// - The first failed child cancels its siblings.
/// - Client: Reactor Netty. As by default, it uses the kernel's own interface where it can.
/// - Not the default: `await` also waits until the scheduler's threads have finished what they do,
///   because the signal of a cancellation gets no answer.
///
/// Follows projectreactor.io/docs/core/release/reference, "Threading and Schedulers" and "Which
/// operator do I need?".
public final class Reactor implements Backend<Mono<?>> {
  private final Scheduler scheduler = Schedulers.parallel();

  @Override
  public Mono<?> sleep(Duration delay) {
    return Mono.delay(delay);
  }

  @Override
  public Mono<?> call(Action action) {
    return Mono.fromCallable(action.callable());
  }

  @Override
  public Mono<?> blocking(Action action) {
    return call(action).subscribeOn(Schedulers.boundedElastic());
  }

  @Override
  public Mono<?> timed(Mono<?> operation, LongConsumer nanos) {
    return Mono.defer(() -> {
      long start = System.nanoTime();
      return operation.doOnSuccess(_ -> nanos.accept(System.nanoTime() - start));
    });
  }

  @Override
  public Mono<?> after(Mono<?> operation, Runnable code) {
    return operation.doOnSuccess(_ -> code.run());
  }

  @Override
  public Mono<?> repeat(int times, IntFunction<Mono<?>> operation) {
    return Flux.range(0, times).concatMap(operation::apply).then();
  }

  @Override
  public Mono<?> all(int tasks, IntFunction<Mono<?>> child) {
    return Mono.defer(() -> {
      var children = new Mono<?>[tasks];
      for (int task = 0; task < tasks; task++) {
        int i = task;
        children[i] = Mono.defer(() -> child.apply(i).subscribeOn(scheduler));
      }
      return Mono.when(children);
    });
  }

  @Override
  public Mono<?> onCancel(Mono<?> operation, Runnable teardown) {
    return Mono.defer(() -> {
      // Operators also cancel what has already ended: `concatMap` keeps its last step.
      var ended = new AtomicBoolean();
      return operation
          .doOnTerminate(() -> ended.set(true))
          .doOnCancel(() -> {
            if (!ended.getAndSet(true)) teardown.run();
          });
    });
  }

  @Override
  public Http<Mono<?>> http(Http.Client client, Http.Endpoint server) {
    return switch (client) {
      case OWN -> new ReactorClient(server);
      case SAME -> JdkClient.bridged(server, Mono::fromFuture);
      case WIRE -> throw Http.noSockets();
    };
  }

  @Override
  public Running start(Mono<?> program) {
    var running = new Subscribed(this::settle);
    var subscription =
        program.subscribeOn(scheduler).subscribe(_ -> {}, running::failed, running::succeeded);
    return running.to(subscription::dispose);
  }

  private void settle() {
    Subscribed.flush(
        parallelism(),
        task -> {
          var worker = scheduler.createWorker();
          worker.schedule(() -> {
            task.run();
            worker.dispose();
          });
        });
  }

  @Override
  public int parallelism() {
    return Schedulers.DEFAULT_POOL_SIZE;
  }

  /// Schedulers that are requested later are started again.
  @Override
  public void close() {
    Schedulers.shutdownNow();
  }
}
