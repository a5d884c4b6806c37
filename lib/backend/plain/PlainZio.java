//DEPS dev.zio:zio-streams_3:2.1.26
//SOURCES ../Action.java
//SOURCES ../Backend.java
//SOURCES ../Plain.java
//SOURCES ../Program.java
//SOURCES ../Running.java
//SOURCES ../Stages.java
//SOURCES ../Unsupported.java
//SOURCES ../Zio.java

package backend.plain;

import module java.base;

import backend.Action;
import backend.Backend;
import backend.Plain;
import backend.Program;
import backend.Running;
import backend.Stages;
import backend.Unsupported;
import backend.Zio;
import scala.jdk.javaapi.CollectionConverters;
import scala.runtime.BoxedUnit;
import zio.CanFail;
import zio.CanFail$;
import zio.Cause;
import zio.Chunk;
import zio.FiberFailure;
import zio.FiberRef;
import zio.Queue;
import zio.Scope;
import zio.Semaphore;
import zio.Trace;
import zio.Unsafe;
import zio.ZIO;
import zio.stream.ZStream;

/// ZIO as zio.dev/reference shows it.
public final class PlainZio extends Plain<ZIO<Object, Throwable, Object>> {
  private static final Object TRACE = Trace.empty();
  private static final Object UNIT = BoxedUnit.UNIT;

  public PlainZio() {
    super(new Zio());
  }

  /// `ZIO` is variant in all of its parameters, but Java does not know that.
  @SuppressWarnings("unchecked")
  private static ZIO<Object, Throwable, Object> any(ZIO<?, ?, ?> zio) {
    return (ZIO<Object, Throwable, Object>) zio;
  }

  /// A single failure is thrown as it is. What has more in its cause, such as an interruption and a
  /// failed finalizer, is thrown as the `FiberFailure` of `getOrThrowFiberFailure`, which has all.
  @Override
  public Running start(ZIO<Object, Throwable, Object> program) {
    var ended = new CompletableFuture<Void>();
    var fiber = Zio.RUNTIME.unsafe().fork(program, TRACE, Unsafe.unsafe());
    fiber
        .unsafe()
        .addObserver(
            exit -> {
              exit.foldExit(cause -> end(ended, thrown(cause)), _ -> end(ended, null));
              return BoxedUnit.UNIT;
            },
            Unsafe.unsafe());
    return new Program(
        ended, () -> Zio.RUNTIME.unsafe().fork(fiber.interrupt(TRACE), TRACE, Unsafe.unsafe()));
  }

  /// @param failure may be null
  private static boolean end(CompletableFuture<Void> ended, Throwable failure) {
    return failure == null ? ended.complete(null) : ended.completeExceptionally(failure);
  }

  /// @return null if the program was interrupted and nothing else
  @SuppressWarnings("unchecked")
  private static Throwable thrown(Cause<Throwable> cause) {
    if (cause.isInterruptedOnly()) return null;
    boolean single = cause.failures().size() + cause.defects().size() == 1;
    return single && !cause.isInterrupted()
        ? cause.squashWith(failure -> failure)
        : FiberFailure.apply((Cause<Object>) (Cause<?>) cause);
  }

  /// `foreachParDiscard`. The first failure interrupts the others; what fails meanwhile is kept in
  /// the cause.
  @Override
  public ZIO<Object, Throwable, Object> all(
      int tasks, IntFunction<ZIO<Object, Throwable, Object>> child) {
    var indices = CollectionConverters.asScala(IntStream.range(0, tasks).boxed().toList());
    return any(
        ZIO.<Object, Throwable, Integer>foreachParDiscard(() -> indices, child::apply, TRACE));
  }

  /// `attemptBlockingInterrupt`: a cancellation interrupts the thread.
  @Override
  public ZIO<Object, Throwable, Object> blocking(Action action) {
    return ZIO.attemptBlockingInterrupt(
        () -> {
          try {
            action.run();
            return UNIT;
          } catch (Exception failure) {
            throw Backend.<RuntimeException>sneaky(failure);
          }
        },
        TRACE);
  }

  /// `timeoutFail`. It interrupts the operation and waits for its finalizers.
  @Override
  public ZIO<Object, Throwable, Object> timeout(
      ZIO<Object, Throwable, Object> operation, Duration limit) {
    return operation.timeoutFail(
        () -> new TimeoutException("no end after " + limit.toMillis() + " ms"), () -> limit, TRACE);
  }

  /// `raceAll`. It interrupts the losers and waits for their finalizers.
  @Override
  public ZIO<Object, Throwable, Object> race(
      int racers, IntFunction<ZIO<Object, Throwable, Object>> racer) {
    var others = CollectionConverters.asScala(IntStream.range(1, racers).mapToObj(racer).toList());
    return racer.apply(0).raceAll(() -> others, TRACE);
  }

  /// `uninterruptible`.
  @Override
  public ZIO<Object, Throwable, Object> shield(ZIO<Object, Throwable, Object> operation) {
    return operation.uninterruptible(TRACE);
  }

  /// `forkDaemon`. The child of a plain `fork` would be interrupted at the end of its parent.
  @Override
  public ZIO<Object, Throwable, Object> detach(ZIO<Object, Throwable, Object> operation) {
    return any(operation.forkDaemon(TRACE).unit(TRACE));
  }

  /// `catchAll`, for failures. Defects pass.
  @Override
  @SuppressWarnings("unchecked")
  public ZIO<Object, Throwable, Object> caught(
      ZIO<Object, Throwable, Object> operation, Consumer<Throwable> seen) {
    var canFail = (CanFail<Throwable>) (CanFail<?>) CanFail$.MODULE$;
    return operation.catchAll(failure -> told(seen, failure), canFail, TRACE);
  }

  private static <A> ZIO<Object, Throwable, Object> told(Consumer<A> consumer, A value) {
    return ZIO.attempt(
        _ -> {
          consumer.accept(value);
          return UNIT;
        },
        TRACE);
  }

  /// What a library makes with a `ZIO`.
  @SuppressWarnings("unchecked")
  private <A> A made(ZIO<?, ?, A> zio) {
    var made = new CompletableFuture<Object>();
    inner.start(any(any(zio).map(made::complete, TRACE)));
    return (A) made.join();
  }

  /// `Queue.bounded`.
  @Override
  public Channel<ZIO<Object, Throwable, Object>> channel(int capacity) {
    if (capacity == 0) throw new Unsupported("no queue without room for a message");
    var queue = made(Queue.bounded(() -> capacity, TRACE));
    return new Channel<>() {
      @Override
      public ZIO<Object, Throwable, Object> send(Object message) {
        return any(queue.offer(message, TRACE));
      }

      @Override
      public ZIO<Object, Throwable, Object> receive(Consumer<Object> receiver) {
        return any(queue.take(TRACE)).flatMap(message -> told(receiver, message), TRACE);
      }
    };
  }

  /// `Semaphore.withPermit`. It is fair.
  @Override
  public Limiter<ZIO<Object, Throwable, Object>> limiter(int permits) {
    var semaphore = made(Semaphore.make(() -> (long) permits, TRACE));
    return operation -> semaphore.withPermit(operation, TRACE);
  }

  /// `FiberRef`, which a fiber inherits when it is forked.
  @Override
  public Local<ZIO<Object, Throwable, Object>> local() {
    var local =
        made(
            new ZIO.ScopedPartiallyApplied<Scope>(ZIO.scoped())
                .apply(
                    () ->
                        FiberRef.<Object>make(
                            () -> null, value -> value, (_, child) -> child, TRACE),
                    TRACE));
    return new Local<>() {
      @Override
      public ZIO<Object, Throwable, Object> with(
          Object value, ZIO<Object, Throwable, Object> operation) {
        return local.locally(value, operation, TRACE);
      }

      @Override
      public ZIO<Object, Throwable, Object> read(Consumer<Object> reader) {
        return any(local.get(TRACE)).flatMap(value -> told(reader, value), TRACE);
      }
    };
  }

  /// A `ZStream` with `mapZIOParUnordered`: one fiber for each item. Its source makes chunks of
  /// 4,096 items, as by default, and the stages before that one do a whole chunk.
  @Override
  public ZIO<Object, Throwable, Object> stream(Stages stages) {
    return any(
        ZStream.range(() -> 0, stages::items, ZStream::DefaultChunkSize, TRACE)
            .map(item -> stages.source().applyAsInt((int) item), TRACE)
            .map(stages.map()::applyAsInt, TRACE)
            .filter(stages.filter()::test, TRACE)
            .<Object, Throwable, Integer>mapZIOParUnordered(
                stages::parallelism, item -> request(stages, item), TRACE)
            .grouped(stages::batch, TRACE)
            .<Object, Throwable>runForeach(batch -> sunk(stages, batch), TRACE));
  }

  private static ZIO<Object, Throwable, Integer> request(Stages stages, int item) {
    ZIO<Object, Throwable, Integer> answer =
        ZIO.attempt(_ -> stages.request().applyAsInt(item), TRACE);
    return stages.delay().isZero() ? answer : answer.delay(stages::delay, TRACE);
  }

  private static ZIO<Object, Throwable, Object> sunk(Stages stages, Chunk<Integer> batch) {
    return told(
        items ->
            items.foreach(item -> {
              stages.sink().accept((int) item);
              return UNIT;
            }),
        batch);
  }

  @Override
  public void listen(Consumer<Throwable> lost) {
    throw new Unsupported("a failed fiber is only logged, at a level that is off by default");
  }
}
