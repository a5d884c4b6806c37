//SOURCES Mutant.java
//SOURCES ../../Library.java

package test.support;

import module java.base;

import backend.Action;
import backend.Backend;
import backend.Running;
import worker.TidiesUpLater;

/// Mutants of adapters, each with the law that must reject it.
public final class Mutants {
  private Mutants() {}

  /// A mutant, and the law that must reject it.
  public record Case(String name, String law, Supplier<Backend<Object>> adapter) {
    @Override
    public String toString() {
      return "an adapter that " + name;
    }
  }

  static Stream<Case> cases() {
    return Stream.of(
        new Case("drops one task in 10,000", "all runs every child exactly once", DropsTasks::new),
        new Case(
            "returns before the last child",
            "all ends after its last child, also when nested",
            LeavesEarly::new),
        new Case(
            "runs children one after another", "all runs its children concurrently", OneByOne::new),
        new Case(
            "runs children on the spawner's stack",
            "all starts no child on the stack that asks for it",
            OnTheStack::new),
        new Case("wakes early", "sleep waits for the whole delay", WakesEarly::new),
        new Case("records twice", "timed tells once, the time of what it ran", RecordsTwice::new),
        new Case("answers from a cache", "timed tells once, the time of what it ran", Cached::new),
        new Case(
            "records cancelled work",
            "timed tells nothing of what failed or was cancelled",
            RecordsCancelled::new),
        tells(
            "runs the code after an operation twice",
            "after runs its code once, when the operation has ended",
            (on, operation, code) -> on.after(on.after(operation, code), code)),
        tells(
            "runs the code after an operation before it",
            "after runs its code once, when the operation has ended",
            (on, operation, code) -> on.then(on.call(code::run), operation)),
        tells(
            "runs the code after an operation that was cancelled",
            "after runs nothing where the operation failed or was cancelled",
            (on, operation, code) -> on.after(on.onCancel(operation, code), code)),
        new Case("overflows the stack in repeat", "repeat takes a million steps", Recurses::new),
        new Case(
            "swallows the failure",
            "a failure reaches whoever awaits, as that exception",
            SwallowsFailure::new),
        new Case(
            "swallows cancellation",
            "a started task sees its cancellation exactly once",
            SwallowsCancellation::new),
        new Case(
            "finishes await before teardown",
            "await returns after the last teardown",
            AwaitsNothing::new),
        new Case(
            "runs at most 1,000 children at once",
            "all takes 200,000 children at once",
            InBatches::new),
        new Case(
            "loses what is cancelled early",
            "a cancellation while children are asked for is not lost",
            LosesEarly::new),
        new Case(
            "answers a failure with a cancellation",
            "failure and cancellation may come at once",
            MixesEndings::new),
        new Case(
            "keeps cancelled tasks",
            "a cancelled program leaves nothing in memory",
            KeepsTasks::new),
        new Case(
            "tidies up when the next program starts",
            "what a cancellation leaves behind is gone when await returns",
            () -> new TidiesUpLater(new Mutant(), false)),
        new Case(
            "tidies up in the background",
            "what a cancellation leaves behind is gone when await returns",
            () -> new TidiesUpLater(new Mutant(), true)),
        new Case("leaks a thread", "close leaves no thread behind", LeaksThread::new),
        blocks("runs code that blocks on its event loop", "vertx", (on, code) -> on.call(code)),
        blocks("runs code that blocks on its scheduler", "reactor", (on, code) -> on.call(code)),
        blocks(
            "runs code that blocks twice",
            "vertx",
            (on, code) -> on.then(on.blocking(code), on.blocking(code))),
        blocks(
            "swallows the failure of code that blocks",
            "vertx",
            (on, code) -> on.blocking(quiet(code))));
  }

  private interface After {
    Object of(Backend<Object> on, Object operation, Runnable code);
  }

  private static Case tells(String name, String law, After way) {
    return new Case(
        name,
        law,
        () ->
            new Mutant() {
              @Override
              public Object after(Object operation, Runnable code) {
                return way.of(inner, operation, code);
              }
            });
  }

  /// @param good a backend that has a place for code that blocks
  private static Case blocks(
      String name, String good, BiFunction<Backend<Object>, Action, Object> way) {
    return new Case(
        name,
        "blocking runs its code exactly once and lets others go on meanwhile",
        () ->
            new Mutant(good) {
              @Override
              public Object blocking(Action code) {
                return way.apply(inner, code);
              }
            });
  }

  private static Action quiet(Action code) {
    return () -> {
      try {
        code.run();
      } catch (IOException e) {
        // The mutant swallows the exception.
      }
    };
  }

  private static final class DropsTasks extends Mutant {
    @Override
    public Object all(int tasks, IntFunction<Object> child) {
      return good.all(tasks, i -> i % 10_000 == 9_999 ? good.call(() -> {}) : child.apply(i));
    }
  }

  private static final class LeavesEarly extends Mutant {
    @Override
    public Object all(int tasks, IntFunction<Object> child) {
      return good.all(
          tasks, i -> i < tasks - 1 ? child.apply(i) : good.call(() -> good.start(child.apply(i))));
    }
  }

  private static final class OneByOne extends Mutant {
    @Override
    public Object all(int tasks, IntFunction<Object> child) {
      return good.repeat(tasks, child);
    }
  }

  private static final class OnTheStack extends Mutant {
    @Override
    public Object all(int tasks, IntFunction<Object> child) {
      return (Action)
          () -> {
            for (int i = 0; i < tasks; i++) ((Action) child.apply(i)).run();
          };
    }
  }

  private static final class WakesEarly extends Mutant {
    @Override
    public Object sleep(Duration delay) {
      return good.sleep(delay.dividedBy(2));
    }
  }

  private static final class RecordsTwice extends Mutant {
    @Override
    public Object timed(Object operation, LongConsumer nanos) {
      return good.timed(operation, nanos.andThen(nanos));
    }
  }

  private static final class Cached extends Mutant {
    @Override
    public Object timed(Object operation, LongConsumer nanos) {
      return good.call(() -> nanos.accept(1_000_000_000));
    }
  }

  private static final class RecordsCancelled extends Mutant {
    @Override
    public Object timed(Object operation, LongConsumer nanos) {
      return good.timed(good.onCancel(operation, () -> nanos.accept(1)), nanos);
    }
  }

  private static final class Recurses extends Mutant {
    @Override
    public Object repeat(int times, IntFunction<Object> operation) {
      return (Action) () -> recurse(0, times, operation);
    }

    private void recurse(int i, int times, IntFunction<Object> operation) throws Exception {
      if (i == times) return;
      ((Action) operation.apply(i)).run();
      recurse(i + 1, times, operation);
    }
  }

  /// A mutant that changes how a program is awaited.
  private abstract static class EndsOtherwise extends Mutant {
    abstract void await(Running running, boolean cancelled) throws Exception;

    @Override
    public Running start(Object program) {
      var running = good.start(program);
      var cancelled = new AtomicBoolean();
      return new Running() {
        @Override
        public void cancel() {
          cancelled.set(true);
          running.cancel();
        }

        @Override
        public void await() throws Exception {
          EndsOtherwise.this.await(running, cancelled.get());
        }
      };
    }
  }

  private static final class SwallowsFailure extends EndsOtherwise {
    @Override
    void await(Running running, boolean cancelled) throws Exception {
      quiet(running::await).run();
    }
  }

  private static final class SwallowsCancellation extends Mutant {
    @Override
    public Object onCancel(Object operation, Runnable teardown) {
      return operation;
    }
  }

  private static final class AwaitsNothing extends EndsOtherwise {
    @Override
    void await(Running running, boolean cancelled) throws Exception {
      if (!cancelled) running.await();
    }
  }

  private static final class InBatches extends Mutant {
    @Override
    public Object all(int tasks, IntFunction<Object> child) {
      int most = 1_000;
      return tasks <= most
          ? good.all(tasks, child)
          : good.repeat(tasks / most, batch -> good.all(most, i -> child.apply(batch * most + i)));
    }
  }

  private static final class LosesEarly extends Mutant {
    @Override
    public Object all(int tasks, IntFunction<Object> child) {
      return (Action)
          () -> {
            try {
              ((Action) good.all(tasks, child)).run();
            } catch (InterruptedException e) {
              // The mutant does not report the interruption.
            }
          };
    }
  }

  private static final class MixesEndings extends EndsOtherwise {
    @Override
    void await(Running running, boolean cancelled) throws Exception {
      running.await();
      if (cancelled) throw new CancellationException("cancelled");
    }
  }

  private static final class KeepsTasks extends Mutant {
    private final Queue<Object> kept = new ConcurrentLinkedQueue<>();

    @Override
    public Object onCancel(Object operation, Runnable teardown) {
      kept.add(teardown);
      return good.onCancel(operation, teardown);
    }
  }

  private static final class LeaksThread extends Mutant {
    @Override
    public void close() {
      Thread.ofPlatform()
          .daemon()
          .name("leaked")
          .start(() -> LockSupport.parkNanos(20_000_000_000L));
    }
  }
}
