//DEPS com.softwaremill.jox:structured:0.5.0
//DEPS dev.zio:zio_3:2.1.26
//DEPS org.jetbrains.kotlinx:kotlinx-coroutines-core-jvm:1.11.0
//DEPS org.typelevel:cats-effect_3:3.7.1
//SOURCES Recording.java
//SOURCES ../backend/CatsEffect.java

package bench;

import module java.base;

import backend.Action;
import backend.CatsEffect;
import cats.effect.IO;
import cats.effect.IO$;
import cats.effect.kernel.Fiber;
import cats.effect.unsafe.IORuntime;
import com.softwaremill.jox.structured.Scopes;
import kotlin.ResultKt;
import kotlin.Unit;
import kotlin.coroutines.Continuation;
import kotlin.coroutines.EmptyCoroutineContext;
import kotlin.coroutines.intrinsics.IntrinsicsKt;
import kotlin.coroutines.jvm.internal.ContinuationImpl;
import kotlinx.coroutines.BuildersKt;
import kotlinx.coroutines.CoroutineStart;
import kotlinx.coroutines.DelayKt;
import kotlinx.coroutines.Dispatchers;
import scala.concurrent.duration.FiniteDuration;
import scala.runtime.BoxedUnit;
import scala.runtime.Nothing$;
import zio.Trace;
import zio.Unsafe;
import zio.ZIO;
import zio.ZIO$;

/// `task_spawn` by hand on libraries of fibers and coroutines.
final class HandwrittenFibers {
  private HandwrittenFibers() {}

  static Action jox(int tasks, Duration sleep, Recording recording) {
    return () ->
        Scopes.supervised(scope -> {
          for (int i = 0; i < tasks; i++) {
            var told = recording.asked(i, sleep);
            scope.forkUser(() -> {
              long start = System.nanoTime();
              Thread.sleep(sleep);
              told.accept(System.nanoTime() - start);
              return null;
            });
          }
          return null;
        });
  }

  /// What the Kotlin compiler makes of `{ val start = nanoTime(); delay(millis); told(nanoTime() - start) }`.
  private static final class Sleeper extends ContinuationImpl {
    private static final long serialVersionUID = 1;
    private final long millis;
    private final transient LongConsumer told;
    private final long start = System.nanoTime();
    private boolean slept;

    @SuppressWarnings("unchecked")
    Sleeper(Continuation<? super Unit> caller, long millis, LongConsumer told) {
      super((Continuation<Object>) (Continuation<?>) caller);
      this.millis = millis;
      this.told = told;
    }

    @Override
    @SuppressWarnings("unchecked")
    protected Object invokeSuspend(Object result) {
      ResultKt.throwOnFailure(result);
      if (!slept) {
        slept = true;
        var delayed = DelayKt.delay(millis, (Continuation<Unit>) (Continuation<?>) this);
        if (delayed == IntrinsicsKt.getCOROUTINE_SUSPENDED()) return delayed;
      }
      told.accept(System.nanoTime() - start);
      return Unit.INSTANCE;
    }
  }

  static Action kotlin(int tasks, Duration sleep, Recording recording) {
    long millis = sleep.plusNanos(999_999).toMillis();
    return () ->
        BuildersKt.runBlocking(
            Dispatchers.getDefault(),
            (scope, _) -> {
              for (int i = 0; i < tasks; i++) {
                var told = recording.asked(i, sleep);
                BuildersKt.launch(
                    scope,
                    EmptyCoroutineContext.INSTANCE,
                    CoroutineStart.DEFAULT,
                    (_, caller) -> new Sleeper(caller, millis, told).invokeSuspend(Unit.INSTANCE));
              }
              return Unit.INSTANCE;
            });
  }

  private static final class Fibers {
    static final IORuntime RUNTIME = CatsEffect.runtime();
  }

  static Action catsEffect(int tasks, Duration sleep, Recording recording) {
    var delay = IO$.MODULE$.sleep(new FiniteDuration(sleep.toNanos(), TimeUnit.NANOSECONDS));
    return () -> {
      var fibers = new ArrayList<Fiber<?, Throwable, BoxedUnit>>(tasks);
      start(0, tasks, delay, sleep, recording, fibers)
          .flatMap(_ -> join(0, fibers))
          .unsafeRunSync(Fibers.RUNTIME);
    };
  }

  @SuppressWarnings("rawtypes") // the fibers of Scala
  private static IO<BoxedUnit> start(
      int i,
      int tasks,
      IO<BoxedUnit> delay,
      Duration sleep,
      Recording recording,
      List<Fiber<?, Throwable, BoxedUnit>> fibers) {
    if (i == tasks) return IO$.MODULE$.unit();
    var told = recording.asked(i, sleep);
    return delay
        .timed()
        .map(timed -> {
          told.accept(timed._1().toNanos());
          return BoxedUnit.UNIT;
        })
        .start()
        .flatMap(fiber -> {
          fibers.add(fiber);
          return start(i + 1, tasks, delay, sleep, recording, fibers);
        });
  }

  private static IO<?> join(int i, List<Fiber<?, Throwable, BoxedUnit>> fibers) {
    return i == fibers.size()
        ? IO$.MODULE$.unit()
        : ((IO<?>) fibers.get(i).join()).flatMap(_ -> join(i + 1, fibers));
  }

  private static final Object TRACE = Trace.empty();

  static Action zio(zio.Runtime<Object> runtime, int tasks, Duration sleep, Recording recording) {
    return () -> {
      var fibers = new ArrayList<zio.Fiber<?, ?>>(tasks);
      runtime
          .unsafe()
          .run(
              fork(0, tasks, sleep, recording, fibers).flatMap(_ -> join(fibers), TRACE),
              TRACE,
              Unsafe.unsafe());
    };
  }

  private static ZIO<Object, Nothing$, BoxedUnit> fork(
      int i, int tasks, Duration sleep, Recording recording, List<zio.Fiber<?, ?>> fibers) {
    if (i == tasks) return ZIO$.MODULE$.unit();
    var told = recording.asked(i, sleep);
    return ZIO.sleep(() -> sleep, TRACE)
        .timed(TRACE)
        .map(
            timed -> {
              told.accept(timed._1().toNanos());
              return timed;
            },
            TRACE)
        .fork(TRACE)
        .flatMap(
            fiber -> {
              fibers.add(fiber);
              return fork(i + 1, tasks, sleep, recording, fibers);
            },
            TRACE);
  }

  @SuppressWarnings("unchecked")
  private static ZIO<Object, Nothing$, BoxedUnit> join(List<zio.Fiber<?, ?>> fibers) {
    return ZIO.<Object, Nothing$, Integer>loopDiscard(
        () -> 0,
        i -> i < fibers.size(),
        i -> i + 1,
        i -> (ZIO<Object, Nothing$, Object>) (ZIO<?, ?, ?>) fibers.get(i).join(TRACE),
        TRACE);
  }
}
