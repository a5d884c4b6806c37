//DEPS io.reactivex.rxjava3:rxjava:3.1.12
//SOURCES Action.java
//SOURCES Backend.java
//SOURCES Http.java
//SOURCES Running.java
//SOURCES Subscribed.java
//SOURCES http/JdkClient.java
//SOURCES http/VertxRxClient.java

package backend;

import module java.base;

import backend.http.JdkClient;
import backend.http.VertxRxClient;
import io.reactivex.rxjava3.core.Completable;
import io.reactivex.rxjava3.core.Flowable;
import io.reactivex.rxjava3.core.Scheduler;
import io.reactivex.rxjava3.plugins.RxJavaPlugins;
import io.reactivex.rxjava3.schedulers.Schedulers;

/// RxJava: an operation is a `Completable`.
///
/// - A task is a `Completable` subscribed on `Schedulers.computation()`, one thread per processor,
///   inside of a `flatMapCompletable` without a limit.
/// - Timer: `Completable.timer`, in nanoseconds, on the same scheduler.
/// - Cancellation: `Disposable.dispose` sends a signal up the chain on the caller's stack, and
///   interrupts what runs on the scheduler. `await` then waits until the scheduler's threads have
///   finished what they were doing.
/// - The first failed child disposes its siblings.
/// - Client: Vert.x's web client by its RxJava binding. Both are 5.0.7 on the core 5.2.3, because
///   later releases were not in the registry.
/// - Not the default: failures after a disposal go to a handler that drops them, because the
///   default handler prints each; `await` also waits for the scheduler's threads, because a
///   disposal gets no answer.
///
/// Follows the Javadoc of `Completable` and `Schedulers` (reactivex.io/RxJava/3.x/javadoc).
public final class RxJava implements Backend<Completable> {
  private final Scheduler scheduler;

  public RxJava() {
    // Without this handler, failures after a disposal are printed.
    RxJavaPlugins.setErrorHandler(_ -> {});
    Schedulers.start();
    scheduler = Schedulers.computation();
  }

  @Override
  public Completable sleep(Duration delay) {
    return Completable.timer(delay.toNanos(), TimeUnit.NANOSECONDS, scheduler);
  }

  @Override
  public Completable call(Action action) {
    return Completable.fromAction(action::run);
  }

  @Override
  public Completable blocking(Action action) {
    return call(action).subscribeOn(Schedulers.io());
  }

  @Override
  public Completable timed(Completable operation, LongConsumer nanos) {
    return Completable.defer(() -> {
      long start = System.nanoTime();
      return operation.doOnComplete(() -> nanos.accept(System.nanoTime() - start));
    });
  }

  @Override
  public Completable after(Completable operation, Runnable code) {
    return operation.doOnComplete(code::run);
  }

  @Override
  public Completable repeat(int times, IntFunction<Completable> operation) {
    return Flowable.range(0, times).concatMapCompletable(operation::apply);
  }

  @Override
  public Completable all(int tasks, IntFunction<Completable> child) {
    return Flowable.range(0, tasks)
        .flatMapCompletable(i -> child.apply(i).subscribeOn(scheduler), false, Math.max(1, tasks));
  }

  @Override
  public Completable onCancel(Completable operation, Runnable teardown) {
    return Completable.defer(() -> {
      // Operators also dispose what has already ended.
      var ended = new AtomicBoolean();
      return operation
          .doOnTerminate(() -> ended.set(true))
          .doOnDispose(() -> {
            if (!ended.getAndSet(true)) teardown.run();
          });
    });
  }

  /// Vert.x's web client has a binding. The JDK's client is called by `fromCompletionStage`. A
  /// disposal reaches neither of them.
  @Override
  public Http<Completable> http(Http.Client client, Http.Endpoint server) {
    return switch (client) {
      case OWN -> new VertxRxClient(server);
      case SAME ->
          JdkClient.bridged(
              server,
              send -> Completable.defer(() -> Completable.fromCompletionStage(send.get())),
              // An emitter, because the stage has to hear of a disposal, and its own failure
              // that follows from that is none.
              send ->
                  Completable.create(emitter -> {
                    var sent = send.get();
                    emitter.setCancellable(() -> sent.cancel(true));
                    sent.whenComplete((_, failure) -> {
                      if (failure == null) emitter.onComplete();
                      else emitter.tryOnError(failure);
                    });
                  }));
      case WIRE -> throw Http.noSockets();
    };
  }

  @Override
  public Running start(Completable program) {
    var running = new Subscribed(this::settle);
    var subscription =
        program.subscribeOn(scheduler).subscribe(running::succeeded, running::failed);
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
    return Runtime.getRuntime().availableProcessors();
  }

  @Override
  public void close() {
    Schedulers.shutdown();
  }
}
