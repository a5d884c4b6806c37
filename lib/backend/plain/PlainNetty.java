//SOURCES NettyPromises.java
//SOURCES ../Plain.java
//SOURCES ../Unsupported.java

package backend.plain;

import module java.base;

import backend.Plain;
import backend.Unsupported;
import io.netty.channel.EventLoop;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.Promise;
import io.netty.util.concurrent.PromiseNotifier;
import io.netty.util.internal.logging.InternalLoggerFactory;
import io.netty.util.internal.logging.JdkLoggerFactory;

/// Netty as its users have it: promises and listeners. What a listener throws is logged, and
/// reaches nobody.
public final class PlainNetty extends Plain<Function<EventLoop, Future<Void>>> {
  private final NettyPromises promises;

  /// The loggers are those that Netty takes where no binding of SLF4J is on the class path.
  public PlainNetty() {
    InternalLoggerFactory.setDefaultFactory(JdkLoggerFactory.INSTANCE);
    this(new NettyPromises());
  }

  private PlainNetty(NettyPromises promises) {
    super(promises);
    this.promises = promises;
  }

  @Override
  public Function<EventLoop, Future<Void>> timeout(
      Function<EventLoop, Future<Void>> operation, Duration limit) {
    throw new Unsupported("no deadline of a future; users schedule a failure by hand");
  }

  @Override
  public Function<EventLoop, Future<Void>> race(
      int racers, IntFunction<Function<EventLoop, Future<Void>>> racer) {
    throw new Unsupported("no race of futures; PromiseCombiner waits for all");
  }

  @Override
  public String siblingsRunOn() {
    return "PromiseCombiner waits for all futures, and a failure cancels none of them";
  }

  /// `setUncancellable`.
  @Override
  public Function<EventLoop, Future<Void>> shield(Function<EventLoop, Future<Void>> operation) {
    return loop -> {
      Promise<Void> ended = loop.newPromise();
      ended.setUncancellable();
      operation.apply(loop).addListener(new PromiseNotifier<>(ended));
      return ended;
    };
  }

  @Override
  public Function<EventLoop, Future<Void>> detach(Function<EventLoop, Future<Void>> operation) {
    return call(() -> promises.spawn(operation));
  }

  @Override
  public Function<EventLoop, Future<Void>> caught(
      Function<EventLoop, Future<Void>> operation, Consumer<Throwable> seen) {
    return resumed(operation, done -> !done.isSuccess() && !done.isCancelled(), seen);
  }

  @Override
  public Function<EventLoop, Future<Void>> swallow(
      Function<EventLoop, Future<Void>> operation, Consumer<Throwable> seen) {
    return resumed(operation, Future::isCancelled, seen);
  }

  /// A promise that a listener completes.
  private static Function<EventLoop, Future<Void>> resumed(
      Function<EventLoop, Future<Void>> operation,
      Predicate<Future<?>> after,
      Consumer<Throwable> seen) {
    return loop -> {
      Promise<Void> ended = loop.newPromise();
      operation
          .apply(loop)
          .addListener(done -> {
            if (after.test(done)) seen.accept(done.cause());
            else if (!done.isSuccess()) {
              ended.tryFailure(done.cause());
              return;
            }
            ended.trySuccess(null);
          });
      return ended;
    };
  }

  @Override
  public Local<Function<EventLoop, Future<Void>>> local() {
    throw new Unsupported("no context of a task; attributes belong to a channel");
  }

  @Override
  public void listen(Consumer<Throwable> lost) {
    throw new Unsupported("no place for failures that reach nobody but the log");
  }
}
