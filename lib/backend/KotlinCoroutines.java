//DEPS org.jetbrains.kotlinx:kotlinx-coroutines-core-jvm:1.11.0
//SOURCES Action.java
//SOURCES Backend.java
//SOURCES Http.java
//SOURCES KotlinMachine.java
//SOURCES Program.java
//SOURCES Running.java
//SOURCES http/JdkClient.java
//SOURCES http/KtorClient.java

package backend;

import static backend.KotlinMachine.SUSPENDED;

import module java.base;

import backend.http.JdkClient;
import backend.http.KtorClient;
import io.ktor.client.statement.HttpResponse;
import kotlin.Unit;
import kotlin.coroutines.Continuation;
import kotlin.coroutines.EmptyCoroutineContext;
import kotlinx.coroutines.BuildersKt;
import kotlinx.coroutines.CoroutineScopeKt;
import kotlinx.coroutines.CoroutineStart;
import kotlinx.coroutines.DelayKt;
import kotlinx.coroutines.Dispatchers;
import kotlinx.coroutines.future.FutureKt;

/// Kotlin coroutines, called from Java. An operation is a suspend function. For the JVM, this is a
/// function with one more argument. {@link KotlinMachine} is what the Kotlin compiler makes of a
/// suspend function's body. With it, this file is longer than the same code in Kotlin.
///
/// - A task is a coroutine, `launch` in a `coroutineScope`, on `Dispatchers.Default`, which has as
///   many threads as there are processors, and not less than two.
/// - Timer: `delay`, in whole milliseconds, rounded up.
/// - Cancellation: `Job.cancel`. A coroutine that is suspended ends with a `CancellationException`.
///   `await` returns when the job is complete. A job is complete after its last child.
/// - The first failed child cancels its siblings and the scope.
/// - Client: Ktor on its Apache 5 engine.
/// - Not the default: suspend functions are written in Java as Kotlin's compiler would translate
///   them, because this project is in Java.
///
/// Follows kotlinlang.org/docs/cancellation-and-timeouts.html and coroutines-basics.html.
public final class KotlinCoroutines implements Backend<KotlinCoroutines.Suspend> {

  /// A `suspend () -> Unit`. It returns a value, or it returns {@link KotlinMachine#SUSPENDED} and
  /// gives the value to the continuation later.
  public interface Suspend {
    Object invoke(Continuation<? super Unit> caller);
  }

  @Override
  public Suspend sleep(Duration delay) {
    long millis = delay.plusNanos(999_999).toMillis();
    return caller -> DelayKt.delay(millis, caller);
  }

  @Override
  public Suspend call(Action action) {
    return _ -> {
      try {
        action.run();
        return Unit.INSTANCE;
      } catch (Exception failure) {
        throw Backend.<RuntimeException>sneaky(failure);
      }
    };
  }

  @Override
  public Suspend blocking(Action action) {
    var body = call(action);
    return caller ->
        BuildersKt.withContext(Dispatchers.getIO(), (_, self) -> body.invoke(self), caller);
  }

  @Override
  public Suspend timed(Suspend operation, LongConsumer nanos) {
    return caller ->
        new KotlinMachine(caller) {
          private static final long serialVersionUID = 1;
          private final long start = System.nanoTime();
          private boolean entered;

          @Override
          protected Object enter() {
            if (!entered) {
              entered = true;
              if (operation.invoke(self()) == SUSPENDED) return SUSPENDED;
            }
            nanos.accept(System.nanoTime() - start);
            return Unit.INSTANCE;
          }
        }.begin();
  }

  @Override
  public Suspend after(Suspend operation, Runnable code) {
    return caller ->
        new KotlinMachine(caller) {
          private static final long serialVersionUID = 1;
          private boolean entered;

          @Override
          protected Object enter() {
            if (!entered) {
              entered = true;
              if (operation.invoke(self()) == SUSPENDED) return SUSPENDED;
            }
            code.run();
            return Unit.INSTANCE;
          }
        }.begin();
  }

  @Override
  public Suspend repeat(int times, IntFunction<Suspend> operation) {
    return caller ->
        new KotlinMachine(caller) {
          private static final long serialVersionUID = 1;
          private int next;

          @Override
          protected Object enter() {
            while (next < times) {
              if (operation.apply(next++).invoke(self()) == SUSPENDED) return SUSPENDED;
            }
            return Unit.INSTANCE;
          }
        }.begin();
  }

  @Override
  public Suspend onCancel(Suspend operation, Runnable teardown) {
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
            if (failure instanceof CancellationException) teardown.run();
            throw failure;
          }
        }.begin();
  }

  @Override
  public Suspend all(int tasks, IntFunction<Suspend> child) {
    return caller ->
        CoroutineScopeKt.coroutineScope(
            (scope, _) -> {
              for (int i = 0; i < tasks; i++) {
                var body = child.apply(i);
                BuildersKt.launch(
                    scope,
                    EmptyCoroutineContext.INSTANCE,
                    CoroutineStart.DEFAULT,
                    (_, self) -> body.invoke(self));
              }
              return Unit.INSTANCE;
            },
            caller);
  }

  @Override
  public Http<Suspend> http(Http.Client client, Http.Endpoint server) {
    return switch (client) {
      case OWN -> {
        var ktor = new KtorClient(server);
        yield Http.of((_, body, answer) -> sent(ktor, body, answer), ktor::close);
      }
      case SAME -> jdk(server);
      case WIRE -> throw Http.noSockets();
    };
  }

  /// Two functions that may suspend, one after the other: the first sends, the second reads the
  /// body.
  private static Suspend sent(KtorClient ktor, byte[] body, Http.Answer answer) {
    return caller ->
        new KotlinMachine(caller) {
          private static final long serialVersionUID = 1;
          private int step;
          private transient HttpResponse response;

          @Override
          protected Object enter() {
            if (step == 0) {
              step = 1;
              result = ktor.post(body, this);
              if (result == SUSPENDED) return SUSPENDED;
            }
            if (step == 1) {
              step = 2;
              response = (HttpResponse) result;
              result = KtorClient.body(response, this);
              if (result == SUSPENDED) return SUSPENDED;
            }
            step = 3;
            answer.response(response.getStatus().getValue(), (byte[]) result);
            return Unit.INSTANCE;
          }

          @Override
          protected void failed(Throwable failure) throws Throwable {
            if (step == 3 || failure instanceof CancellationException) throw failure;
            answer.failure(failure);
          }
        }.begin();
  }

  /// The JDK's client by `await`, which returns the value that the future holds. This future holds
  /// none.
  private static Http<Suspend> jdk(Http.Endpoint server) {
    return JdkClient.bridged(
        server,
        send ->
            caller ->
                new KotlinMachine(caller) {
                  private static final long serialVersionUID = 1;
                  private boolean entered;

                  @Override
                  protected Object enter() {
                    if (entered) return Unit.INSTANCE;
                    entered = true;
                    return FutureKt.await(send.get(), this);
                  }
                }.begin());
  }

  @Override
  public Running start(Suspend program) {
    var job =
        BuildersKt.async(
            CoroutineScopeKt.CoroutineScope(Dispatchers.getDefault()),
            EmptyCoroutineContext.INSTANCE,
            CoroutineStart.DEFAULT,
            (_, self) -> program.invoke(self));
    var ended = new CompletableFuture<Void>();
    job.invokeOnCompletion(failure -> {
      if (failure == null) ended.complete(null);
      else ended.completeExceptionally(failure);
      return Unit.INSTANCE;
    });
    return new Program(ended, () -> job.cancel((CancellationException) null));
  }

  @Override
  public int parallelism() {
    return Math.max(2, Runtime.getRuntime().availableProcessors());
  }

  /// The dispatcher belongs to the process and is not shut down, because it could not be started
  /// again.
  @Override
  public void close() {}
}
