//DEPS io.netty:netty-transport:4.2.20.Final
//SOURCES Action.java
//SOURCES Cancelled.java
//SOURCES EventLoop.java
//SOURCES Http.java
//SOURCES LoopBackend.java
//SOURCES LoopEnd.java
//SOURCES LoopTask.java
//SOURCES Program.java
//SOURCES Running.java
//SOURCES http/JdkClient.java
//SOURCES http/NettyClient.java
//SOURCES http/NettySockets.java

package backend;

import module java.base;

import backend.LoopTask.Awaited;
import backend.LoopTask.Operation;
import backend.http.JdkClient;
import backend.http.NettyClient;
import backend.http.NettySockets;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.util.concurrent.DefaultEventExecutorGroup;
import io.netty.util.concurrent.EventExecutorGroup;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.Promise;
import io.netty.util.concurrent.PromiseCombiner;

/// Netty: an operation runs on the event loop of its task. The end of a task is a `Promise`.
///
/// - A task is given to the next event loop of the group, as a new connection is, and stays on it.
///   The group has two threads per processor.
/// - Timer: `EventLoop.schedule`, in nanoseconds, on the task's own loop.
/// - Cancellation: `Future.cancel` of the timers. Promises do not pass a cancellation on, so a
///   {@link LoopTask} passes it to what the task waits for. `await` returns when the last child's
///   promise is complete.
/// - A failed child does not stop its siblings: `PromiseCombiner` waits for all, and reports the
///   first failure.
/// - Client: its HTTP codec on the event loop of the task; the hand-written client uses channels
///   without the codec.
/// - Not the default: a cancellation is passed on by the adapter, because promises have no
///   children.
///
/// Follows the Javadoc of `EventLoopGroup`, `Promise` and `PromiseCombiner` (netty.io/4.2/api).
public final class Netty extends LoopBackend<EventLoop> {
  private final EventLoopGroup group = new MultiThreadIoEventLoopGroup(NioIoHandler.newFactory());

  // The threads start when they are needed.
  private final EventExecutorGroup workers =
      new DefaultEventExecutorGroup(Runtime.getRuntime().availableProcessors());

  /// As many as the Javadoc of `ChannelPipeline` gives to handlers that would block an event loop.
  private final EventExecutorGroup blockers = new DefaultEventExecutorGroup(16);

  /// A timer and what it runs. The task lives longer than the timer, and need not keep Netty's
  /// timer.
  private static final class Timer implements Runnable, Awaited {
    private final LoopEnd end;
    private Future<?> timer;

    Timer(EventLoop loop, Duration delay, LoopEnd end) {
      this.end = end;
      timer = loop.schedule(this, delay.toNanos(), TimeUnit.NANOSECONDS);
    }

    @Override
    public void run() {
      timer = null;
      end.with(null);
    }

    @Override
    public void cancel() {
      if (timer != null && timer.cancel(false)) end.with(Cancelled.ONE);
    }
  }

  @Override
  public Operation<EventLoop> sleep(Duration delay) {
    return (task, end) -> task.awaits(new Timer(task.loop, delay, end));
  }

  @Override
  public Operation<EventLoop> blocking(Action action) {
    return on(workers, action);
  }

  @Override
  public Operation<EventLoop> blockingCall(Action action) {
    return on(blockers, action);
  }

  private static Operation<EventLoop> on(EventExecutorGroup group, Action action) {
    return (task, end) ->
        group
            .submit(action.callable())
            .addListener(done -> task.execute(() -> end.with(done.cause())));
  }

  private static final class Task extends LoopTask<EventLoop> {
    final Promise<Void> ended;

    Task(EventLoop loop, Operation<EventLoop> body) {
      super(loop, body);
      ended = loop.newPromise();
    }

    @Override
    void execute(Runnable step) {
      loop.execute(step);
    }

    @Override
    public void with(Throwable failure) {
      if (failure == null) ended.setSuccess(null);
      else ended.setFailure(failure);
    }
  }

  private Task spawn(Operation<EventLoop> body) {
    var task = new Task(group.next(), body);
    task.execute(task);
    return task;
  }

  @Override
  public Operation<EventLoop> all(int tasks, IntFunction<Operation<EventLoop>> child) {
    return (task, end) -> {
      var children = new ArrayList<Task>(tasks);
      var combiner = new PromiseCombiner(task.loop);
      for (int i = 0; i < tasks; i++) {
        var next = spawn(asked(child, i));
        combiner.add((Future<Void>) next.ended);
        children.add(next);
      }
      combiner.finish(task.loop.<Void>newPromise().addListener(done -> end.with(done.cause())));
      task.awaits(children);
    };
  }

  @Override
  public Http<Operation<EventLoop>> http(Http.Client client, Http.Endpoint server) {
    return switch (client) {
      case OWN -> {
        var own = new NettyClient(server);
        yield Http.of(
            (_, body, answer) ->
                (task, end) -> {
                  var ended = own.post(task.loop, body, answer);
                  ended.addListener(done -> end.with(done.cause()));
                  task.awaits(() -> ended.cancel(false));
                },
            own::close);
      }
      case SAME -> JdkClient.bridged(server, LoopBackend::bridged);
      case WIRE -> {
        var sockets = new NettySockets(server);
        yield Http.of(
            (_, body, answer) ->
                (task, end) ->
                    task.awaits(sockets.post(task.loop, body, answer, end::with)::cancel),
            sockets::close);
      }
    };
  }

  @Override
  public Running start(Operation<EventLoop> program) {
    var task = spawn(program);
    return new Program(task.ended, () -> task.execute(task::cancel));
  }

  @Override
  public int parallelism() {
    return Runtime.getRuntime().availableProcessors();
  }

  @Override
  public void close() {
    blockers.shutdownGracefully(0, 1, TimeUnit.SECONDS).syncUninterruptibly();
    workers.shutdownGracefully(0, 1, TimeUnit.SECONDS).syncUninterruptibly();
    group.shutdownGracefully(0, 1, TimeUnit.SECONDS).syncUninterruptibly();
  }
}
