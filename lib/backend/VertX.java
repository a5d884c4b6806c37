//DEPS io.vertx:vertx-core:5.2.3
//SOURCES Action.java
//SOURCES Http.java
//SOURCES LoopBackend.java
//SOURCES LoopEnd.java
//SOURCES LoopTask.java
//SOURCES Program.java
//SOURCES Running.java
//SOURCES http/JdkClient.java
//SOURCES http/VertxClient.java
//SOURCES http/VertxSockets.java
//SOURCES ../http/VertxFiles.java

package backend;

import module java.base;

import backend.LoopTask.Awaited;
import backend.LoopTask.Operation;
import backend.http.JdkClient;
import backend.http.VertxClient;
import backend.http.VertxSockets;
import http.VertxFiles;
import io.vertx.core.AsyncResult;
import io.vertx.core.Context;
import io.vertx.core.Deployable;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Promise;
import io.vertx.core.Timer;
import io.vertx.core.Vertx;

/// Vert.x: an operation runs on the context of its task. The end of a task is a `Future`.
///
/// - A task runs on the context of a verticle. Children are given to the contexts in turns. There
///   is one verticle per processor, because this is how Vert.x uses more than one processor. Each
///   has an event loop of its own. With a single context (`vertx-1`), one event loop runs the whole
///   program.
/// - Timer: `Vertx.timer`, in nanoseconds (`setTimer` takes whole milliseconds, and not less than
///   one).
/// - Cancellation: `Timer.cancel`. Futures cannot be cancelled, so a {@link LoopTask} passes the
///   cancellation to what the task waits for. `await` returns when the last child's future has
///   completed.
/// - A failed child does not stop its siblings: `Future.join` waits for all, and fails with one of
///   the failures.
/// - Client: its `HttpClient`; the hand-written client uses its `NetClient`.
/// - Not the default: delays are `Vertx.timer`, because `setTimer` takes whole milliseconds and
///   cannot be awaited; a cancellation is passed on by the adapter, because futures cannot be
///   cancelled.
///
/// Follows vertx.io/docs/vertx-core/java, "Don't block me!", "Future coordination" and "Executing
/// periodic and delayed actions", "Specifying number of verticle instances".
public final class VertX extends LoopBackend<Context> {
  private final Vertx vertx = Vertx.vertx(VertxFiles.none());
  private final List<Context> contexts = new CopyOnWriteArrayList<>();

  /// @param verticles number of verticles, each with an event loop of its own
  private VertX(int verticles) {
    Supplier<Deployable> verticle =
        () ->
            context -> {
              contexts.add(context);
              return Future.succeededFuture();
            };
    var options = new DeploymentOptions().setInstances(verticles);
    vertx.deployVerticle(verticle, options).toCompletionStage().toCompletableFuture().join();
  }

  /// A verticle per processor.
  public static VertX perProcessor() {
    return new VertX(Runtime.getRuntime().availableProcessors());
  }

  /// A single verticle.
  public static VertX single() {
    return new VertX(1);
  }

  @Override
  public Operation<Context> sleep(Duration delay) {
    return (task, end) -> {
      if (delay.isZero()) {
        end.with(null);
        return;
      }
      task.awaits(new Sleep(vertx.timer(delay.toNanos(), TimeUnit.NANOSECONDS), end));
    };
  }

  /// Is notified of the end of the timer, and cancels the timer.
  private static final class Sleep implements Handler<AsyncResult<Void>>, Awaited {
    private final Timer timer;
    private final LoopEnd end;

    Sleep(Timer timer, LoopEnd end) {
      this.timer = timer;
      this.end = end;
      timer.onComplete(this);
    }

    @Override
    public void handle(AsyncResult<Void> done) {
      end.with(done.cause());
    }

    @Override
    public void cancel() {
      timer.cancel();
    }
  }

  @Override
  public Operation<Context> blocking(Action action) {
    return (task, end) ->
        task.loop
            .executeBlocking(action.callable(), false)
            .onComplete(done -> end.with(done.cause()));
  }

  private static final class Task extends LoopTask<Context> implements Handler<Void> {
    private final Promise<Void> promise = Promise.promise();

    Task(Context context, Operation<Context> body) {
      super(context, body);
    }

    @Override
    void execute(Runnable step) {
      loop.runOnContext(_ -> step.run());
    }

    @Override
    public void handle(Void nothing) {
      run();
    }

    @Override
    public void with(Throwable failure) {
      if (failure == null) promise.complete();
      else promise.fail(failure);
    }

    Future<Void> ended() {
      return promise.future();
    }
  }

  private static Task spawn(Context context, Operation<Context> body) {
    var task = new Task(context, body);
    context.runOnContext(task);
    return task;
  }

  @Override
  public Operation<Context> all(int tasks, IntFunction<Operation<Context>> child) {
    return (task, end) -> {
      var children = new ArrayList<Task>(tasks);
      var ended = new ArrayList<Future<Void>>(tasks);
      int own = contexts.indexOf(task.loop);
      for (int i = 0; i < tasks; i++) {
        var next = spawn(contexts.get((own + i) % contexts.size()), asked(child, i));
        children.add(next);
        ended.add(next.ended());
      }
      // The last child to end may be on another event loop.
      Future.join(ended).onComplete(done -> task.execute(() -> end.with(done.cause())));
      task.awaits(children);
    };
  }

  /// A cancellation does not reach a request. The task ends when the request ends.
  @Override
  public Http<Operation<Context>> http(Http.Client client, Http.Endpoint server) {
    return switch (client) {
      case OWN -> {
        var own = new VertxClient(vertx, server);
        yield Http.of(
            (_, body, answer) ->
                (_, end) -> own.post(body, answer).onComplete(done -> end.with(done.cause())),
            own::close);
      }
      case SAME -> JdkClient.bridged(server, LoopBackend::bridged);
      case WIRE -> {
        var sockets = new VertxSockets(vertx, server);
        yield Http.of(
            (connection, body, answer) ->
                (task, end) ->
                    task.awaits(sockets.post(connection, body, answer, end::with)::cancel),
            sockets::close);
      }
    };
  }

  @Override
  public Running start(Operation<Context> program) {
    var task = spawn(contexts.getFirst(), program);
    var ended = task.ended().toCompletionStage().toCompletableFuture();
    return new Program(ended, () -> task.execute(task::cancel));
  }

  @Override
  public int parallelism() {
    return contexts.size();
  }

  @Override
  public void close() {
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }
}
