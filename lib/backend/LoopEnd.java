package backend;

/// Is notified of the end of an operation on an event loop, once. The argument is null for success,
/// a `CancellationException`, or the failure.
public interface LoopEnd {
  void with(Throwable failure);
}
