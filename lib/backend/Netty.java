//DEPS io.netty:netty-transport:4.2.20.Final
//SOURCES Backend.java
//SOURCES LoopTask.java
//SOURCES Program.java
//SOURCES http/NettyClient.java

package backend;

import module java.base;

import backend.http.NettyClient;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.util.concurrent.DefaultEventExecutorGroup;
import io.netty.util.concurrent.EventExecutorGroup;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.Promise;
import io.netty.util.concurrent.PromiseCombiner;

/// Netty: an operation is something that returns one of Netty's futures when it is started in a task.
///
/// - A task is given to the next event loop of the group, as a new connection is, and stays there. The group has two
///   threads per processor.
/// - Timer: `EventLoop.schedule`, in nanoseconds, on the task's own loop.
/// - Cancellation: `Future.cancel` of the timers. Futures do not pass it on, so that a {@link LoopTask} sends it to where
///   the task waits; `await` returns when the last child's promise has been kept.
/// - A failed child does not stop its siblings: `PromiseCombiner` waits for all, and tells the first failure.
///
/// Follows the Javadoc of `EventLoopGroup`, `Promise` and `PromiseCombiner` (netty.io/4.2/api).
public final class Netty implements Backend<Netty.Operation> {

  /// Starts on the loop of the task.
  public interface Operation {
    Future<Void> in(LoopTask<EventLoop> task);
  }

  private final EventLoopGroup group = new MultiThreadIoEventLoopGroup(NioIoHandler.newFactory());

  // Its threads start when they are asked for.
  private final EventExecutorGroup workers =
      new DefaultEventExecutorGroup(Runtime.getRuntime().availableProcessors());

  @Override
  public Operation sleep(Duration delay) {
    return task -> {
      if (task.cancelled()) return task.loop.newFailedFuture(new CancellationException());
      var timer = task.loop.<Void>schedule(() -> null, delay.toNanos(), TimeUnit.NANOSECONDS);
      task.awaits(() -> timer.cancel(false));
      return timer;
    };
  }

  @Override
  public Operation call(Action action) {
    return task -> {
      try {
        action.run();
        return task.loop.newSucceededFuture(null);
      } catch (Throwable failure) {
        return task.loop.newFailedFuture(failure);
      }
    };
  }

  @Override
  public Operation blocking(Action action) {
    return task -> {
      var promise = task.loop.<Void>newPromise();
      workers
          .submit(action.callable())
          .addListener((Future<Void> ended) -> {
            if (ended.isSuccess()) promise.setSuccess(null);
            else promise.setFailure(ended.cause());
          });
      return promise;
    };
  }

  @Override
  public Operation timed(Operation operation, LongConsumer nanos) {
    return task -> {
      long start = System.nanoTime();
      return operation
          .in(task)
          .addListener(done -> {
            if (done.isSuccess()) task.listens(() -> nanos.accept(System.nanoTime() - start));
          });
    };
  }

  @Override
  public Operation onCancel(Operation operation, Runnable teardown) {
    return task ->
        operation
            .in(task)
            .addListener(done -> {
              if (done.cause() instanceof CancellationException) task.listens(teardown);
            });
  }

  private static void end(Promise<Void> promise, Throwable failure) {
    if (failure == null) promise.setSuccess(null);
    else promise.setFailure(failure);
  }

  /// The operation that the caller gives when it is asked, or one that fails as the caller did.
  private static Operation asked(IntFunction<Operation> operation, int i) {
    try {
      return operation.apply(i);
    } catch (Throwable failure) {
      return task -> task.loop.newFailedFuture(failure);
    }
  }

  @Override
  public Operation repeat(int times, IntFunction<Operation> operation) {
    return task -> {
      Promise<Void> promise = task.loop.newPromise();
      step(task, 0, times, operation, promise);
      return promise;
    };
  }

  /// A step that has ended already is followed by the loop, any other by its own end.
  private static void step(
      LoopTask<EventLoop> task,
      int from,
      int times,
      IntFunction<Operation> operation,
      Promise<Void> promise) {
    for (int i = from; i < times; i++) {
      var current = asked(operation, i).in(task);
      if (current.isSuccess() && task.outcome(null) == null) continue;
      int next = i + 1;
      current.addListener(done -> {
        var failure = task.outcome(done.cause());
        if (failure == null) step(task, next, times, operation, promise);
        else promise.setFailure(failure);
      });
      return;
    }
    promise.setSuccess(null);
  }

  @Override
  public Operation all(int tasks, IntFunction<Operation> child) {
    return task -> {
      var children = new ArrayList<LoopTask<EventLoop>>(tasks);
      var combiner = new PromiseCombiner(task.loop);
      for (int i = 0; i < tasks; i++) {
        var next = newTask();
        combiner.add(spawn(next, asked(child, i)));
        children.add(next);
      }
      Promise<Void> promise = task.loop.newPromise();
      combiner.finish(promise);
      task.awaits(children);
      return promise;
    };
  }

  private LoopTask<EventLoop> newTask() {
    var loop = group.next();
    return new LoopTask<>(loop, loop);
  }

  private static Future<Void> spawn(LoopTask<EventLoop> task, Operation body) {
    Promise<Void> promise = task.loop.newPromise();
    task.execute(() -> {
      if (task.cancelled()) promise.setFailure(new CancellationException());
      else body.in(task).addListener(done -> end(promise, task.outcome(done.cause())));
    });
    return promise;
  }

  @Override
  public Http<Operation> http(Http.Endpoint server) {
    var client = new NettyClient(server);
    return Http.of(
        (_, body, answer) ->
            task -> {
              var ended = client.post(task.loop, body, answer);
              task.awaits(() -> ended.cancel(false));
              return ended;
            },
        client::close);
  }

  @Override
  public Running start(Operation program) {
    var task = newTask();
    return new Program(spawn(task, program), task::cancel);
  }

  @Override
  public int parallelism() {
    return Runtime.getRuntime().availableProcessors();
  }

  @Override
  public void close() {
    workers.shutdownGracefully(0, 1, TimeUnit.SECONDS).syncUninterruptibly();
    group.shutdownGracefully(0, 1, TimeUnit.SECONDS).syncUninterruptibly();
  }
}
