package backend;

import java.util.function.LongConsumer;

/// Is told, once, that an operation has finished: by `run`, or by `accept` with the nanoseconds
/// that it took.
public interface Told extends LongConsumer, Runnable {
  /// Whether the time is wanted. It costs two looks at the clock.
  boolean timed();

  @Override
  default void accept(long nanos) {
    run();
  }
}
