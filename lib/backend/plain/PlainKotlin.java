//SOURCES KotlinRace.java
//SOURCES ../Action.java
//SOURCES ../Backend.java
//SOURCES ../KotlinCoroutines.java
//SOURCES ../KotlinMachine.java
//SOURCES ../Plain.java
//SOURCES ../Stages.java

package backend.plain;

import static backend.KotlinMachine.SUSPENDED;

import module java.base;

import backend.Action;
import backend.Backend;
import backend.KotlinCoroutines;
import backend.KotlinCoroutines.Suspend;
import backend.KotlinMachine;
import backend.Plain;
import backend.Stages;
import kotlin.Unit;
import kotlin.coroutines.AbstractCoroutineContextElement;
import kotlin.coroutines.CoroutineContext;
import kotlin.coroutines.EmptyCoroutineContext;
import kotlin.ranges.IntRange;
import kotlinx.coroutines.BuildersKt;
import kotlinx.coroutines.CoroutineExceptionHandlerKt;
import kotlinx.coroutines.CoroutineStart;
import kotlinx.coroutines.DelayKt;
import kotlinx.coroutines.Dispatchers;
import kotlinx.coroutines.GlobalScope;
import kotlinx.coroutines.InterruptibleKt;
import kotlinx.coroutines.NonCancellable;
import kotlinx.coroutines.TimeoutCancellationException;
import kotlinx.coroutines.TimeoutKt;
import kotlinx.coroutines.channels.BufferOverflow;
import kotlinx.coroutines.channels.ChannelKt;
import kotlinx.coroutines.flow.Flow;
import kotlinx.coroutines.flow.FlowKt;
import kotlinx.coroutines.sync.SemaphoreKt;

/// Kotlin coroutines as kotlinlang.org/docs/coroutines-guide.html shows them.
public final class PlainKotlin extends Plain<Suspend> {
  /// What a coroutine of `GlobalScope` is launched with.
  private volatile CoroutineContext global = EmptyCoroutineContext.INSTANCE;

  public PlainKotlin() {
    super(new KotlinCoroutines());
  }

  /// `runInterruptible` on `Dispatchers.IO`: a cancellation interrupts the thread.
  @Override
  public Suspend blocking(Action action) {
    return caller ->
        InterruptibleKt.runInterruptible(
            Dispatchers.getIO(),
            () -> {
              try {
                action.run();
                return Unit.INSTANCE;
              } catch (Exception failure) {
                throw Backend.<RuntimeException>sneaky(failure);
              }
            },
            caller);
  }

  /// `withTimeout`, in whole milliseconds, rounded up. It cancels the operation and waits for its
  /// end. Its exception is a `CancellationException`: where it leaves a `launch`, it ends that
  /// coroutine only.
  @Override
  public Suspend timeout(Suspend operation, Duration limit) {
    long millis = limit.plusNanos(999_999).toMillis();
    return caller -> TimeoutKt.withTimeout(millis, (_, self) -> operation.invoke(self), caller);
  }

  /// There is no race that waits for a success. It is written with `select`, whose clauses end also
  /// with a failure ({@link KotlinRace}).
  @Override
  public Suspend race(int racers, IntFunction<Suspend> racer) {
    return KotlinRace.of(racers, racer);
  }

  /// `withContext(NonCancellable)`.
  @Override
  public Suspend shield(Suspend operation) {
    return caller ->
        BuildersKt.withContext(
            NonCancellable.INSTANCE, (_, self) -> operation.invoke(self), caller);
  }

  /// `GlobalScope.launch`.
  @Override
  public Suspend detach(Suspend operation) {
    return _ -> {
      BuildersKt.launch(
          GlobalScope.INSTANCE,
          global,
          CoroutineStart.DEFAULT,
          (_, self) -> operation.invoke(self));
      return Unit.INSTANCE;
    };
  }

  /// `try` and `catch`. A time-out is a failure, although its exception is a
  /// `CancellationException`.
  @Override
  public Suspend caught(Suspend operation, Consumer<Throwable> seen) {
    return catching(
        operation,
        failure ->
            !(failure instanceof CancellationException)
                || failure instanceof TimeoutCancellationException,
        seen);
  }

  @Override
  public Suspend swallow(Suspend operation, Consumer<Throwable> seen) {
    return catching(operation, failure -> failure instanceof CancellationException, seen);
  }

  private static Suspend catching(
      Suspend operation, Predicate<Throwable> which, Consumer<Throwable> seen) {
    return caller ->
        new KotlinMachine(caller) {
          private static final long serialVersionUID = 1;
          private boolean entered;

          @Override
          protected Object enter() {
            if (entered) return Unit.INSTANCE;
            entered = true;
            return operation.invoke(self());
          }

          @Override
          protected void failed(Throwable failure) throws Throwable {
            if (!which.test(failure)) throw failure;
            seen.accept(failure);
          }
        }.begin();
  }

  @Override
  public Channel<Suspend> channel(int capacity) {
    kotlinx.coroutines.channels.Channel<Object> channel =
        ChannelKt.Channel(capacity, BufferOverflow.SUSPEND, null);
    return new Channel<>() {
      @Override
      public Suspend send(Object message) {
        return caller -> channel.send(message, caller);
      }

      @Override
      public Suspend receive(Consumer<Object> receiver) {
        return caller ->
            new KotlinMachine(caller) {
              private static final long serialVersionUID = 1;
              private boolean entered;

              @Override
              protected Object enter() {
                if (!entered) {
                  entered = true;
                  result = channel.receive(this);
                  if (result == SUSPENDED) return SUSPENDED;
                }
                receiver.accept(result);
                return Unit.INSTANCE;
              }
            }.begin();
      }
    };
  }

  /// `Semaphore.withPermit`. It is an inline function; this is its body. It is fair.
  @Override
  public Limiter<Suspend> limiter(int permits) {
    var semaphore = SemaphoreKt.Semaphore(permits, 0);
    return operation ->
        caller ->
            new KotlinMachine(caller) {
              private static final long serialVersionUID = 1;
              private int step;

              @Override
              protected Object enter() {
                if (step == 0) {
                  step = 1;
                  if (semaphore.acquire(self()) == SUSPENDED) return SUSPENDED;
                }
                if (step == 1) {
                  step = 2;
                  if (operation.invoke(self()) == SUSPENDED) return SUSPENDED;
                }
                step = 3;
                semaphore.release();
                return Unit.INSTANCE;
              }

              @Override
              protected void failed(Throwable failure) throws Throwable {
                if (step == 2) semaphore.release();
                throw failure;
              }
            }.begin();
  }

  /// An element of the coroutine context.
  private static final class Value extends AbstractCoroutineContextElement {
    final Object value;

    Value(CoroutineContext.Key<Value> key, Object value) {
      super(key);
      this.value = value;
    }
  }

  /// `withContext` with an element of the coroutine context, which children inherit.
  @Override
  public Local<Suspend> local() {
    CoroutineContext.Key<Value> key = new CoroutineContext.Key<>() {};
    return new Local<>() {
      @Override
      public Suspend with(Object value, Suspend operation) {
        var element = new Value(key, value);
        return caller ->
            BuildersKt.withContext(element, (_, self) -> operation.invoke(self), caller);
      }

      @Override
      public Suspend read(Consumer<Object> reader) {
        return caller -> {
          var element = caller.getContext().get(key);
          reader.accept(element == null ? null : element.value);
          return Unit.INSTANCE;
        };
      }
    };
  }

  /// A `Flow` with `flatMapMerge`: one coroutine for each item, which collects a flow of one.
  @Override
  public Suspend stream(Stages stages) {
    Flow<Integer> numbers = FlowKt.asFlow(new IntRange(0, stages.items() - 1));
    Flow<Integer> sourced = FlowKt.map(numbers, (item, _) -> stages.source().applyAsInt(item));
    Flow<Integer> mapped = FlowKt.map(sourced, (item, _) -> stages.map().applyAsInt(item));
    Flow<Integer> kept = FlowKt.filter(mapped, (item, _) -> stages.filter().test(item));
    Flow<Integer> answers =
        FlowKt.flatMapMerge(kept, stages.parallelism(), (item, _) -> request(stages, item));
    Flow<List<Integer>> batches = FlowKt.chunked(answers, stages.batch());
    return caller ->
        batches.collect(
            (batch, _) -> {
              batch.forEach(stages.sink()::accept);
              return Unit.INSTANCE;
            },
            caller);
  }

  /// `flow { delay(); emit(); }`.
  private static Flow<Integer> request(Stages stages, int item) {
    if (stages.delay().isZero())
      return FlowKt.flow((to, self) -> to.emit(stages.request().applyAsInt(item), self));
    long millis = stages.delay().plusNanos(999_999).toMillis();
    return FlowKt.flow((to, caller) ->
        new KotlinMachine(caller) {
          private static final long serialVersionUID = 1;
          private int step;

          @Override
          protected Object enter() {
            if (step++ == 0 && DelayKt.delay(millis, self()) == SUSPENDED) return SUSPENDED;
            if (step++ < 3) return to.emit(stages.request().applyAsInt(item), self());
            return Unit.INSTANCE;
          }
        }.begin());
  }

  /// A `CoroutineExceptionHandler`, which coroutines of `GlobalScope` are launched with from now
  /// on. The default is the handler of the thread.
  @Override
  public void listen(Consumer<Throwable> lost) {
    global =
        CoroutineExceptionHandlerKt.CoroutineExceptionHandler((_, failure) -> {
          lost.accept(failure);
          return Unit.INSTANCE;
        });
  }
}
