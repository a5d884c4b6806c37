//DEPS io.projectreactor:reactor-core:3.8.8
//DEPS io.reactivex.rxjava3:rxjava:3.1.12
//DEPS io.smallrye.reactive:mutiny:3.3.0
//SOURCES Recording.java

package bench;

import module java.base;

import backend.Action;
import io.reactivex.rxjava3.core.Completable;
import io.reactivex.rxjava3.core.Flowable;
import io.reactivex.rxjava3.schedulers.Schedulers;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import reactor.core.publisher.Mono;

/// `task_spawn` by hand on libraries of reactive streams.
final class HandwrittenStreams {
  private HandwrittenStreams() {}

  static Action reactor(int tasks, Duration sleep, Recording recording) {
    var scheduler = reactor.core.scheduler.Schedulers.parallel();
    return () -> {
      var children = new ArrayList<Mono<Void>>(tasks);
      for (int task = 0; task < tasks; task++) {
        int i = task;
        children.add(
            Mono.defer(() -> {
              var told = recording.asked(i, sleep);
              return Mono.defer(
                      () -> {
                        long start = System.nanoTime();
                        return Mono.delay(sleep)
                            .doOnNext(_ -> told.accept(System.nanoTime() - start))
                            .then();
                      })
                  .subscribeOn(scheduler);
            }));
      }
      Mono.when(children).subscribeOn(scheduler).block();
    };
  }

  static Action rxjava(int tasks, Duration sleep, Recording recording) {
    var scheduler = Schedulers.computation();
    return () ->
        Flowable.range(0, tasks)
            .flatMapCompletable(
                i -> {
                  var told = recording.asked(i, sleep);
                  return Completable.defer(
                          () -> {
                            long start = System.nanoTime();
                            return Completable.timer(sleep.toNanos(), TimeUnit.NANOSECONDS)
                                .doOnComplete(() -> told.accept(System.nanoTime() - start));
                          })
                      .subscribeOn(scheduler);
                },
                false,
                tasks)
            .subscribeOn(scheduler)
            .blockingAwait();
  }

  static Action mutiny(int tasks, Duration sleep, Recording recording) {
    var executor = Infrastructure.getDefaultExecutor();
    return () -> {
      var join = Uni.join().<Void>builder();
      for (int task = 0; task < tasks; task++) {
        int i = task;
        join.add(
            Uni.createFrom()
                .deferred(() -> {
                  var told = recording.asked(i, sleep);
                  return Uni.createFrom()
                      .deferred(() -> {
                        long start = System.nanoTime();
                        return Uni.createFrom()
                            .voidItem()
                            .onItem()
                            .delayIt()
                            .by(sleep)
                            .onItem()
                            .invoke(() -> told.accept(System.nanoTime() - start));
                      })
                      .runSubscriptionOn(executor);
                }));
      }
      join.joinAll().andFailFast().runSubscriptionOn(executor).await().indefinitely();
    };
  }
}
