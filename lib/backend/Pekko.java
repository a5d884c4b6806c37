//DEPS org.apache.pekko:pekko-actor-typed_2.13:1.7.0
//SOURCES Action.java
//SOURCES Backend.java
//SOURCES Http.java
//SOURCES PekkoTask.java
//SOURCES Program.java
//SOURCES Running.java
//SOURCES http/JdkClient.java
//SOURCES http/PekkoClient.java

package backend;

import module java.base;

import backend.PekkoTask.Operation;
import backend.PekkoTask.Step;
import backend.http.JdkClient;
import backend.http.PekkoClient;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.ChildFailed;
import org.apache.pekko.actor.typed.DispatcherSelector;
import org.apache.pekko.actor.typed.Terminated;
import org.apache.pekko.actor.typed.javadsl.Behaviors;

/// Apache Pekko: an operation is what an actor does between two messages.
///
/// - A task is an actor that the actor of its parent spawns. Its messages are the steps that it
///   must take. Actors run on the default dispatcher, a `ForkJoinPool` of at least eight threads.
/// - Timer: `TimerScheduler`. Pekko's scheduler rounds a delay up to whole ticks of 10 ms. It
///   notices the timer at its next tick and counts from the tick after that. A timer that is
///   requested just after a tick ends up to three ticks later. A setting allows ticks of 1 ms, the
///   shortest that is allowed.
/// - Cancellation: an actor is stopped, which stops its children first. Each is notified by
///   `PostStop`. `await` returns when the topmost actor has ended. A cancelled timer leaves an
///   empty place in the scheduler's wheel until the wheel comes to that place again, which happens
///   every 5.12 s (512 ticks).
/// - The first failed child fails its parent. The parent's other children are stopped.
/// - Client: Pekko HTTP, `singleRequest`.
/// - Not the default: only its log, which is off because workers report on standard output.
///
/// Follows pekko.apache.org/docs/pekko/current/typed, "Actor lifecycle", "Interaction Patterns" and
/// "Fault Tolerance".
public final class Pekko implements Backend<PekkoTask.Operation> {

  /// Key of the timer. One key is enough, because a task waits for one timer at a time.
  private static final String SLEEP = "sleep";

  /// The message that makes the guardian start a program.
  private record Launch(
      Operation program,
      CompletableFuture<ActorRef<Step>> started,
      CompletableFuture<Void> ended) {}

  private static final Config QUIET =
      ConfigFactory.parseString(
          "pekko { stdout-loglevel = OFF, loglevel = OFF, log-dead-letters = off }");

  private final ActorSystem<Launch> system;

  public Pekko() {
    this("");
  }

  /// @param setting replaces a default; in the form of Pekko's configuration files
  public Pekko(String setting) {
    this(setting, QUIET);
  }

  private Pekko(String setting, Config defaults) {
    var config = ConfigFactory.parseString(setting).withFallback(defaults);
    system = ActorSystem.create(guardian(), "bench", config.withFallback(ConfigFactory.load()));
  }

  /// With the log that Pekko has by default.
  public static Pekko logging(String setting) {
    return new Pekko(setting, ConfigFactory.empty());
  }

  private static Behavior<Launch> guardian() {
    return Behaviors.setup(context -> {
      var programs = new HashMap<ActorRef<Void>, CompletableFuture<Void>>();
      return Behaviors.receive(
          (_, launch) -> {
            var actor = context.spawnAnonymous(PekkoTask.behavior(launch.program));
            context.watch(actor);
            programs.put(actor.unsafeUpcast(), launch.ended);
            launch.started.complete(actor);
            return Behaviors.same();
          },
          (_, signal) -> {
            if (signal instanceof Terminated terminated) {
              var ended = programs.remove(terminated.getRef());
              if (terminated instanceof ChildFailed failed)
                ended.completeExceptionally(PekkoTask.cause(failed));
              else ended.complete(null);
            }
            return Behaviors.same();
          });
    });
  }

  @Override
  public Operation sleep(Duration delay) {
    return (task, then) -> task.timers.startSingleTimer(SLEEP, _ -> then.run(), delay);
  }

  @Override
  public Operation call(Action action) {
    return (_, then) -> {
      action.run();
      then.run();
    };
  }

  @Override
  public Operation blocking(Action action) {
    return bridged(() ->
        CompletableFuture.supplyAsync(
            () -> {
              try {
                action.run();
                return null;
              } catch (Exception failure) {
                throw Backend.<RuntimeException>sneaky(failure);
              }
            },
            system.dispatchers().lookup(DispatcherSelector.blocking())));
  }

  /// Continues when a future outside of the actor has ended.
  private static Operation bridged(Supplier<? extends CompletionStage<?>> send) {
    return (task, then) ->
        task.context.pipeToSelf(
            send.get(),
            (_, failure) ->
                _ -> {
                  if (failure != null) throw Backend.<RuntimeException>sneaky(failure);
                  then.run();
                });
  }

  @Override
  public Operation timed(Operation operation, LongConsumer nanos) {
    return (task, then) -> {
      long start = System.nanoTime();
      operation.start(
          task,
          () -> {
            nanos.accept(System.nanoTime() - start);
            then.run();
          });
    };
  }

  @Override
  public Operation after(Operation operation, Runnable code) {
    return (task, then) ->
        operation.start(
            task,
            () -> {
              code.run();
              then.run();
            });
  }

  @Override
  public Operation repeat(int times, IntFunction<Operation> operation) {
    return (task, then) -> steps(task, 0, times, operation, then);
  }

  /// If a step ends at once, the loop runs the next one. Otherwise, the message that ends the step
  /// runs it.
  private static void steps(
      PekkoTask task, int from, int times, IntFunction<Operation> operation, Action then)
      throws Exception {
    for (int i = from; i < times; i++) {
      int next = i + 1;
      var ended = new AtomicBoolean();
      var left = new AtomicBoolean();
      operation
          .apply(i)
          .start(
              task,
              () -> {
                if (left.get()) steps(task, next, times, operation, then);
                else ended.set(true);
              });
      if (!ended.get()) {
        left.set(true);
        return;
      }
    }
    then.run();
  }

  @Override
  public Operation all(int tasks, IntFunction<Operation> child) {
    return (task, then) -> task.all(tasks, child, then);
  }

  @Override
  public Operation onCancel(Operation operation, Runnable teardown) {
    return (task, then) -> {
      var outer = task.teardown;
      task.teardown =
          () -> {
            teardown.run();
            outer.run();
          };
      operation.start(
          task,
          () -> {
            task.teardown = outer;
            then.run();
          });
    };
  }

  /// Uses `pipeToSelf`: the end of the request is a message. If its actor is stopped, the request
  /// still runs to its end.
  @Override
  public Http<Operation> http(Http.Client client, Http.Endpoint server) {
    return switch (client) {
      case OWN -> {
        var own = new PekkoClient(system, server);
        yield Http.of((_, body, answer) -> bridged(() -> own.post(body, answer)), own::close);
      }
      case SAME -> JdkClient.bridged(server, Pekko::bridged);
      case WIRE -> throw Http.noSockets();
    };
  }

  @Override
  public Running start(Operation program) {
    var launch = new Launch(program, new CompletableFuture<>(), new CompletableFuture<>());
    system.tell(launch);
    return new Program(
        launch.ended,
        () -> launch.started.thenAccept(actor -> actor.tell(task -> task.stopped = true)));
  }

  @Override
  public int parallelism() {
    return Runtime.getRuntime().availableProcessors();
  }

  /// One turn of the wheel, and some ticks.
  @Override
  public Duration tidiesUpWithin() {
    return Duration.ofSeconds(6);
  }

  @Override
  public void close() {
    system.terminate();
    system.getWhenTerminated().toCompletableFuture().join();
  }
}
