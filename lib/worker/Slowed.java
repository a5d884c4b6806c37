//SOURCES ../backend/Backend.java
//SOURCES ../backend/Decorated.java
//SOURCES ../scenario/Burn.java

package worker;

import module java.base;

import backend.Backend;
import backend.Decorated;
import scenario.Burn;

/// Fault injection: a backend that is slower on purpose, because each unit of work does some extra
/// arithmetic. The instrument must detect the slowdown.
final class Slowed extends Decorated<Object> {
  private volatile Burn burn = Burn.ofNanos(0);

  Slowed(Backend<Object> inner) {
    super(inner);
  }

  /// Sets the extra cost of each unit of work from now on.
  void add(double nanos) {
    burn = Burn.ofNanos(nanos);
  }

  @Override
  public Object timed(Object operation, LongConsumer nanos) {
    return inner.timed(
        operation,
        n -> {
          burn.run();
          nanos.accept(n);
        });
  }

  @Override
  public Object after(Object operation, Runnable code) {
    return inner.after(
        operation,
        () -> {
          burn.run();
          code.run();
        });
  }

  @Override
  public Object onCancel(Object operation, Runnable teardown) {
    return inner.onCancel(
        operation,
        () -> {
          burn.run();
          teardown.run();
        });
  }
}
