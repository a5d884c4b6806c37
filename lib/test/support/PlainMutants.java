//SOURCES PlainMutant.java
//SOURCES ../../Library.java

package test.support;

import module java.base;

import backend.Action;
import backend.Running;

/// Backends that misbehave in one way, each with the probe that must show it and what it must say.
public final class PlainMutants {
  private PlainMutants() {}

  /// @param probe its id
  /// @param backend the backend that is changed, which says something else
  /// @param says what the probe must say of the mutant
  public record Case(String probe, String backend, String says, Supplier<PlainMutant> mutant) {
    @Override
    public String toString() {
      return probe + " says '" + says + "'";
    }
  }

  static Stream<Case> cases() {
    return Stream.of(
        new Case("child-fails", "kotlin-coroutines", "siblings run on, awaited", RunsOn::new),
        new Case("two-fail", "kotlin-coroutines", "one is lost", LosesSecond::new),
        new Case("unawaited-fails", THREADS, "silent", SilentDetached::new),
        new Case("outlives", THREADS, "is awaited", AwaitsDetached::new),
        new Case("cancel-sleeping", THREADS, "sleeps on", SleepsOn::new),
        new Case("cancel-waits", THREADS, "clean-up is not awaited", AwaitsNothing::new),
        new Case("cancel-unstarted", THREADS, "clean-up is skipped", SkipsTeardown::new),
        new Case("result-meets-cancel", THREADS, "a message is lost", DropsMessage::new),
        new Case("cancel-computing", "zio", "runs to its end", ShieldsLoops::new),
        new Case("deadline-work", THREADS, "only the waiting ends", LetsWorkGoOn::new),
        new Case(
            "deadline-uncooperative", THREADS, "caller gets late result", IgnoresDeadline::new),
        new Case("blocking-inside", THREADS, "others stand still", OneAtATime::new),
        new Case("no-consumer", THREADS, "grows without bound", Unbounded::new),
        new Case("context", THREADS, "lost in the child", ForgetsContext::new),
        new Case("limiter-leak", THREADS, "permits leaked", LeaksPermits::new),
        new Case("late-failure", THREADS, "silent", SilentAfterCancel::new),
        new Case("nested-scope", THREADS, "reaches the outside", Rethrows::new),
        new Case("timer", THREADS, "early at times", WakesEarly::new));
  }

  private static final String THREADS = "virtual-threads";

  private static final class RunsOn extends PlainMutant {
    RunsOn() {
      super("kotlin-coroutines");
    }

    @Override
    public Object all(int tasks, IntFunction<Object> child) {
      var first = new AtomicReference<Throwable>();
      return then(
          whole.all(
              tasks,
              i -> whole.caught(child.apply(i), failure -> first.compareAndSet(null, failure))),
          call(() -> {
            if (first.get() instanceof Exception failure) throw failure;
          }));
    }
  }

  private static final class LosesSecond extends PlainMutant {
    LosesSecond() {
      super("kotlin-coroutines");
    }

    @Override
    public Running start(Object program) {
      return new Changed(whole.start(program)) {
        @Override
        public void await() throws Exception {
          try {
            super.await();
          } catch (Exception e) {
            throw new IllegalStateException(e.getMessage());
          }
        }
      };
    }
  }

  private static final class SilentDetached extends Changes {
    @Override
    public Object detach(Object operation) {
      return whole.detach(whole.caught(operation, _ -> {}));
    }
  }

  private static final class AwaitsDetached extends Changes {
    @Override
    public Object detach(Object operation) {
      return operation;
    }
  }

  private static final class SleepsOn extends Changes {
    @Override
    public Object sleep(Duration delay) {
      return call(() -> {
        long end = System.nanoTime() + Math.min(delay.toNanos(), 2_000_000_000);
        while (System.nanoTime() < end) LockSupport.parkNanos(end - System.nanoTime());
      });
    }
  }

  private static final class AwaitsNothing extends Changes {
    @Override
    public Running start(Object program) {
      return new Changed(whole.start(program)) {
        private volatile boolean cancelled;

        @Override
        public void cancel() {
          cancelled = true;
          super.cancel();
        }

        @Override
        public void await() throws Exception {
          if (!cancelled) super.await();
        }
      };
    }
  }

  private static final class SkipsTeardown extends Changes {
    @Override
    public Object onCancel(Object operation, Runnable teardown) {
      return operation;
    }
  }

  private static final class DropsMessage extends Changes {
    @Override
    public Channel<Object> channel(int capacity) {
      var inner = whole.channel(capacity);
      return new Channel<>() {
        @Override
        public Object send(Object message) {
          return inner.send(message);
        }

        @Override
        public Object receive(Consumer<Object> receiver) {
          var taken = new AtomicReference<Object>();
          return then(
              inner.receive(taken::set),
              then(sleep(Duration.ofMillis(1)), call(() -> receiver.accept(taken.get()))));
        }
      };
    }
  }

  private static final class ShieldsLoops extends PlainMutant {
    ShieldsLoops() {
      super("zio");
    }

    @Override
    public Object repeat(int times, IntFunction<Object> operation) {
      return whole.shield(whole.repeat(times, operation));
    }
  }

  private static final class LetsWorkGoOn extends Changes {
    @Override
    public Object timeout(Object operation, Duration limit) {
      return then(
          whole.detach(operation),
          then(
              sleep(limit),
              call(() -> {
                throw new TimeoutException();
              })));
    }
  }

  private static final class IgnoresDeadline extends Changes {
    @Override
    public Object timeout(Object operation, Duration limit) {
      return operation;
    }
  }

  private static final class OneAtATime extends Changes {
    // In the order of waiting: otherwise the heartbeat might always be the lucky one.
    private final Lock one = new ReentrantLock(true);

    @Override
    public Object sleep(Duration delay) {
      return call(() -> Thread.sleep(delay));
    }

    @Override
    public Object call(Action action) {
      return whole.call(() -> {
        one.lock();
        try {
          action.run();
        } finally {
          one.unlock();
        }
      });
    }
  }

  private static final class Unbounded extends Changes {
    @Override
    public Channel<Object> channel(int capacity) {
      var queue = new LinkedBlockingQueue<>();
      return new Channel<>() {
        @Override
        public Object send(Object message) {
          return call(() -> queue.put(message));
        }

        @Override
        public Object receive(Consumer<Object> receiver) {
          return call(() -> receiver.accept(queue.take()));
        }
      };
    }
  }

  private static final class ForgetsContext extends Changes {
    @Override
    public Local<Object> local() {
      var inner = whole.local();
      return new Local<>() {
        @Override
        public Object with(Object value, Object operation) {
          return operation;
        }

        @Override
        public Object read(Consumer<Object> reader) {
          return inner.read(reader);
        }
      };
    }
  }

  private static final class LeaksPermits extends Changes {
    @Override
    public Limiter<Object> limiter(int permits) {
      var semaphore = new Semaphore(permits);
      return operation ->
          then(then(call(semaphore::acquire), operation), call(() -> semaphore.release()));
    }
  }

  private static final class SilentAfterCancel extends Changes {
    @Override
    public Running start(Object program) {
      return new Changed(whole.start(whole.caught(program, _ -> {})));
    }
  }

  private static final class Rethrows extends Changes {
    @Override
    public Object caught(Object operation, Consumer<Throwable> seen) {
      return operation;
    }
  }

  private static final class WakesEarly extends Changes {
    @Override
    public Object sleep(Duration delay) {
      return whole.sleep(delay.dividedBy(2));
    }
  }

  private static class Changes extends PlainMutant {
    Changes() {
      super(THREADS);
    }
  }

  private static class Changed implements Running {
    private final Running inner;

    Changed(Running inner) {
      this.inner = inner;
    }

    @Override
    public void cancel() {
      inner.cancel();
    }

    @Override
    public void await() throws Exception {
      inner.await();
    }
  }
}
