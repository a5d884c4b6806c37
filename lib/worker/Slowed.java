//SOURCES ../backend/Backend.java
//SOURCES ../backend/Decorated.java
//SOURCES ../scenario/Burn.java

package worker;

import module java.base;

import backend.Backend;
import backend.Decorated;
import scenario.Burn;

/// A backend that is made slower on purpose: each unit of work does some arithmetic more. The
/// instrument must find it.
final class Slowed extends Decorated {
  private volatile Burn burn = Burn.ofNanos(0);

  Slowed(Backend<Object> inner) {
    super(inner);
  }

  /// What each unit of work costs from now on.
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
