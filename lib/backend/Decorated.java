//SOURCES Action.java
//SOURCES Backend.java
//SOURCES Http.java
//SOURCES Running.java

package backend;

import module java.base;

/// A backend that does everything that another one does. It is the base class of backends that
/// change one operation.
///
/// @param <T> the library's type of an operation
public class Decorated<T> implements Backend<T> {
  protected final Backend<T> inner;

  protected Decorated(Backend<T> inner) {
    this.inner = inner;
  }

  @Override
  public T sleep(Duration delay) {
    return inner.sleep(delay);
  }

  @Override
  public T call(Action action) {
    return inner.call(action);
  }

  @Override
  public T blocking(Action action) {
    return inner.blocking(action);
  }

  @Override
  public T blockingCall(Action action) {
    return inner.blockingCall(action);
  }

  @Override
  public T timed(T operation, LongConsumer nanos) {
    return inner.timed(operation, nanos);
  }

  @Override
  public T after(T operation, Runnable code) {
    return inner.after(operation, code);
  }

  @Override
  public T repeat(int times, IntFunction<T> operation) {
    return inner.repeat(times, operation);
  }

  @Override
  public T all(int tasks, IntFunction<T> child) {
    return inner.all(tasks, child);
  }

  @Override
  public T onCancel(T operation, Runnable teardown) {
    return inner.onCancel(operation, teardown);
  }

  @Override
  public Http<T> http(Http.Client client, Http.Endpoint server) {
    return inner.http(client, server);
  }

  @Override
  public Running start(T program) {
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
