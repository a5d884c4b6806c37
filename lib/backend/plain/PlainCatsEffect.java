//DEPS co.fs2:fs2-core_3:3.13.0
//SOURCES ../Action.java
//SOURCES ../Backend.java
//SOURCES ../CatsEffect.java
//SOURCES ../Plain.java
//SOURCES ../Stages.java

package backend.plain;

import module java.base;

import backend.Action;
import backend.Backend;
import backend.CatsEffect;
import backend.Plain;
import backend.Stages;
import cats.Foldable;
import cats.UnorderedFoldable;
import cats.effect.IO;
import cats.effect.IO$;
import cats.effect.IOLocal;
import cats.effect.kernel.Async;
import cats.effect.kernel.Fiber;
import cats.effect.kernel.Outcome;
import cats.effect.kernel.Poll;
import cats.effect.std.Queue;
import cats.effect.std.Semaphore;
import fs2.Chunk;
import fs2.Compiler;
import fs2.Compiler$;
import fs2.Stream;
import scala.Tuple2;
import scala.concurrent.duration.FiniteDuration;
import scala.jdk.javaapi.CollectionConverters;
import scala.math.Numeric;
import scala.runtime.BoxedUnit;
import scala.util.Either;

/// Cats Effect as typelevel.org/cats-effect/docs shows it. A failure of a fiber that nobody joins
/// is printed, which is the default.
@SuppressWarnings("rawtypes") // a type argument that is itself generic, as in `Queue[IO, ...]`
public final class PlainCatsEffect extends Plain<IO<Object>> {
  private static final IO$ IO = IO$.MODULE$;
  private static final Object UNIT = BoxedUnit.UNIT;
  private static final Async<IO> ASYNC = IO.asyncForIO();
  private static final Numeric<Object> INTEGERS = Numeric.IntIsIntegral$.MODULE$;
  private static final Compiler<IO, IO> COMPILER =
      Compiler$.MODULE$.target(Compiler.Target.forConcurrent(ASYNC));

  private final AtomicReference<Consumer<Throwable>> lost;

  public PlainCatsEffect() {
    this(new AtomicReference<>(Throwable::printStackTrace));
  }

  private PlainCatsEffect(AtomicReference<Consumer<Throwable>> lost) {
    super(new CatsEffect(failure -> lost.get().accept(failure)));
    this.lost = lost;
  }

  /// An `IO` of something, whose type Java has lost.
  @SuppressWarnings("unchecked")
  private static IO<Object> any(Object io) {
    return (IO<Object>) io;
  }

  /// `parTraverse_`. The first failure cancels the others; what fails after it is dropped.
  @Override
  @SuppressWarnings("unchecked")
  public IO<Object> all(int tasks, IntFunction<IO<Object>> child) {
    var indices = CollectionConverters.asScala(IntStream.range(0, tasks).boxed().toList()).toList();
    return any(
        IO.<Object, Integer, Object>parTraverse_(
            indices,
            child::apply,
            (Foldable<Object>) (Foldable<?>) UnorderedFoldable.catsTraverseForList()));
  }

  /// `interruptible`: a cancellation interrupts the thread.
  @Override
  public IO<Object> blocking(Action action) {
    return IO.interruptible(() -> {
      try {
        action.run();
        return UNIT;
      } catch (Exception failure) {
        throw Backend.<RuntimeException>sneaky(failure);
      }
    });
  }

  /// `timeout`. It cancels the operation and waits for its finalizers.
  @Override
  public IO<Object> timeout(IO<Object> operation, Duration limit) {
    return operation.timeout(new FiniteDuration(limit.toNanos(), TimeUnit.NANOSECONDS));
  }

  /// `race` ends with the first end, be it a failure. A race for the first success is written with
  /// `racePair`: the loser of a success is cancelled, with its finalizers; that of a failure is
  /// joined.
  @Override
  public IO<Object> race(int racers, IntFunction<IO<Object>> racer) {
    return race(0, racers, racer);
  }

  private static IO<Object> race(int from, int to, IntFunction<IO<Object>> racer) {
    if (to - from == 1) return racer.apply(from);
    int middle = (from + to) / 2;
    var left = race(from, middle, racer);
    var right = race(middle, to, racer);
    return IO.uncancelable(poll ->
        any(poll.apply(IO.racePair(left, right)))
            .flatMap(ended -> {
              var pair = (Tuple2<?, ?>) ((Either<?, ?>) ended).fold(one -> one, one -> one);
              return pair._1() instanceof Outcome<?, ?, ?> first
                  ? settle(poll, first, (Fiber) pair._2())
                  : settle(poll, (Outcome) pair._2(), (Fiber) pair._1());
            }));
  }

  @SuppressWarnings("unchecked")
  private static IO<Object> settle(Poll<IO> poll, Outcome first, Fiber other) {
    var cancel = any(other.cancel());
    return first instanceof Outcome.Succeeded succeeded
        ? cancel.flatMap(_ -> any(succeeded.fa()))
        : any(poll.apply(any(other.joinWithNever(ASYNC)))).onCancel((IO<BoxedUnit>) (IO) cancel);
  }

  /// `uncancelable`.
  @Override
  public IO<Object> shield(IO<Object> operation) {
    return operation.uncancelable();
  }

  /// `start`, without `join`.
  @Override
  public IO<Object> detach(IO<Object> operation) {
    return any(operation.start().as(UNIT));
  }

  /// `handleErrorWith`.
  @Override
  public IO<Object> caught(IO<Object> operation, Consumer<Throwable> seen) {
    return operation.handleErrorWith(failure -> told(seen, failure));
  }

  private static <A> IO<Object> told(Consumer<A> consumer, A value) {
    return IO.delay(() -> {
      consumer.accept(value);
      return UNIT;
    });
  }

  /// What a library makes with an `IO`.
  private Object made(Object io) {
    var made = new CompletableFuture<Object>();
    inner.start(any(any(io).map(made::complete)));
    return made.join();
  }

  /// `Queue.bounded`, or `Queue.synchronous` without capacity.
  @Override
  @SuppressWarnings("unchecked")
  public Channel<IO<Object>> channel(int capacity) {
    var queue =
        (Queue<IO, Object>)
            made(capacity == 0 ? Queue.synchronous(ASYNC) : Queue.bounded(capacity, ASYNC));
    return new Channel<>() {
      @Override
      public IO<Object> send(Object message) {
        return any(queue.offer(message));
      }

      @Override
      public IO<Object> receive(Consumer<Object> receiver) {
        return any(queue.take()).flatMap(message -> told(receiver, message));
      }
    };
  }

  /// `Semaphore.permit` as a resource. It is fair.
  @Override
  @SuppressWarnings("unchecked")
  public Limiter<IO<Object>> limiter(int permits) {
    var semaphore = (Semaphore<IO>) made(Semaphore.apply(permits, ASYNC));
    return operation -> any(semaphore.permit().surround(operation, ASYNC));
  }

  /// `IOLocal`, which a fiber inherits when it is started.
  @Override
  @SuppressWarnings("unchecked")
  public Local<IO<Object>> local() {
    var local = (IOLocal<Object>) made(IOLocal.apply(null));
    return new Local<>() {
      @Override
      public IO<Object> with(Object value, IO<Object> operation) {
        return local.getAndSet(value).bracket(_ -> operation, local::set);
      }

      @Override
      public IO<Object> read(Consumer<Object> reader) {
        return local.get().flatMap(value -> told(reader, value));
      }
    };
  }

  /// A stream of fs2 with `parEvalMapUnordered`: one fiber for each item.
  @Override
  @SuppressWarnings("unchecked")
  public IO<Object> stream(Stages stages) {
    var numbers = Stream.<IO, Object>range(0, stages.items(), INTEGERS);
    var batches =
        numbers
            .map(item -> stages.source().applyAsInt((int) item))
            .map(stages.map()::applyAsInt)
            .filter(stages.filter()::test)
            .<IO, Integer>parEvalMapUnordered(
                stages.parallelism(), item -> request(stages, item), ASYNC)
            .chunkN(stages.batch(), true);
    return any(batches.foreach(batch -> sunk(stages, batch)).compile(COMPILER).drain());
  }

  private static IO<Object> request(Stages stages, int item) {
    IO<Object> answer = IO.delay(() -> stages.request().applyAsInt(item));
    return stages.delay().isZero()
        ? answer
        : IO.sleep(new FiniteDuration(stages.delay().toNanos(), TimeUnit.NANOSECONDS))
            .flatMap(_ -> answer);
  }

  private static IO<Object> sunk(Stages stages, Chunk<Integer> batch) {
    return IO.delay(() -> {
      batch.foreach(item -> {
        stages.sink().accept(item);
        return BoxedUnit.UNIT;
      });
      return UNIT;
    });
  }

  /// The failure reporter of the runtime. The default prints a stack trace.
  @Override
  public void listen(Consumer<Throwable> lost) {
    this.lost.set(lost);
  }
}
