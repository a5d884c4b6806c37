//SOURCES Action.java
//SOURCES Backend.java
//SOURCES Http.java
//SOURCES Running.java

package backend;

import module java.base;

/// A backend that does everything that another one does. It is the base class of backends that
/// change one operation.
public class Decorated implements Backend<Object> {
  protected final Backend<Object> inner;

  protected Decorated(Backend<Object> inner) {
    this.inner = inner;
  }

  @Override
  public Object sleep(Duration delay) {
    return inner.sleep(delay);
  }

  @Override
  public Object call(Action action) {
    return inner.call(action);
  }

  @Override
  public Object blocking(Action action) {
    return inner.blocking(action);
  }

  @Override
  public Object timed(Object operation, LongConsumer nanos) {
    return inner.timed(operation, nanos);
  }

  @Override
  public Object after(Object operation, Runnable code) {
    return inner.after(operation, code);
  }

  @Override
  public Object repeat(int times, IntFunction<Object> operation) {
    return inner.repeat(times, operation);
  }

  @Override
  public Object all(int tasks, IntFunction<Object> child) {
    return inner.all(tasks, child);
  }

  @Override
  public Object onCancel(Object operation, Runnable teardown) {
    return inner.onCancel(operation, teardown);
  }

  @Override
  public Http<Object> http(Http.Client client, Http.Endpoint server) {
    return inner.http(client, server);
  }

  @Override
  public Running start(Object program) {
    return inner.start(program);
  }

  @Override
  public int parallelism() {
    return inner.parallelism();
  }

  @Override
  public int mostTasks() {
    return inner.mostTasks();
  }

  @Override
  public Duration tidiesUpWithin() {
    return inner.tidiesUpWithin();
  }

  @Override
  public void close() {
    inner.close();
  }
}
