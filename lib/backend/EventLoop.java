//SOURCES Cancelled.java
//SOURCES Http.java
//SOURCES LoopBackend.java
//SOURCES LoopClient.java
//SOURCES LoopEnd.java
//SOURCES LoopRest.java
//SOURCES LoopTask.java
//SOURCES Program.java
//SOURCES Running.java
//SOURCES http/JdkClient.java

package backend;

import module java.base;

import backend.LoopTask.Awaited;
import backend.LoopTask.Operation;
import backend.http.JdkClient;

/// `bare`: a hand-written event loop, the baseline with which the libraries are compared. It does
/// what the scenarios need and nothing else: it has no thread safety inside, no fairness and no
/// debugging aids.
///
/// - A task is an entry of a queue; one thread runs all tasks.
/// - Timer: a binary heap of deadlines, in nanoseconds, or in milliseconds if the loop has sockets
///   to wait for ({@link LoopRest}).
/// - Cancellation goes down the tree of operations to the sleeping leaves, which end at once with a
///   `CancellationException`. `await` returns when the last leaf has reported its end to its
///   parents.
/// - The file is longer than an adapter should be, because it is the library too.
/// - A failed child does not stop its siblings. The first failure is reported when the last child
///   has ended.
/// - Client: hand-written HTTP on a selector.
/// - Not the default: all of it is written by hand, because it is the baseline and not a library.
public final class EventLoop extends LoopBackend<EventLoop> {
  private final Queue<Runnable> arrivals = new ConcurrentLinkedQueue<>();
  private final ArrayDeque<Runnable> ready = new ArrayDeque<>();
  private final PriorityQueue<Timer> timers = new PriorityQueue<>();
  private int dead;
  private final LoopRest rest = new LoopRest();
  private volatile boolean closed;
  private final Thread thread = Thread.ofPlatform().name("bare-loop").daemon().start(this::loop);

  private final class Timer implements Comparable<Timer>, Awaited {
    final long deadline;
    LoopEnd end;

    Timer(long deadline, LoopEnd end) {
      this.deadline = deadline;
      this.end = end;
    }

    void ends(Throwable failure) {
      var told = end;
      end = null;
      told.with(failure);
    }

    @Override
    public void cancel() {
      if (end == null) return;
      // A cancelled timer keeps its place until half of the heap are cancelled timers, because
      // removing them one by one takes quadratic time.
      if (++dead > timers.size() / 2) {
        dead = 0;
        timers.removeIf(timer -> timer.end == null || timer == this);
      }
      ends(Cancelled.ONE);
    }

    @Override
    public int compareTo(Timer other) {
      return Long.signum(deadline - other.deadline);
    }
  }

  @Override
  public Operation<EventLoop> sleep(Duration delay) {
    return (task, end) -> task.awaits(timer(delay, end));
  }

  private Awaited timer(Duration delay, LoopEnd end) {
    var timer = new Timer(System.nanoTime() + delay.toNanos(), end);
    timers.add(timer);
    return timer;
  }

  private static final class Task extends LoopTask<EventLoop> {
    private final LoopEnd end;

    Task(EventLoop loop, Operation<EventLoop> body, LoopEnd end) {
      super(loop, body);
      this.end = end;
    }

    @Override
    void execute(Runnable step) {
      loop.arrivals.add(step);
      loop.rest.wake(loop.thread);
    }

    @Override
    public void with(Throwable failure) {
      end.with(failure);
    }
  }

  @Override
  public Operation<EventLoop> all(int tasks, IntFunction<Operation<EventLoop>> child) {
    return (task, end) -> {
      if (tasks == 0) ready.add(() -> end.with(null));
      var group = new Group(tasks, end);
      for (int i = 0; i < tasks; i++) group.spawn(asked(child, i));
      task.awaits(group);
    };
  }

  /// Is notified of the end of each child, and cancels all of them.
  private final class Group implements LoopEnd, Awaited {
    private final List<Task> children;
    private final LoopEnd end;
    private int left;
    private Throwable first;

    Group(int tasks, LoopEnd end) {
      this.children = new ArrayList<>(tasks);
      this.left = tasks;
      this.end = end;
    }

    void spawn(Operation<EventLoop> body) {
      var child = new Task(EventLoop.this, body, this);
      children.add(child);
      ready.add(child);
    }

    @Override
    public void with(Throwable failure) {
      if (first == null) first = failure;
      if (--left == 0) end.with(first);
    }

    @Override
    public void cancel() {
      children.forEach(LoopTask::cancel);
    }
  }

  /// Its own client is the hand-written one, because the loop has nothing but sockets.
  @Override
  public Http<Operation<EventLoop>> http(Http.Client client, Http.Endpoint server) {
    if (client == Http.Client.SAME) return JdkClient.bridged(server, LoopBackend::bridged);
    var sockets = new LoopClient<EventLoop>(this::timer, rest.selector(), server);
    rest.wake(thread);
    return sockets;
  }

  @Override
  public Running start(Operation<EventLoop> program) {
    var ended = new CompletableFuture<Void>();
    var task =
        new Task(
            this,
            program,
            failure -> {
              if (failure == null || failure instanceof CancellationException) ended.complete(null);
              else ended.completeExceptionally(failure);
            });
    task.execute(task);
    return new Program(ended, () -> task.execute(task::cancel));
  }

  private void loop() {
    while (!closed) {
      for (Runnable arrival; (arrival = arrivals.poll()) != null; ) arrival.run();
      long now = System.nanoTime();
      for (Timer timer; (timer = timers.peek()) != null && timer.deadline - now <= 0; ) {
        timers.poll();
        if (timer.end != null) timer.ends(null);
        else dead--;
      }
      for (int turn = ready.size(); turn > 0; turn--) ready.poll().run();
      if (!ready.isEmpty() || !arrivals.isEmpty() || closed) rest.rest(0);
      else if (timers.isEmpty()) rest.rest(Long.MAX_VALUE);
      else rest.rest(timers.peek().deadline - System.nanoTime());
    }
  }

  @Override
  public int parallelism() {
    return 1;
  }

  @Override
  public void close() {
    closed = true;
    rest.wake(thread);
    try {
      thread.join();
      rest.close();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
