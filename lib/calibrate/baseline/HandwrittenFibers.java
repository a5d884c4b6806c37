//DEPS com.softwaremill.jox:structured:0.5.0
//DEPS dev.zio:zio_3:2.1.26
//DEPS org.jetbrains.kotlinx:kotlinx-coroutines-core-jvm:1.11.0
//DEPS org.typelevel:cats-effect_3:3.7.1
//SOURCES ../../backend/Action.java
//SOURCES ../../backend/CatsEffect.java

package calibrate.baseline;

import module java.base;

import backend.Action;
import backend.CatsEffect;
import cats.effect.IO;
import cats.effect.IO$;
import cats.effect.kernel.Fiber;
import cats.effect.unsafe.IORuntime;
import com.softwaremill.jox.structured.Scopes;
import kotlin.Unit;
import kotlin.coroutines.Continuation;
import kotlin.coroutines.EmptyCoroutineContext;
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

/// The baseline: `task_spawn` written by hand with libraries of fibers and coroutines.
final class HandwrittenFibers {
  private HandwrittenFibers() {}

  static Action jox(int tasks, Duration sleep) {
    return () ->
        Scopes.supervised(scope -> {
          for (int i = 0; i < tasks; i++) {
            scope.forkUser(() -> {
              Thread.sleep(sleep);
              return null;
            });
          }
          return null;
        });
  }

  @SuppressWarnings("unchecked")
  static Action kotlin(int tasks, Duration sleep) {
    long millis = sleep.plusNanos(999_999).toMillis();
    return () ->
        BuildersKt.runBlocking(
            Dispatchers.getDefault(),
            (scope, _) -> {
              for (int i = 0; i < tasks; i++)
                BuildersKt.launch(
                    scope,
                    EmptyCoroutineContext.INSTANCE,
                    CoroutineStart.DEFAULT,
                    (_, caller) -> DelayKt.delay(millis, (Continuation<Unit>) caller));
              return Unit.INSTANCE;
            });
  }

  private static final class Fibers {
    static final IORuntime RUNTIME = CatsEffect.runtime();
  }

  static Action catsEffect(int tasks, Duration sleep) {
    var delay = IO$.MODULE$.sleep(new FiniteDuration(sleep.toNanos(), TimeUnit.NANOSECONDS));
    return () -> {
      var fibers = new ArrayList<Fiber<?, Throwable, BoxedUnit>>(tasks);
      start(tasks, delay, fibers).flatMap(_ -> join(0, fibers)).unsafeRunSync(Fibers.RUNTIME);
    };
  }

  @SuppressWarnings("rawtypes") // the fibers of Scala
  private static IO<BoxedUnit> start(
      int tasks, IO<BoxedUnit> delay, List<Fiber<?, Throwable, BoxedUnit>> fibers) {
    if (tasks == 0) return IO$.MODULE$.unit();
    return delay
        .start()
        .flatMap(fiber -> {
          fibers.add(fiber);
          return start(tasks - 1, delay, fibers);
        });
  }

  private static IO<?> join(int i, List<Fiber<?, Throwable, BoxedUnit>> fibers) {
    return i == fibers.size()
        ? IO$.MODULE$.unit()
        : ((IO<?>) fibers.get(i).join()).flatMap(_ -> join(i + 1, fibers));
  }

  private static final Object TRACE = Trace.empty();

  static Action zio(zio.Runtime<Object> runtime, int tasks, Duration sleep) {
    var delay = ZIO.sleep(() -> sleep, TRACE);
    return () -> {
      var fibers = new ArrayList<zio.Fiber<?, ?>>(tasks);
      runtime
          .unsafe()
          .run(
              fork(tasks, delay, fibers).flatMap(_ -> join(fibers), TRACE), TRACE, Unsafe.unsafe());
    };
  }

  private static ZIO<Object, Nothing$, BoxedUnit> fork(
      int tasks, ZIO<Object, Nothing$, BoxedUnit> delay, List<zio.Fiber<?, ?>> fibers) {
    if (tasks == 0) return ZIO$.MODULE$.unit();
    return delay
        .fork(TRACE)
        .flatMap(
            fiber -> {
              fibers.add(fiber);
              return fork(tasks - 1, delay, fibers);
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
