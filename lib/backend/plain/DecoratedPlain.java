//SOURCES ../Plain.java
//SOURCES ../Stages.java

package backend.plain;

import module java.base;

import backend.Plain;
import backend.Stages;

/// Does everything that another plain backend does. It is the base class of those that change one
/// operation.
public class DecoratedPlain extends Plain<Object> {
  protected final Plain<Object> whole;

  protected DecoratedPlain(Plain<Object> whole) {
    super(whole);
    this.whole = whole;
  }

  @Override
  public Object timeout(Object operation, Duration limit) {
    return whole.timeout(operation, limit);
  }

  @Override
  public Object race(int racers, IntFunction<Object> racer) {
    return whole.race(racers, racer);
  }

  @Override
  public String losersRunOn() {
    return whole.losersRunOn();
  }

  @Override
  public String siblingsRunOn() {
    return whole.siblingsRunOn();
  }

  @Override
  public Object shield(Object operation) {
    return whole.shield(operation);
  }

  @Override
  public Object detach(Object operation) {
    return whole.detach(operation);
  }

  @Override
  public Object caught(Object operation, Consumer<Throwable> seen) {
    return whole.caught(operation, seen);
  }

  @Override
  public Object swallow(Object operation, Consumer<Throwable> seen) {
    return whole.swallow(operation, seen);
  }

  @Override
  public Channel<Object> channel(int capacity) {
    return whole.channel(capacity);
  }

  @Override
  public Limiter<Object> limiter(int permits) {
    return whole.limiter(permits);
  }

  @Override
  public Local<Object> local() {
    return whole.local();
  }

  @Override
  public Object stream(Stages stages) {
    return whole.stream(stages);
  }

  @Override
  public void listen(Consumer<Throwable> lost) {
    whole.listen(lost);
  }
}
