//SOURCES ../backend/Plain.java
//SOURCES ../backend/plain/DecoratedPlain.java
//SOURCES ../cli/Cli.java

package worker;

import module java.base;

import backend.Plain;
import backend.plain.DecoratedPlain;
import cli.Cli;

/// Mutants for scenarios that use what not every library has (`--mutant`). No mutant may yield a
/// number. The mutants of Python are in `lib/python/library_mutants.py`.
final class LibraryMutants {
  private static final Map<String, UnaryOperator<Plain<Object>>> WAYS =
      Map.ofEntries(
          Map.entry("fires-early", FiresEarly::new),
          Map.entry("ignores-deadline", IgnoresDeadline::new),
          Map.entry("keeps-losers", KeepsLosers::new),
          Map.entry("runs-racers-twice", RunsRacersTwice::new));

  private LibraryMutants() {}

  /// @throws result.UserError if there is no mutant of that name; it names those that there are
  static Plain<Object> of(String way, Plain<Object> good) {
    return WAYS.get(Cli.oneOf("mutant", way, new TreeSet<>(WAYS.keySet()))).apply(good);
  }

  private static final class FiresEarly extends DecoratedPlain {
    FiresEarly(Plain<Object> good) {
      super(good);
    }

    @Override
    public Object timeout(Object operation, Duration limit) {
      return whole.timeout(operation, limit.dividedBy(100));
    }
  }

  private static final class IgnoresDeadline extends DecoratedPlain {
    IgnoresDeadline(Plain<Object> good) {
      super(good);
    }

    @Override
    public Object timeout(Object operation, Duration limit) {
      return operation;
    }
  }

  /// No cancellation reaches the losers of a race, nor the siblings of a task that has failed.
  private static final class KeepsLosers extends DecoratedPlain {
    KeepsLosers(Plain<Object> good) {
      super(good);
    }

    @Override
    public Object race(int racers, IntFunction<Object> racer) {
      return whole.race(racers, i -> whole.shield(racer.apply(i)));
    }

    @Override
    public Object all(int tasks, IntFunction<Object> child) {
      return whole.all(tasks, i -> whole.shield(child.apply(i)));
    }
  }

  private static final class RunsRacersTwice extends DecoratedPlain {
    RunsRacersTwice(Plain<Object> good) {
      super(good);
    }

    @Override
    public Object race(int racers, IntFunction<Object> racer) {
      return whole.race(racers, i -> whole.then(racer.apply(i), racer.apply(i)));
    }
  }
}
