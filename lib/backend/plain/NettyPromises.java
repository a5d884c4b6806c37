//DEPS io.netty:netty-transport:4.2.20.Final
//SOURCES ../Action.java
//SOURCES ../Backend.java
//SOURCES ../Http.java
//SOURCES ../Program.java
//SOURCES ../Running.java
//SOURCES ../http/JdkClient.java
//SOURCES ../http/NettyClient.java

package backend.plain;

import module java.base;

import backend.Action;
import backend.Backend;
import backend.Http;
import backend.Program;
import backend.Running;
import backend.http.JdkClient;
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
import io.netty.util.concurrent.PromiseNotifier;

/// Netty with promises and listeners alone. An operation is a function that starts on an event loop
/// and returns the future of its end.
///
/// A listener completes the promise of what comes next. A cancellation completes the promise that
/// is cancelled. It reaches another future only where `PromiseNotifier.cascade` links the two: from
/// a task to the future that its body returns.
///
/// Follows the Javadoc of `Promise`, `PromiseCombiner` and `PromiseNotifier` (netty.io/4.2/api).
final class NettyPromises implements Backend<Function<EventLoop, Future<Void>>> {
  private final EventLoopGroup group = new MultiThreadIoEventLoopGroup(NioIoHandler.newFactory());

  // The threads start when they are needed.
  private final EventExecutorGroup workers =
      new DefaultEventExecutorGroup(Runtime.getRuntime().availableProcessors());

  @Override
  public Function<EventLoop, Future<Void>> sleep(Duration delay) {
    return loop -> loop.schedule(() -> null, delay.toNanos(), TimeUnit.NANOSECONDS);
  }

  @Override
  public Function<EventLoop, Future<Void>> call(Action action) {
    return loop -> {
      try {
        action.run();
        return loop.newSucceededFuture(null);
      } catch (Throwable failure) {
        return loop.newFailedFuture(failure);
      }
    };
  }

  @Override
  public Function<EventLoop, Future<Void>> blocking(Action action) {
    return loop -> {
      Promise<Void> ended = loop.newPromise();
      PromiseNotifier.cascade(workers.submit(action.callable()), ended);
      return ended;
    };
  }

  @Override
  public Function<EventLoop, Future<Void>> timed(
      Function<EventLoop, Future<Void>> operation, LongConsumer nanos) {
    return loop -> {
      long start = System.nanoTime();
      return followed(loop, operation.apply(loop), () -> nanos.accept(System.nanoTime() - start));
    };
  }

  @Override
  public Function<EventLoop, Future<Void>> after(
      Function<EventLoop, Future<Void>> operation, Runnable code) {
    return loop -> followed(loop, operation.apply(loop), code);
  }

  private static Future<Void> followed(EventLoop loop, Future<Void> running, Runnable code) {
    Promise<Void> ended = loop.newPromise();
    running.addListener(done -> {
      if (!done.isSuccess()) {
        ended.tryFailure(done.cause());
        return;
      }
      try {
        code.run();
        ended.trySuccess(null);
      } catch (Throwable thrown) {
        ended.tryFailure(thrown);
      }
    });
    return ended;
  }

  @Override
  public Function<EventLoop, Future<Void>> repeat(
      int times, IntFunction<Function<EventLoop, Future<Void>>> operation) {
    return loop -> {
      Promise<Void> ended = loop.newPromise();
      step(loop, 0, times, operation, ended);
      return ended;
    };
  }

  /// A step's listener starts the next step. Netty itself bounds the stack of such listeners. The
  /// promise is linked to the last step, which is cancelled with it. To the steps before, there is
  /// no such link.
  private static void step(
      EventLoop loop,
      int i,
      int times,
      IntFunction<Function<EventLoop, Future<Void>>> operation,
      Promise<Void> ended) {
    if (i == times) {
      ended.trySuccess(null);
      return;
    }
    try {
      var running = operation.apply(i).apply(loop);
      if (i == times - 1) {
        PromiseNotifier.cascade(running, ended);
        return;
      }
      running.addListener(done -> {
        if (!done.isSuccess()) ended.tryFailure(done.cause());
        else if (!ended.isDone()) step(loop, i + 1, times, operation, ended);
      });
    } catch (RuntimeException mistake) {
      ended.tryFailure(mistake);
    }
  }

  @Override
  public Function<EventLoop, Future<Void>> all(
      int tasks, IntFunction<Function<EventLoop, Future<Void>>> child) {
    return loop -> {
      var combiner = new PromiseCombiner(loop);
      for (int i = 0; i < tasks; i++) combiner.add(spawn(child.apply(i)));
      Promise<Void> ended = loop.newPromise();
      combiner.finish(ended);
      return ended;
    };
  }

  /// Gives a task to the next event loop of the group.
  Future<Void> spawn(Function<EventLoop, Future<Void>> body) {
    var loop = group.next();
    Promise<Void> ended = loop.newPromise();
    loop.execute(() -> {
      try {
        PromiseNotifier.cascade(body.apply(loop), ended);
      } catch (Throwable thrown) {
        ended.tryFailure(thrown);
      }
    });
    return ended;
  }

  @Override
  public Function<EventLoop, Future<Void>> onCancel(
      Function<EventLoop, Future<Void>> operation, Runnable teardown) {
    return loop ->
        operation
            .apply(loop)
            .addListener(done -> {
              if (done.isCancelled()) teardown.run();
            });
  }

  @Override
  public Http<Function<EventLoop, Future<Void>>> http(Http.Client client, Http.Endpoint server) {
    return switch (client) {
      case OWN -> {
        var own = new NettyClient(server);
        yield Http.of((_, body, answer) -> loop -> own.post(loop, body, answer), own::close);
      }
      case SAME -> JdkClient.bridged(server, NettyPromises::bridged);
      case WIRE -> throw Http.noSockets();
    };
  }

  private static Function<EventLoop, Future<Void>> bridged(Supplier<CompletableFuture<Void>> send) {
    return loop -> {
      Promise<Void> ended = loop.newPromise();
      send.get()
          .whenComplete((_, failure) -> {
            if (failure == null) ended.trySuccess(null);
            else ended.tryFailure(failure);
          });
      return ended;
    };
  }

  @Override
  public Running start(Function<EventLoop, Future<Void>> program) {
    var ended = spawn(program);
    return new Program(ended, () -> ended.cancel(true));
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
