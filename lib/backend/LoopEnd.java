package backend;

/// Told the end of an operation on an event loop, once: null for success, a
/// `CancellationException`, or the failure.
public interface LoopEnd {
  void with(Throwable failure);
}
