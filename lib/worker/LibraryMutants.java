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
          Map.entry("forgets-value", ForgetsValue::new),
          Map.entry("gives-neighbours-value", GivesNeighboursValue::new));

  private LibraryMutants() {}

  /// @throws result.UserError if there is no mutant of that name; it names those that there are
  static Plain<Object> of(String way, Plain<Object> good) {
    return WAYS.get(Cli.oneOf("mutant", way, new TreeSet<>(WAYS.keySet()))).apply(good);
  }

  /// A context whose `with` is another one.
  private abstract static class Carries extends DecoratedPlain {
    Carries(Plain<Object> good) {
      super(good);
    }

    abstract Object with(Local<Object> good, Object value, Object operation);

    @Override
    public Local<Object> local() {
      var good = whole.local();
      return new Local<>() {
        @Override
        public Object with(Object value, Object operation) {
          return Carries.this.with(good, value, operation);
        }

        @Override
        public Object read(Consumer<Object> reader) {
          return good.read(reader);
        }
      };
    }
  }

  /// One value in ten is not there.
  private static final class ForgetsValue extends Carries {
    private final AtomicInteger asked = new AtomicInteger();

    ForgetsValue(Plain<Object> good) {
      super(good);
    }

    @Override
    Object with(Local<Object> good, Object value, Object operation) {
      return asked.incrementAndGet() % 10 == 0 ? operation : good.with(value, operation);
    }
  }

  /// Each task except the first has the value of the one before it.
  private static final class GivesNeighboursValue extends Carries {
    private final AtomicReference<Object> before = new AtomicReference<>();

    GivesNeighboursValue(Plain<Object> good) {
      super(good);
    }

    @Override
    Object with(Local<Object> good, Object value, Object operation) {
      var other = before.getAndSet(value);
      return good.with(other == null ? value : other, operation);
    }
  }
}
