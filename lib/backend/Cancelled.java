package backend;

import java.util.concurrent.CancellationException;

/// The exception with which a cancelled operation ends, if the library leaves it to the adapter to
/// make one. All operations share one instance. It has no stack trace, because a stack trace would
/// cost more than the cancellation. Exceptions that a library makes itself are left as they are.
final class Cancelled extends CancellationException {
  private static final long serialVersionUID = 1;

  static final Cancelled ONE = new Cancelled();

  private Cancelled() {}

  @Override
  public Throwable fillInStackTrace() {
    return this;
  }
}
