//SOURCES ../Action.java
//SOURCES ../Mutiny.java
//SOURCES ../Plain.java
//SOURCES ../Running.java
//SOURCES ../Stages.java
//SOURCES ../Subscribed.java
//SOURCES ../Unsupported.java

package backend.plain;

import module java.base;

import backend.Action;
import backend.Mutiny;
import backend.Plain;
import backend.Running;
import backend.Stages;
import backend.Subscribed;
import backend.Unsupported;
import io.smallrye.mutiny.Context;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.smallrye.mutiny.unchecked.Unchecked;

/// SmallRye Mutiny as its users have it. A cancellation is a signal without an answer, so nothing
/// waits for what it stops. Failures that reach nobody go to a handler, which prints them by
/// default. Children are joined without the adapter's remedy for cancellations that get lost.
///
/// Follows smallrye.io/smallrye-mutiny, "Joining several unis", "How to handle timeouts?", "Context
/// passing" and "How to deal with dropped exceptions?".
public final class PlainMutiny extends Plain<Uni<Void>> {

  /// The handler of dropped failures is the default again, which the adapter has replaced.
  public PlainMutiny() {
    super(new Mutiny());
    Infrastructure.resetDroppedExceptionHandler();
  }

  /// `Uni.createFrom().item()`. The code runs when the subscriber has its subscription, which is
  /// why a cancellation meanwhile reaches it.
  @Override
  public Uni<Void> call(Action action) {
    return Uni.createFrom()
        .item(
            Unchecked.supplier(() -> {
              action.run();
              return null;
            }));
  }

  /// `runSubscriptionOn`, with the default executor.
  @Override
  public Uni<Void> blocking(Action action) {
    return call(action).runSubscriptionOn(Infrastructure.getDefaultExecutor());
  }

  /// A task of its own: the subscription runs on the default executor.
  private static Uni<Void> task(Supplier<Uni<Void>> body) {
    return Uni.createFrom()
        .deferred(body::get)
        .runSubscriptionOn(Infrastructure.getDefaultExecutor());
  }

  @Override
  public Uni<Void> all(int tasks, IntFunction<Uni<Void>> child) {
    return Uni.createFrom()
        .deferred(() -> {
          var join = Uni.join().<Void>builder();
          for (int task = 0; task < tasks; task++) {
            int i = task;
            join.add(task(() -> child.apply(i)));
          }
          return join.joinAll().andFailFast().replaceWithVoid();
        });
  }

  @Override
  public Running start(Uni<Void> program) {
    var running = new Subscribed(() -> {});
    var subscription =
        task(() -> program).subscribe().with(_ -> running.succeeded(), running::failed);
    return running.to(subscription::cancel);
  }

  @Override
  public Uni<Void> then(Uni<Void> first, Uni<Void> second) {
    return first.chain(() -> second);
  }

  /// `ifNoItem`. It cancels the operation, and waits for nothing.
  @Override
  public Uni<Void> timeout(Uni<Void> operation, Duration limit) {
    return operation.ifNoItem().after(limit).fail();
  }

  /// `Uni.join().first().withItem()`. It cancels the losers, and waits for nothing.
  @Override
  public Uni<Void> race(int racers, IntFunction<Uni<Void>> racer) {
    return Uni.createFrom()
        .deferred(() -> {
          var all = IntStream.range(0, racers).mapToObj(i -> task(() -> racer.apply(i))).toList();
          return Uni.join().first(all).withItem();
        });
  }

  /// `memoize`. It does not pass a cancellation on, which its documentation does not say.
  @Override
  public Uni<Void> shield(Uni<Void> operation) {
    return Uni.createFrom().deferred(() -> operation.memoize().indefinitely());
  }

  @Override
  public Uni<Void> detach(Uni<Void> operation) {
    return call(() -> task(() -> operation).subscribe().with(_ -> {}));
  }

  @Override
  public Uni<Void> caught(Uni<Void> operation, Consumer<Throwable> seen) {
    return operation
        .onFailure()
        .recoverWithItem(failure -> {
          seen.accept(failure);
          return null;
        });
  }

  @Override
  public Channel<Uni<Void>> channel(int capacity) {
    throw new Unsupported(
        "no send that waits; a full processor fails its subscriber, and tells the sender nothing");
  }

  @Override
  public Limiter<Uni<Void>> limiter(int permits) {
    throw new Unsupported("no semaphore; usingConcurrencyOf limits one join only");
  }

  /// Mutiny's `Context`. The subscription has one, which all its parts change. The value is
  /// therefore taken away when the operation has ended, but concurrent tasks see it until then.
  @Override
  public Local<Uni<Void>> local() {
    var key = new Object();
    return new Local<>() {
      @Override
      public Uni<Void> with(Object value, Uni<Void> operation) {
        return operation.withContext((inside, context) -> {
          var before = context.getOrElse(key, () -> null);
          context.put(key, value);
          return inside.onTermination().invoke(() -> restore(context, before));
        });
      }

      private void restore(Context context, Object before) {
        if (before == null) context.delete(key);
        else context.put(key, before);
      }

      @Override
      public Uni<Void> read(Consumer<Object> reader) {
        return Uni.createFrom()
            .context(context -> call(() -> reader.accept(context.getOrElse(key, () -> null))));
      }

      @Override
      public Optional<String> shared() {
        return Optional.of("the tasks of a subscription share its context");
      }
    };
  }

  /// A `Multi` whose asynchronous stage is a `transformToUni` that merges: one `Uni` for each item,
  /// whose subscription runs on the default executor.
  @Override
  public Uni<Void> stream(Stages stages) {
    return Multi.createFrom()
        .range(0, stages.items())
        .map(stages.source()::applyAsInt)
        .map(stages.map()::applyAsInt)
        .filter(stages.filter()::test)
        .onItem()
        .transformToUni(item -> request(stages, item))
        .merge(stages.parallelism())
        .group()
        .intoLists()
        .of(stages.batch())
        .invoke(batch -> batch.forEach(stages.sink()::accept))
        .onItem()
        .ignoreAsUni();
  }

  private static Uni<Integer> request(Stages stages, int item) {
    return stages.delay().isZero()
        ? Uni.createFrom()
            .item(() -> stages.request().applyAsInt(item))
            .runSubscriptionOn(Infrastructure.getDefaultExecutor())
        : Uni.createFrom()
            .item(item)
            .onItem()
            .delayIt()
            .by(stages.delay())
            .map(stages.request()::applyAsInt);
  }

  @Override
  public void listen(Consumer<Throwable> lost) {
    Infrastructure.setDroppedExceptionHandler(lost);
  }

  @Override
  public void close() {
    Infrastructure.resetDroppedExceptionHandler();
    super.close();
  }
}
