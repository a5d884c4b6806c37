//SOURCES ../backend/Plain.java
//SOURCES ../backend/plain/DecoratedPlain.java

package worker;

import module java.base;

import backend.Plain;
import backend.plain.DecoratedPlain;

/// Libraries that lose what goes with a task.
final class ContextMutants {
  static final Map<String, UnaryOperator<Plain<Object>>> WAYS =
      Map.ofEntries(
          Map.entry("forgets-value", ForgetsValue::new),
          Map.entry("gives-neighbours-value", GivesNeighboursValue::new));

  private ContextMutants() {}

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
