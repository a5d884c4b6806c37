//SOURCES TidiesUpLater.java
//SOURCES ../backend/Action.java
//SOURCES ../backend/Backend.java
//SOURCES ../backend/Decorated.java
//SOURCES ../cli/Cli.java

package worker;

import module java.base;

import backend.Action;
import backend.Backend;
import backend.Decorated;
import cli.Cli;

/// Mutants: backends that are wrong on purpose (`--mutant`). No mutant may yield a number. The
/// mutants of Python are in `lib/python`.
final class ScenarioMutants {
  private static final Map<String, UnaryOperator<Backend<Object>>> WAYS =
      Map.of(
          "parks-fewer",
          ParksFewer::new,
          "swallows-cancellation",
          SwallowsCancellation::new,
          "tidies-up-later",
          good -> new TidiesUpLater(good, false),
          "tells-twice",
          good -> new Tells(good, ScenarioMutants::twice),
          "tells-another",
          good -> new Tells(good, another()),
          "drops-code",
          good -> new Runs(good, nineOfTen()),
          "runs-code-twice",
          good -> new Runs(good, ScenarioMutants::twice),
          "drops-a-child",
          good -> new Asks(good, (i, tasks) -> i == tasks - 1 ? -1 : i),
          "asks-for-another-child",
          good -> new Asks(good, (i, _) -> Math.max(0, i - 1)),
          "wakes-early",
          WakesEarly::new);

  private ScenarioMutants() {}

  /// @throws result.UserError if there is no mutant of that name; it names those that there are
  static Backend<Object> of(String way, Backend<Object> good) {
    return WAYS.get(Cli.oneOf("mutant", way, new TreeSet<>(WAYS.keySet()))).apply(good);
  }

  private static UnaryOperator<Action> nineOfTen() {
    var asked = new AtomicInteger();
    return action ->
        () -> {
          if (asked.incrementAndGet() % 10 != 0) action.run();
        };
  }

  private static Action twice(Action action) {
    return () -> {
      action.run();
      action.run();
    };
  }

  private static Runnable twice(Runnable code) {
    return () -> {
      code.run();
      code.run();
    };
  }

  /// Each unit except the first reports its end in the place of the unit before it.
  private static UnaryOperator<Runnable> another() {
    var before = new AtomicReference<Runnable>();
    return code -> {
      var other = before.getAndSet(code);
      return other == null ? code : other;
    };
  }

  /// One sleep in ten does not wait.
  private static final class ParksFewer extends Decorated<Object> {
    private final AtomicInteger sleeps = new AtomicInteger();

    ParksFewer(Backend<Object> good) {
      super(good);
    }

    @Override
    public Object sleep(Duration delay) {
      return inner.repeat(
          1, _ -> sleeps.incrementAndGet() % 10 == 0 ? inner.call(() -> {}) : inner.sleep(delay));
    }
  }

  /// Each sleep lasts only half of its delay.
  private static final class WakesEarly extends Decorated<Object> {
    WakesEarly(Backend<Object> good) {
      super(good);
    }

    @Override
    public Object sleep(Duration delay) {
      return inner.sleep(delay.dividedBy(2));
    }
  }

  private static final class SwallowsCancellation extends Decorated<Object> {
    SwallowsCancellation(Backend<Object> good) {
      super(good);
    }

    @Override
    public Object onCancel(Object operation, Runnable teardown) {
      return operation;
    }
  }

  /// Asks for other children than it should; for none where the number is negative.
  private static final class Asks extends Decorated<Object> {
    private final IntBinaryOperator which;

    Asks(Backend<Object> good, IntBinaryOperator which) {
      super(good);
      this.which = which;
    }

    @Override
    public Object all(int tasks, IntFunction<Object> child) {
      return inner.all(
          tasks,
          i -> {
            int other = which.applyAsInt(i, tasks);
            return other < 0 ? inner.call(() -> {}) : child.apply(other);
          });
    }
  }

  /// Reports the end of an operation in another way than it was asked to.
  private static final class Tells extends Decorated<Object> {
    private final UnaryOperator<Runnable> way;

    Tells(Backend<Object> good, UnaryOperator<Runnable> way) {
      super(good);
      this.way = way;
    }

    @Override
    public Object after(Object operation, Runnable code) {
      return inner.after(operation, way.apply(code));
    }
  }

  /// Runs code in another way than it was asked to, on whichever thread the code is to run.
  private static final class Runs extends Decorated<Object> {
    private final UnaryOperator<Action> way;

    Runs(Backend<Object> good, UnaryOperator<Action> way) {
      super(good);
      this.way = way;
    }

    @Override
    public Object call(Action action) {
      return inner.call(way.apply(action));
    }

    @Override
    public Object blocking(Action action) {
      return inner.blocking(way.apply(action));
    }

    @Override
    public Object blockingCall(Action action) {
      return inner.blockingCall(way.apply(action));
    }
  }
}
