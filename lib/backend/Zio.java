//DEPS dev.zio:zio_3:2.1.26
//SOURCES Action.java
//SOURCES Backend.java
//SOURCES Http.java
//SOURCES Program.java
//SOURCES Running.java
//SOURCES http/JdkClient.java
//SOURCES http/ZioClient.java

package backend;

import module java.base;

import backend.http.JdkClient;
import backend.http.ZioClient;
import scala.collection.mutable.ArrayBuffer;
import scala.runtime.BoxedUnit;
import zio.Fiber;
import zio.Runtime$;
import zio.Trace;
import zio.Unsafe;
import zio.ZIO;
import zio.ZIO$;

/// ZIO, called from Java: an operation is a `ZIO` that needs no environment.
///
/// - A task is a fiber (`fork`, `join`) on the default runtime, which has as many threads as there
///   are processors. `foreachParDiscard` would ask for a child only inside of its fiber.
/// - Timer: `ZIO.sleep`, in nanoseconds, on one scheduling thread of the runtime.
/// - Cancellation: the program's fiber is interrupted. It interrupts the fibers of its children and
///   waits for their finalizers. `await` returns after the last one.
/// - A failed child is noticed when it is its turn to be joined. Then its siblings are interrupted.
/// - Client: ZIO HTTP, called from Java. As by default, it uses the kernel's own interface where it
///   can.
/// - Not the default: nothing.
///
/// Follows zio.dev/reference/fiber and zio.dev/reference/interruption.
public final class Zio implements Backend<ZIO<Object, Throwable, Object>> {

  private static final Object TRACE = Trace.empty();
  private static final Object UNIT = BoxedUnit.UNIT;

  /// The default runtime that ZIO provides.
  public static final zio.Runtime<Object> RUNTIME = defaultRuntime();

  /// `Runtime.default`, a name that cannot be written in Java.
  @SuppressWarnings("unchecked")
  private static zio.Runtime<Object> defaultRuntime() {
    try {
      var type = MethodType.methodType(zio.Runtime.class);
      var handle = MethodHandles.lookup().findVirtual(Runtime$.class, "default", type);
      return (zio.Runtime<Object>) handle.invoke(Runtime$.MODULE$);
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }

  /// `ZIO` is variant in all of its parameters, but Java does not know that.
  @SuppressWarnings("unchecked")
  private static ZIO<Object, Throwable, Object> any(ZIO<?, ?, ?> zio) {
    return (ZIO<Object, Throwable, Object>) zio;
  }

  @Override
  public ZIO<Object, Throwable, Object> sleep(Duration delay) {
    return any(ZIO.sleep(() -> delay, TRACE));
  }

  @Override
  public ZIO<Object, Throwable, Object> call(Action action) {
    return ZIO.attempt(
        _ -> {
          try {
            action.run();
            return UNIT;
          } catch (Exception failure) {
            throw Backend.<RuntimeException>sneaky(failure);
          }
        },
        TRACE);
  }

  @Override
  public ZIO<Object, Throwable, Object> blocking(Action action) {
    return ZIO.blocking(() -> call(action), TRACE);
  }

  @Override
  public ZIO<Object, Throwable, Object> timed(
      ZIO<Object, Throwable, Object> operation, LongConsumer nanos) {
    return any(
        operation
            .timed(TRACE)
            .map(
                timed -> {
                  nanos.accept(timed._1().toNanos());
                  return UNIT;
                },
                TRACE));
  }

  @Override
  public ZIO<Object, Throwable, Object> after(
      ZIO<Object, Throwable, Object> operation, Runnable code) {
    return operation.map(
        _ -> {
          code.run();
          return UNIT;
        },
        TRACE);
  }

  @Override
  public ZIO<Object, Throwable, Object> repeat(
      int times, IntFunction<ZIO<Object, Throwable, Object>> operation) {
    return any(
        ZIO.<Object, Throwable, Integer>loopDiscard(
            () -> 0,
            i -> i < times,
            i -> i + 1,
            i -> ZIO.suspend(() -> operation.apply(i), TRACE),
            TRACE));
  }

  @Override
  public ZIO<Object, Throwable, Object> all(
      int tasks, IntFunction<ZIO<Object, Throwable, Object>> child) {
    return ZIO.suspend(
        () -> {
          var fibers = new ArrayBuffer<Fiber<Object, Object>>(tasks);
          return fork(0, tasks, child, fibers)
              .flatMap(_ -> join(fibers), TRACE)
              .onError(_ -> Fiber.interruptAll(fibers, TRACE).as(() -> UNIT, TRACE), TRACE);
        },
        TRACE);
  }

  /// If an interruption loses a fiber on its way into the list, the fiber ends with its parent, as
  /// every child does.
  @SuppressWarnings("unchecked")
  private static ZIO<Object, Throwable, Object> fork(
      int i,
      int tasks,
      IntFunction<ZIO<Object, Throwable, Object>> child,
      ArrayBuffer<Fiber<Object, Object>> fibers) {
    if (i == tasks) return any(ZIO$.MODULE$.unit());
    return any(child.apply(i).fork(TRACE))
        .flatMap(
            fiber -> {
              fibers.addOne((Fiber<Object, Object>) fiber);
              return fork(i + 1, tasks, child, fibers);
            },
            TRACE);
  }

  private static ZIO<Object, Throwable, Object> join(ArrayBuffer<Fiber<Object, Object>> fibers) {
    return any(
        ZIO.<Object, Throwable, Integer>loopDiscard(
            () -> 0,
            i -> i < fibers.size(),
            i -> i + 1,
            i -> any(fibers.apply(i).join(TRACE)),
            TRACE));
  }

  @Override
  public ZIO<Object, Throwable, Object> onCancel(
      ZIO<Object, Throwable, Object> operation, Runnable teardown) {
    return operation.onInterrupt(
        () ->
            ZIO.succeed(
                _ -> {
                  teardown.run();
                  return UNIT;
                },
                TRACE),
        TRACE);
  }

  @Override
  public Http<ZIO<Object, Throwable, Object>> http(Http.Client client, Http.Endpoint server) {
    return switch (client) {
      case OWN -> new ZioClient(RUNTIME, server);
      case SAME ->
          JdkClient.bridged(server, send -> any(ZIO.fromCompletableFuture(send::get, TRACE)));
      case WIRE -> throw Http.noSockets();
    };
  }

  @Override
  public Running start(ZIO<Object, Throwable, Object> program) {
    var ended = new CompletableFuture<Void>();
    var fiber = RUNTIME.unsafe().fork(program, TRACE, Unsafe.unsafe());
    fiber
        .unsafe()
        .addObserver(
            exit -> {
              exit.foldExit(
                  cause ->
                      cause.isInterruptedOnly()
                          ? ended.complete(null)
                          : ended.completeExceptionally(cause.squashWith(failure -> failure)),
                  _ -> ended.complete(null));
              return BoxedUnit.UNIT;
            },
            Unsafe.unsafe());
    return new Program(
        ended, () -> RUNTIME.unsafe().fork(fiber.interrupt(TRACE), TRACE, Unsafe.unsafe()));
  }

  @Override
  public int parallelism() {
    return Runtime.getRuntime().availableProcessors();
  }

  /// The default runtime belongs to the process and stays open.
  @Override
  public void close() {}
}
