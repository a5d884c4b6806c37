//SOURCES ../Plain.java
//SOURCES ../Running.java
//SOURCES ../RxJava.java
//SOURCES ../Stages.java
//SOURCES ../Subscribed.java
//SOURCES ../Unsupported.java

package backend.plain;

import module java.base;

import backend.Plain;
import backend.Running;
import backend.RxJava;
import backend.Stages;
import backend.Subscribed;
import backend.Unsupported;
import io.reactivex.rxjava3.core.Completable;
import io.reactivex.rxjava3.core.Flowable;
import io.reactivex.rxjava3.core.Single;
import io.reactivex.rxjava3.plugins.RxJavaPlugins;
import io.reactivex.rxjava3.schedulers.Schedulers;

/// RxJava as its users have it. A disposal is a signal without an answer, so nothing waits for what
/// it stops. Failures that reach nobody go to a plugin, which prints them by default and hands them
/// to the thread's handler.
///
/// Follows the Javadoc of `Completable` and github.com/ReactiveX/RxJava/wiki, "What's different in
/// 2.0", "Error handling".
public final class PlainRxJava extends Plain<Completable> {

  /// The handler of late failures is the default again, which the adapter has replaced.
  public PlainRxJava() {
    super(new RxJava());
    RxJavaPlugins.setErrorHandler(null);
  }

  @Override
  public Running start(Completable program) {
    var running = new Subscribed(() -> {});
    var subscription =
        program
            .subscribeOn(Schedulers.computation())
            .subscribe(running::succeeded, running::failed);
    return running.to(subscription::dispose);
  }

  @Override
  public Completable then(Completable first, Completable second) {
    return first.andThen(second);
  }

  /// `timeout`. It disposes the operation, and waits for nothing.
  @Override
  public Completable timeout(Completable operation, Duration limit) {
    return operation.timeout(limit.toNanos(), TimeUnit.NANOSECONDS);
  }

  /// The first value of a `flatMapSingle` that delays failures, because `amb` ends with the first
  /// signal, also if that is a failure. It disposes the losers, and waits for nothing.
  @Override
  public Completable race(int racers, IntFunction<Completable> racer) {
    return Flowable.range(0, racers)
        .flatMapSingle(
            i -> racer.apply(i).subscribeOn(Schedulers.computation()).toSingleDefault(i),
            true,
            racers)
        .firstOrError()
        .ignoreElement();
  }

  /// `cache`. Its documentation says that the source can then not be disposed.
  @Override
  public Completable shield(Completable operation) {
    return Completable.defer(operation::cache);
  }

  @Override
  public Completable detach(Completable operation) {
    return Completable.fromAction(
        () -> operation.subscribeOn(Schedulers.computation()).subscribe());
  }

  @Override
  public Completable caught(Completable operation, Consumer<Throwable> seen) {
    return operation.onErrorResumeNext(failure -> {
      seen.accept(failure);
      return Completable.complete();
    });
  }

  @Override
  public Channel<Completable> channel(int capacity) {
    throw new Unsupported(
        "no send that waits; a processor grows, or is bounded and for one sender at a time");
  }

  @Override
  public Limiter<Completable> limiter(int permits) {
    throw new Unsupported("no semaphore; the limit of a flatMap is for its own stream");
  }

  @Override
  public Local<Completable> local() {
    throw new Unsupported("no context; a stream carries nothing but its items");
  }

  /// A `Flowable` whose asynchronous stage is a `flatMapSingle`: one `Single` for each item,
  /// subscribed on `Schedulers.computation()`.
  @Override
  public Completable stream(Stages stages) {
    return Flowable.range(0, stages.items())
        .map(stages.source()::applyAsInt)
        .map(stages.map()::applyAsInt)
        .filter(stages.filter()::test)
        .flatMapSingle(item -> request(stages, item), false, stages.parallelism())
        .buffer(stages.batch())
        .doOnNext(batch -> batch.forEach(stages.sink()::accept))
        .ignoreElements();
  }

  private static Single<Integer> request(Stages stages, int item) {
    return stages.delay().isZero()
        ? Single.fromCallable(() -> stages.request().applyAsInt(item))
            .subscribeOn(Schedulers.computation())
        : Single.timer(stages.delay().toNanos(), TimeUnit.NANOSECONDS)
            .map(_ -> stages.request().applyAsInt(item));
  }

  @Override
  public void listen(Consumer<Throwable> lost) {
    RxJavaPlugins.setErrorHandler(lost::accept);
  }

  @Override
  public void close() {
    RxJavaPlugins.setErrorHandler(null);
    super.close();
  }
}
