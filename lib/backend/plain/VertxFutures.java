//DEPS io.vertx:vertx-core:5.2.3
//SOURCES ../../http/VertxFiles.java
//SOURCES ../Action.java
//SOURCES ../Backend.java
//SOURCES ../Http.java
//SOURCES ../Program.java
//SOURCES ../Running.java
//SOURCES ../Unsupported.java
//SOURCES ../http/JdkClient.java
//SOURCES ../http/VertxClient.java

package backend.plain;

import module java.base;

import backend.Action;
import backend.Backend;
import backend.Http;
import backend.Program;
import backend.Running;
import backend.Unsupported;
import backend.http.JdkClient;
import backend.http.VertxClient;
import http.VertxFiles;
import io.vertx.core.Context;
import io.vertx.core.Deployable;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;

/// Vert.x with its futures alone. An operation is a function that starts on a context and returns
/// the future of its end.
///
/// A future has no `cancel`, so neither has a program, and nothing of it ever sees a cancellation.
///
/// Follows vertx.io/docs/vertx-core/java, "Future composition" and "Future coordination".
final class VertxFutures implements Backend<Supplier<Future<Void>>> {
  static final String NO_CANCEL = "a future has no cancel";

  final Vertx vertx = Vertx.vertx(VertxFiles.none());
  private final List<Context> contexts = new CopyOnWriteArrayList<>();

  /// @param verticles number of verticles, each with an event loop of its own
  VertxFutures(int verticles) {
    Supplier<Deployable> verticle =
        () ->
            context -> {
              contexts.add(context);
              return Future.succeededFuture();
            };
    var options = new DeploymentOptions().setInstances(verticles);
    vertx.deployVerticle(verticle, options).await();
  }

  @Override
  public Supplier<Future<Void>> sleep(Duration delay) {
    if (delay.isZero()) return Future::succeededFuture;
    return () -> vertx.timer(delay.toNanos(), TimeUnit.NANOSECONDS);
  }

  @Override
  public Supplier<Future<Void>> call(Action action) {
    return () -> {
      try {
        action.run();
        return Future.succeededFuture();
      } catch (Throwable failure) {
        return Future.failedFuture(failure);
      }
    };
  }

  @Override
  public Supplier<Future<Void>> blocking(Action action) {
    return () -> vertx.executeBlocking(action.callable(), false);
  }

  @Override
  public Supplier<Future<Void>> timed(Supplier<Future<Void>> operation, LongConsumer nanos) {
    return () -> {
      long start = System.nanoTime();
      return followed(operation.get(), () -> nanos.accept(System.nanoTime() - start));
    };
  }

  @Override
  public Supplier<Future<Void>> after(Supplier<Future<Void>> operation, Runnable code) {
    return () -> followed(operation.get(), code);
  }

  private static Future<Void> followed(Future<Void> running, Runnable code) {
    return running.map(nothing -> {
      code.run();
      return nothing;
    });
  }

  /// The usual recursion: each step composes the next one.
  @Override
  public Supplier<Future<Void>> repeat(int times, IntFunction<Supplier<Future<Void>>> operation) {
    return () -> step(0, times, operation);
  }

  private static Future<Void> step(
      int i, int times, IntFunction<Supplier<Future<Void>>> operation) {
    return i == times
        ? Future.succeededFuture()
        : operation.apply(i).get().compose(_ -> step(i + 1, times, operation));
  }

  /// `join` ends when all children have ended. The last one may be on another event loop.
  @Override
  public Supplier<Future<Void>> all(int tasks, IntFunction<Supplier<Future<Void>>> child) {
    return () -> here(Future.join(tasks(tasks, child)));
  }

  List<Future<Void>> tasks(int tasks, IntFunction<Supplier<Future<Void>>> child) {
    var started = new ArrayList<Future<Void>>(tasks);
    for (int i = 0; i < tasks; i++)
      started.add(spawn(contexts.get(i % contexts.size()), child.apply(i)));
    return started;
  }

  /// What follows runs on the context that this method is called on.
  Future<Void> here(Future<?> elsewhere) {
    var own = vertx.getOrCreateContext();
    var ended = Promise.<Void>promise();
    elsewhere.onComplete((_, failure) -> own.runOnContext(_ -> ended.complete(null, failure)));
    return ended.future();
  }

  private static Future<Void> spawn(Context context, Supplier<Future<Void>> body) {
    var ended = Promise.<Void>promise();
    context.runOnContext(
        _ -> Future.<Void>succeededFuture().compose(_ -> body.get()).onComplete(ended));
    return ended.future();
  }

  /// Nothing is ever cancelled, so the teardown never runs.
  @Override
  public Supplier<Future<Void>> onCancel(Supplier<Future<Void>> operation, Runnable teardown) {
    return operation;
  }

  @Override
  public Http<Supplier<Future<Void>>> http(Http.Client client, Http.Endpoint server) {
    return switch (client) {
      case OWN -> {
        var own = new VertxClient(vertx, server);
        yield Http.of((_, body, answer) -> () -> own.post(body, answer), own::close);
      }
      case SAME -> JdkClient.bridged(server, send -> () -> Future.fromCompletionStage(send.get()));
      case WIRE -> throw Http.noSockets();
    };
  }

  @Override
  public Running start(Supplier<Future<Void>> program) {
    var ended = spawn(contexts.getFirst(), program).toCompletionStage().toCompletableFuture();
    return new Program(
        ended,
        () -> {
          throw new Unsupported(NO_CANCEL);
        });
  }

  @Override
  public int parallelism() {
    return contexts.size();
  }

  @Override
  public void close() {
    vertx.close().await();
  }
}
