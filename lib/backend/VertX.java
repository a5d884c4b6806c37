//DEPS io.vertx:vertx-core:5.2.3
//SOURCES Backend.java
//SOURCES LoopTask.java
//SOURCES Program.java
//SOURCES http/VertxClient.java

package backend;

import module java.base;

import backend.http.VertxClient;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;

/// Vert.x: an operation is something that returns one of Vert.x's futures when it is started in a task.
///
/// - A task runs on the context of the program that spawned it: as in a verticle, one event loop runs the whole program.
///   A service that is to use more processors deploys more verticles.
/// - Timer: `Vertx.timer`, in nanoseconds (`setTimer` takes whole milliseconds, and not less than one).
/// - Cancellation: `Timer.cancel`. Futures cannot be cancelled, so that a {@link LoopTask} sends it to where the task waits;
///   `await` returns when the last child's future has completed.
/// - A failed child does not stop its siblings: `Future.join` waits for all, and fails with one of the failures.
///
/// Follows vertx.io/docs/vertx-core/java, "Don't block me!", "Future coordination" and "Executing periodic and delayed
/// actions".
public final class VertX implements Backend<VertX.Operation> {

  /// Starts on the context of the task.
  public interface Operation {
    Future<Void> in(LoopTask<Context> task);
  }

  private final Vertx vertx = Vertx.vertx();

  @Override
  public Operation sleep(Duration delay) {
    return task -> {
      if (task.cancelled()) return Future.failedFuture(new CancellationException());
      if (delay.isZero()) return Future.succeededFuture();
      var timer = vertx.timer(delay.toNanos(), TimeUnit.NANOSECONDS);
      task.awaits(timer::cancel);
      return timer;
    };
  }

  @Override
  public Operation call(Action action) {
    return _ -> {
      try {
        action.run();
        return Future.succeededFuture();
      } catch (Throwable failure) {
        return Future.failedFuture(failure);
      }
    };
  }

  @Override
  public Operation blocking(Action action) {
    return task -> task.loop.executeBlocking(action.callable(), false);
  }

  @Override
  public Operation timed(Operation operation, LongConsumer nanos) {
    return task -> {
      long start = System.nanoTime();
      return operation
          .in(task)
          .onSuccess(_ -> task.listens(() -> nanos.accept(System.nanoTime() - start)));
    };
  }

  @Override
  public Operation onCancel(Operation operation, Runnable teardown) {
    return task ->
        operation
            .in(task)
            .onFailure(failure -> {
              if (failure instanceof CancellationException) task.listens(teardown);
            });
  }

  /// The operation that the caller gives when it is asked, or one that fails as the caller did.
  private static Operation asked(IntFunction<Operation> operation, int i) {
    try {
      return operation.apply(i);
    } catch (Throwable failure) {
      return _ -> Future.failedFuture(failure);
    }
  }

  @Override
  public Operation repeat(int times, IntFunction<Operation> operation) {
    return task -> {
      Promise<Void> promise = Promise.promise();
      step(task, 0, times, operation, promise);
      return promise.future();
    };
  }

  /// A step that has ended already is followed by the loop, any other by its own end.
  private static void step(
      LoopTask<Context> task,
      int from,
      int times,
      IntFunction<Operation> operation,
      Promise<Void> promise) {
    for (int i = from; i < times; i++) {
      var current = asked(operation, i).in(task);
      if (current.succeeded() && task.outcome(null) == null) continue;
      int next = i + 1;
      current.onComplete(done -> {
        var failure = task.outcome(done.cause());
        if (failure == null) step(task, next, times, operation, promise);
        else promise.fail(failure);
      });
      return;
    }
    promise.complete();
  }

  @Override
  public Operation all(int tasks, IntFunction<Operation> child) {
    return task -> {
      var children = new ArrayList<LoopTask<Context>>(tasks);
      var ended = new ArrayList<Future<Void>>(tasks);
      for (int i = 0; i < tasks; i++) {
        var next = newTask(task.loop);
        ended.add(spawn(next, asked(child, i)));
        children.add(next);
      }
      task.awaits(children);
      return Future.join(ended).mapEmpty();
    };
  }

  private static LoopTask<Context> newTask(Context context) {
    return new LoopTask<>(context, step -> context.runOnContext(_ -> step.run()));
  }

  private static Future<Void> spawn(LoopTask<Context> task, Operation body) {
    Promise<Void> promise = Promise.promise();
    task.execute(() -> {
      if (task.cancelled()) promise.fail(new CancellationException());
      else
        body.in(task)
            .onComplete(done -> {
              var failure = task.outcome(done.cause());
              if (failure == null) promise.complete();
              else promise.fail(failure);
            });
    });
    return promise.future();
  }

  /// A cancellation does not reach a request: the task ends with it.
  @Override
  public Http<Operation> http(Http.Endpoint server) {
    var client = new VertxClient(vertx, server);
    return Http.of((_, body, answer) -> _ -> client.post(body, answer), client::close);
  }

  @Override
  public Running start(Operation program) {
    var task = newTask(vertx.getOrCreateContext());
    var ended = spawn(task, program).toCompletionStage().toCompletableFuture();
    return new Program(ended, task::cancel);
  }

  @Override
  public int parallelism() {
    return 1;
  }

  @Override
  public void close() {
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }
}
