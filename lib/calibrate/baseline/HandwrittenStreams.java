//DEPS io.projectreactor:reactor-core:3.8.8
//DEPS io.reactivex.rxjava3:rxjava:3.1.12
//DEPS io.smallrye.reactive:mutiny:3.3.0
//SOURCES ../../backend/Action.java

package calibrate.baseline;

import module java.base;

import backend.Action;
import io.reactivex.rxjava3.core.Completable;
import io.reactivex.rxjava3.core.Flowable;
import io.reactivex.rxjava3.schedulers.Schedulers;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import reactor.core.publisher.Mono;

/// The baseline: `task_spawn` written by hand with libraries of reactive streams.
final class HandwrittenStreams {
  private HandwrittenStreams() {}

  static Action reactor(int tasks, Duration sleep) {
    var scheduler = reactor.core.scheduler.Schedulers.parallel();
    return () -> {
      var children = new ArrayList<Mono<Long>>(tasks);
      for (int i = 0; i < tasks; i++) children.add(Mono.delay(sleep).subscribeOn(scheduler));
      Mono.when(children).subscribeOn(scheduler).block();
    };
  }

  static Action rxjava(int tasks, Duration sleep) {
    var scheduler = Schedulers.computation();
    return () ->
        Flowable.range(0, tasks)
            .flatMapCompletable(
                _ ->
                    Completable.timer(sleep.toNanos(), TimeUnit.NANOSECONDS).subscribeOn(scheduler),
                false,
                tasks)
            .subscribeOn(scheduler)
            .blockingAwait();
  }

  static Action mutiny(int tasks, Duration sleep) {
    var executor = Infrastructure.getDefaultExecutor();
    return () -> {
      var join = Uni.join().<Void>builder();
      for (int i = 0; i < tasks; i++)
        join.add(
            Uni.createFrom().voidItem().onItem().delayIt().by(sleep).runSubscriptionOn(executor));
      join.joinAll().andFailFast().runSubscriptionOn(executor).await().indefinitely();
    };
  }
}
