//SOURCES ../Plain.java
//SOURCES ../Reactor.java
//SOURCES ../Running.java
//SOURCES ../Stages.java
//SOURCES ../Subscribed.java
//SOURCES ../Unsupported.java

package backend.plain;

import module java.base;

import backend.Plain;
import backend.Reactor;
import backend.Running;
import backend.Stages;
import backend.Subscribed;
import backend.Unsupported;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Hooks;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Schedulers;
import reactor.util.Loggers;

/// Project Reactor as its users have it. A cancellation is a signal without an answer, so nothing
/// waits for what it stops. Failures that reach nobody go to a hook, which logs them by default.
///
/// Follows the Javadoc of `Mono`, `Sinks` and `Hooks`, and projectreactor.io/docs/core/release/
/// reference, "Adding a Context to a Reactive Sequence".
public final class PlainReactor extends Plain<Mono<?>> {

  /// The loggers are those that Reactor takes where no binding of SLF4J is on the class path.
  public PlainReactor() {
    Loggers.useConsoleLoggers();
    super(new Reactor());
    Hooks.resetOnErrorDropped();
  }

  @Override
  public Running start(Mono<?> program) {
    var running = new Subscribed(() -> {});
    var subscription =
        program
            .subscribeOn(Schedulers.parallel())
            .subscribe(_ -> {}, running::failed, running::succeeded);
    return running.to(subscription::dispose);
  }

  @Override
  public Mono<?> then(Mono<?> first, Mono<?> second) {
    return first.then(second);
  }

  /// `timeout`. It cancels the operation, and waits for nothing.
  @Override
  public Mono<?> timeout(Mono<?> operation, Duration limit) {
    return operation.timeout(limit);
  }

  /// `firstWithValue`. It cancels the losers, and waits for nothing. If all fail, it fails with an
  /// exception of its own, whose cause holds the failures.
  @Override
  public Mono<?> race(int racers, IntFunction<Mono<?>> racer) {
    return Mono.defer(() -> {
      var all = new ArrayList<Mono<Integer>>(racers);
      for (int i = 0; i < racers; i++)
        all.add(racer.apply(i).subscribeOn(Schedulers.parallel()).thenReturn(i));
      return Mono.firstWithValue(all);
    });
  }

  /// `cache`. Its documentation says that this process cannot be cancelled.
  @Override
  public Mono<?> shield(Mono<?> operation) {
    return Mono.defer(operation::cache);
  }

  @Override
  public Mono<?> detach(Mono<?> operation) {
    return Mono.fromRunnable(() -> operation.subscribeOn(Schedulers.parallel()).subscribe());
  }

  @Override
  public Mono<?> caught(Mono<?> operation, Consumer<Throwable> seen) {
    return operation.onErrorResume(failure -> {
      seen.accept(failure);
      return Mono.empty();
    });
  }

  /// A sink for one subscriber, with a bounded queue. A send into a full queue does not wait: it
  /// fails with the sink's `EmitResult`.
  @Override
  public Channel<Mono<?>> channel(int capacity) {
    if (capacity == 0) throw new Unsupported("a sink cannot wait for its subscriber");
    var sink = Sinks.many().unicast().onBackpressureBuffer(new ArrayBlockingQueue<>(capacity));
    return new Channel<>() {
      @Override
      public Mono<?> send(Object message) {
        return Mono.fromRunnable(() -> sink.tryEmitNext(message).orThrow());
      }

      @Override
      public Mono<?> receive(Consumer<Object> receiver) {
        throw new Unsupported("a sink has a subscriber of all messages, no receivers of one");
      }
    };
  }

  @Override
  public Limiter<Mono<?>> limiter(int permits) {
    throw new Unsupported("no semaphore; the limit of a flatMap is for its own stream");
  }

  /// Reactor's `Context`, which a subscription carries upwards.
  @Override
  public Local<Mono<?>> local() {
    var key = new Object();
    return new Local<>() {
      @Override
      public Mono<?> with(Object value, Mono<?> operation) {
        return operation.contextWrite(context -> context.put(key, value));
      }

      @Override
      public Mono<?> read(Consumer<Object> reader) {
        return Mono.deferContextual(context -> {
          reader.accept(context.getOrDefault(key, null));
          return Mono.empty();
        });
      }
    };
  }

  /// A `Flux` whose asynchronous stage is a `flatMap`: one `Mono` for each item, subscribed on
  /// `Schedulers.parallel()`.
  @Override
  public Mono<?> stream(Stages stages) {
    return Flux.range(0, stages.items())
        .map(stages.source()::applyAsInt)
        .map(stages.map()::applyAsInt)
        .filter(stages.filter()::test)
        .flatMap(item -> request(stages, item), stages.parallelism())
        .buffer(stages.batch())
        .doOnNext(batch -> batch.forEach(stages.sink()::accept))
        .then();
  }

  private static Mono<Integer> request(Stages stages, int item) {
    return stages.delay().isZero()
        ? Mono.fromCallable(() -> stages.request().applyAsInt(item))
            .subscribeOn(Schedulers.parallel())
        : Mono.delay(stages.delay()).map(_ -> stages.request().applyAsInt(item));
  }

  @Override
  public void listen(Consumer<Throwable> lost) {
    Hooks.onErrorDropped(lost);
  }

  @Override
  public void close() {
    Hooks.resetOnErrorDropped();
    super.close();
  }
}
