//DEPS org.typelevel:cats-effect_3:3.7.1
//SOURCES Action.java
//SOURCES Backend.java
//SOURCES Http.java
//SOURCES Program.java
//SOURCES Running.java
//SOURCES http/EmberClient.java
//SOURCES http/JdkClient.java

package backend;

import module java.base;

import backend.http.EmberClient;
import backend.http.JdkClient;
import cats.effect.IO;
import cats.effect.IO$;
import cats.effect.kernel.Fiber;
import cats.effect.kernel.Outcome;
import cats.effect.unsafe.IORuntime;
import cats.effect.unsafe.Scheduler$;
import scala.Function0;
import scala.concurrent.duration.FiniteDuration;
import scala.jdk.javaapi.FutureConverters;
import scala.runtime.BoxedUnit;

/// Cats Effect, called from Java: an operation is an `IO`.
///
/// - A task is a fiber (`start`, `join`) on the work-stealing pool of a runtime, which has one
///   thread per processor, and not less than two. `parTraverse_` would start two fibers for each
///   child. `parTraverseN_` would ask for a child only inside of its fiber.
/// - Timer: `IO.sleep`, in nanoseconds, on a scheduling thread of its own ({@link #runtime}
///   explains why it is not on the workers).
/// - Cancellation: `Fiber.cancel`, which waits for finalizers. The fibers of children are cancelled
///   together and joined. `await` returns after the last one.
/// - A failed child is noticed when it is its turn to be joined. Then its siblings are cancelled.
/// - Client: http4s on Ember, called from Java.
/// - Not the default: timers run on a scheduling thread instead of the workers, because a pool with
///   its timers on the workers hangs when many timers wake it at once (cats-effect issue 4674).
///
/// Follows typelevel.org/cats-effect/docs/tutorial and docs/typeclasses/spawn.
public final class CatsEffect implements Backend<IO<Object>> {

  private static final IO$ IO = IO$.MODULE$;
  private static final Object UNIT = BoxedUnit.UNIT;
  private static final IO<Object> DONE = any(IO.unit());

  private final IORuntime runtime;

  /// A fiber that fails before it is joined is not reported.
  public CatsEffect() {
    this(false, Throwable::printStackTrace);
  }

  /// @param reporter hears of fibers that fail before they are joined; the default prints
  public CatsEffect(Consumer<Throwable> reporter) {
    this(true, reporter);
  }

  private CatsEffect(boolean reports, Consumer<Throwable> reporter) {
    System.setProperty("cats.effect.report.unhandledFiberErrors", "" + reports);
    runtime = runtime(reporter);
  }

  /// The default runtime, except for its timers. By default, the timers live on the workers. A
  /// worker that fires some hundreds of timers while it looks for work takes more from the shared
  /// queue than its own queue has room for. It then waits for ever (cats-effect issue 4674 has the
  /// stack trace; seen here with 3.6.3 and 3.7.1, within seconds). A cancelled timer is removed
  /// before it is due, as in the default runtime.
  public static IORuntime runtime() {
    return runtime(Throwable::printStackTrace);
  }

  private static IORuntime runtime(Consumer<Throwable> reporter) {
    var timers =
        new ScheduledThreadPoolExecutor(
            1, Thread.ofPlatform().daemon().name("io-scheduler").factory());
    timers.setRemoveOnCancelPolicy(true);
    Function0<BoxedUnit> shutdown =
        () -> {
          timers.shutdown();
          return BoxedUnit.UNIT;
        };
    return IORuntime.builder()
        .setScheduler(Scheduler$.MODULE$.fromScheduledExecutor(timers), shutdown)
        .setFailureReporter(failure -> {
          reporter.accept(failure);
          return BoxedUnit.UNIT;
        })
        .build();
  }

  /// `IO` is covariant, but Java does not know that.
  @SuppressWarnings("unchecked")
  private static IO<Object> any(IO<?> io) {
    return (IO<Object>) io;
  }

  @Override
  public IO<Object> sleep(Duration delay) {
    return any(IO.sleep(new FiniteDuration(delay.toNanos(), TimeUnit.NANOSECONDS)));
  }

  @Override
  public IO<Object> call(Action action) {
    return IO.delay(() -> run(action));
  }

  @Override
  public IO<Object> blocking(Action action) {
    return IO.blocking(() -> run(action));
  }

  private static Object run(Action action) {
    try {
      action.run();
      return UNIT;
    } catch (Exception failure) {
      throw Backend.<RuntimeException>sneaky(failure);
    }
  }

  @Override
  public IO<Object> timed(IO<Object> operation, LongConsumer nanos) {
    return operation
        .timed()
        .map(timed -> {
          nanos.accept(timed._1().toNanos());
          return UNIT;
        });
  }

  @Override
  public IO<Object> after(IO<Object> operation, Runnable code) {
    return operation.map(_ -> {
      code.run();
      return UNIT;
    });
  }

  @Override
  public IO<Object> repeat(int times, IntFunction<IO<Object>> operation) {
    return step(0, times, operation);
  }

  private static IO<Object> step(int i, int times, IntFunction<IO<Object>> operation) {
    return i == times
        ? DONE
        : IO.defer(() -> operation.apply(i)).flatMap(_ -> step(i + 1, times, operation));
  }

  @Override
  public IO<Object> onCancel(IO<Object> operation, Runnable teardown) {
    return operation.onCancel(
        IO.delay(() -> {
          teardown.run();
          return BoxedUnit.UNIT;
        }));
  }

  @Override
  @SuppressWarnings("rawtypes") // a type argument that is itself generic, as in `Outcome[IO, ...]`
  public IO<Object> all(int tasks, IntFunction<IO<Object>> child) {
    return IO.defer(() -> {
      var fibers = new ArrayList<Fiber<?, Throwable, Object>>(tasks);
      var cancel =
          IO.defer(() ->
              repeat(fibers.size(), i -> any(any((IO<?>) fibers.get(i).cancel()).start()))
                  .flatMap(_ -> repeat(fibers.size(), i -> any((IO<?>) fibers.get(i).join()))));
      // The whole operation is uncancelable, because a fiber must not be lost between its start and
      // its place in the list.
      return spawn(0, tasks, child, fibers)
          .uncancelable()
          .flatMap(_ -> join(0, fibers))
          .guaranteeCase(outcome ->
              outcome instanceof Outcome.Succeeded ? IO.unit() : cancel.as(BoxedUnit.UNIT));
    });
  }

  @SuppressWarnings("rawtypes") // the same: `Fiber[IO, ...]`
  private static IO<Object> spawn(
      int i, int tasks, IntFunction<IO<Object>> child, List<Fiber<?, Throwable, Object>> fibers) {
    if (i == tasks) return DONE;
    return child
        .apply(i)
        .start()
        .flatMap(fiber -> {
          fibers.add(fiber);
          return spawn(i + 1, tasks, child, fibers);
        });
  }

  private static IO<Object> join(int i, List<Fiber<?, Throwable, Object>> fibers) {
    if (i == fibers.size()) return DONE;
    return any((IO<?>) fibers.get(i).join())
        .flatMap(outcome ->
            switch (outcome) {
              case Outcome.Errored<?, ?, ?> errored -> IO.raiseError((Throwable) errored.e());
              default -> join(i + 1, fibers);
            });
  }

  @Override
  public Http<IO<Object>> http(Http.Client client, Http.Endpoint server) {
    return switch (client) {
      case OWN -> new EmberClient(runtime, server);
      case SAME ->
          JdkClient.bridged(server, send -> any(IO.fromCompletableFuture(IO.delay(send::get))));
      case WIRE -> throw Http.noSockets();
    };
  }

  @Override
  public Running start(IO<Object> program) {
    var started = program.unsafeToFutureCancelable(runtime);
    var ended = FutureConverters.asJava(started._1()).toCompletableFuture();
    return new Program(ended, () -> started._2().apply());
  }

  @Override
  public int parallelism() {
    return Math.max(2, Runtime.getRuntime().availableProcessors());
  }

  @Override
  public void close() {
    runtime.shutdown().apply();
  }
}
