//SOURCES Backend.java
//SOURCES LoopClient.java
//SOURCES LoopRest.java
//SOURCES Program.java

package backend;

import module java.base;

/// `bare`: a hand-written event loop, the floor that the libraries are held against. It does what the scenarios
/// need and nothing else: no thread safety inside, no fairness, no debugging aids.
///
/// - A task is an entry of a queue; one thread runs them all.
/// - Timer: a binary heap of deadlines, in nanoseconds; in milliseconds where it has sockets to wait for ({@link LoopRest}).
/// - Cancellation goes down the tree of operations to the sleeping leaves, which end at once with a
///   `CancellationException`; `await` returns when the last leaf has told its parents.
/// - Longer than an adapter should be: this one is the library too.
/// - A failed child does not stop its siblings: the first failure is told when the last child has ended.
public final class EventLoop implements Backend<EventLoop.Operation> {

  /// Starts on the loop's thread, ends exactly once through `end`, and returns how to cancel it until then.
  public interface Operation {
    Runnable start(End end);
  }

  /// Told once, on the loop's thread: null for success, a `CancellationException`, or the failure.
  public interface End {
    void with(Throwable failure);
  }

  private static final Runnable NOTHING = () -> {};
  private static final CancellationException CANCELLED = new Cancelled();

  private final Queue<Runnable> arrivals = new ConcurrentLinkedQueue<>();
  private final ArrayDeque<Runnable> ready = new ArrayDeque<>();
  private final PriorityQueue<Timer> timers = new PriorityQueue<>();
  private int dead;
  private final LoopRest rest = new LoopRest();
  private volatile boolean closed;
  private final Thread thread = Thread.ofPlatform().name("bare-loop").daemon().start(this::loop);

  /// One for all, without a stack trace, which would cost more than the cancellation.
  private static final class Cancelled extends CancellationException {
    private static final long serialVersionUID = 1;

    @Override
    public Throwable fillInStackTrace() {
      return this;
    }
  }

  private final class Timer implements Comparable<Timer>, Runnable {
    final long deadline;
    End end;

    Timer(long deadline, End end) {
      this.deadline = deadline;
      this.end = end;
    }

    void ends(Throwable failure) {
      var told = end;
      end = null;
      told.with(failure);
    }

    @Override
    public void run() {
      if (end == null) return;
      // A dead timer keeps its place until half of the heap is dead: removing one by one is
      // quadratic.
      if (++dead > timers.size() / 2) {
        dead = 0;
        timers.removeIf(timer -> timer.end == null || timer == this);
      }
      ends(CANCELLED);
    }

    @Override
    public int compareTo(Timer other) {
      return Long.signum(deadline - other.deadline);
    }
  }

  @Override
  public Operation sleep(Duration delay) {
    return end -> {
      var timer = new Timer(System.nanoTime() + delay.toNanos(), end);
      timers.add(timer);
      return timer;
    };
  }

  @Override
  public Operation call(Action action) {
    return end -> {
      end.with(thrown(action));
      return NOTHING;
    };
  }

  /// What the caller's code threw; null if nothing. No exception may reach the loop, which runs everybody's programs.
  static Throwable thrown(Action action) {
    try {
      action.run();
      return null;
    } catch (Throwable t) {
      return t;
    }
  }

  /// The operation that the caller gives when it is asked, or one that fails as the caller did.
  private static Operation asked(IntFunction<Operation> operation, int i) {
    try {
      return operation.apply(i);
    } catch (Throwable t) {
      return end -> {
        end.with(t);
        return NOTHING;
      };
    }
  }

  @Override
  public Operation timed(Operation operation, LongConsumer nanos) {
    return end -> {
      long start = System.nanoTime();
      return operation.start(failure -> {
        if (failure != null) end.with(failure);
        else end.with(thrown(() -> nanos.accept(System.nanoTime() - start)));
      });
    };
  }

  @Override
  public Operation onCancel(Operation operation, Runnable teardown) {
    return end ->
        operation.start(failure -> {
          var thrown = failure instanceof CancellationException ? thrown(teardown::run) : null;
          end.with(thrown == null ? failure : thrown);
        });
  }

  @Override
  public Operation repeat(int times, IntFunction<Operation> operation) {
    return end -> new Steps(times, operation, end).first();
  }

  /// The steps of one `repeat`. A step that ends while it is being started is followed by a loop, not by a call.
  private static final class Steps implements End {
    final int times;
    final IntFunction<Operation> operation;
    final End end;
    int next;
    boolean starting, pending;
    Runnable current = NOTHING;

    Steps(int times, IntFunction<Operation> operation, End end) {
      this.times = times;
      this.operation = operation;
      this.end = end;
    }

    Runnable first() {
      advance();
      return () -> current.run();
    }

    void advance() {
      starting = true;
      do {
        if (next == times) {
          end.with(null);
          break;
        }
        pending = true;
        current = asked(operation, next++).start(this);
      } while (!pending);
      starting = false;
    }

    @Override
    public void with(Throwable failure) {
      if (failure != null) {
        end.with(failure);
        return;
      }
      pending = false;
      if (!starting) advance();
    }
  }

  @Override
  public Operation all(int tasks, IntFunction<Operation> child) {
    return end -> {
      if (tasks == 0) ready.add(() -> end.with(null));
      var group = new Group(tasks, end);
      for (int i = 0; i < tasks; i++) group.spawn(i, asked(child, i));
      return group;
    };
  }

  /// Is told the end of each child, and cancels all of them when it is run.
  private final class Group implements End, Runnable {
    final Runnable[] cancels;
    final End end;
    int left;
    boolean cancelled;
    Throwable first;

    Group(int tasks, End end) {
      this.cancels = new Runnable[tasks];
      this.left = tasks;
      this.end = end;
    }

    void spawn(int i, Operation body) {
      ready.add(() -> {
        if (cancelled) with(CANCELLED);
        else cancels[i] = body.start(this);
      });
    }

    @Override
    public void with(Throwable failure) {
      if (first == null) first = failure;
      if (--left == 0) end.with(first);
    }

    @Override
    public void run() {
      cancelled = true;
      for (var cancel : cancels) if (cancel != null) cancel.run();
    }
  }

  @Override
  public Http<Operation> http(Http.Endpoint server) {
    var client = new LoopClient(this, rest.selector(), server);
    rest.wake(thread);
    return client;
  }

  @Override
  public Running start(Operation program) {
    var ended = new CompletableFuture<Void>();
    var cancel = new AtomicReference<>(NOTHING);
    post(() ->
        cancel.set(
            program.start(failure -> {
              if (failure == null || failure instanceof CancellationException) ended.complete(null);
              else ended.completeExceptionally(failure);
            })));
    return new Program(
        ended,
        () ->
            post(() -> {
              if (!ended.isDone()) cancel.get().run();
            }));
  }

  private void post(Runnable arrival) {
    arrivals.add(arrival);
    rest.wake(thread);
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
