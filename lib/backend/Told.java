package backend;

import java.util.function.LongConsumer;

/// Is notified, once, that an operation has finished: by `run`, or by `accept` with the nanoseconds
/// that the operation took.
public interface Told extends LongConsumer, Runnable {
  /// Whether the time is wanted. To take it, the clock is read twice.
  boolean timed();

  @Override
  default void accept(long nanos) {
    run();
  }
}
