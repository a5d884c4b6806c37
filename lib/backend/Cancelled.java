package backend;

import java.util.concurrent.CancellationException;

/// How an operation ends that was cancelled, where the library leaves it to the adapter to say so:
/// one for all, without a stack trace, which would cost more than the cancellation. What a library
/// makes itself stays what it is.
final class Cancelled extends CancellationException {
  private static final long serialVersionUID = 1;

  static final Cancelled ONE = new Cancelled();

  private Cancelled() {}

  @Override
  public Throwable fillInStackTrace() {
    return this;
  }
}
