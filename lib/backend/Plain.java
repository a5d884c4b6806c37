//SOURCES Backend.java
//SOURCES Decorated.java
//SOURCES Stages.java
//SOURCES Unsupported.java

package backend;

import module java.base;

/// A library as its users have it. The operations of the scenarios are those of the adapter,
/// without what the adapter adds to make programs comparable: waiting after a cancellation that
/// gets no answer, passing a cancellation on, silencing hooks. In addition, it has the operations
/// that not every library has. Each is the library's own, with the library's own rule of what
/// happens to work that nobody needs any more.
///
/// Every operation here throws {@link Unsupported}, with the reason, unless the library has it.
///
/// @param <T> the library's type of an operation
public abstract class Plain<T> extends Decorated<T> {

  protected Plain(Backend<T> adapter) {
    super(adapter);
  }

  /// Runs the operation, and fails if it has not ended after the limit. Whether the operation is
  /// then cancelled, and whether somebody waits for its end, is the library's rule.
  public T timeout(T operation, Duration limit) {
    throw new Unsupported("no deadline for an operation");
  }

  /// Starts the racers, each as a task of its own, and finishes with the first one that finishes
  /// well. It fails when all have failed. What becomes of the others is the library's rule.
  public T race(int racers, IntFunction<T> racer) {
    throw new Unsupported("no race of operations");
  }

  /// Why nothing ever cancels the losers of a {@link #race}; null if the library cancels them.
  public String losersRunOn() {
    return null;
  }

  /// Why nothing ever cancels the siblings of a child of {@link #all} that has failed; null if the
  /// library cancels them.
  public String siblingsRunOn() {
    return null;
  }

  /// Runs the operation so that a cancellation from outside does not reach it.
  public T shield(T operation) {
    throw new Unsupported("no protection from a cancellation");
  }

  /// Starts the operation as a task of its own, whose handle is dropped, and ends at once.
  public T detach(T operation) {
    throw new Unsupported("no task that nobody waits for");
  }

  /// Runs the operation. If it fails, hands the failure over, exactly as user code in that place
  /// sees it, and then finishes well. A cancellation is no failure and passes.
  public T caught(T operation, Consumer<Throwable> seen) {
    throw new Unsupported("no way to go on after a failure");
  }

  /// Runs the operation. If it is cancelled and user code can see that as an exception, hands the
  /// exception over and lets the program go on as if the operation had finished well.
  public T swallow(T operation, Consumer<Throwable> seen) {
    throw new Unsupported("a cancellation is not visible to user code, so it cannot be swallowed");
  }

  /// A channel between tasks that holds at most `capacity` messages; with 0, a sender waits for its
  /// receiver.
  public Channel<T> channel(int capacity) {
    throw new Unsupported("no channel between tasks");
  }

  /// @param <T> the library's type of an operation
  public interface Channel<T> {
    /// Sends a message. It ends when the channel or a receiver has taken the message.
    T send(Object message);

    /// Waits for a message and hands it over.
    T receive(Consumer<Object> receiver);
  }

  /// What lets at most `permits` operations run at the same time.
  public Limiter<T> limiter(int permits) {
    throw new Unsupported("no semaphore");
  }

  /// @param <T> the library's type of an operation
  public interface Limiter<T> {
    /// Waits for a permit, runs the operation, and gives the permit back, however the operation
    /// ends.
    T within(T operation);
  }

  /// A value that goes with the flow of a program instead of being passed as an argument.
  public Local<T> local() {
    throw new Unsupported("no context that goes with a task");
  }

  /// @param <T> the library's type of an operation
  public interface Local<T> {
    /// Runs the operation with the value.
    T with(Object value, T operation);

    /// Hands over the value in this place, null if there is none.
    T read(Consumer<Object> reader);

    /// Why concurrent tasks cannot each have a value of their own, if they cannot.
    default Optional<String> shared() {
      return Optional.empty();
    }
  }

  /// Runs a stream of items to its end, with the library's own operators. An operator asks the one
  /// before it for no more than it has room for, so that a slow stage holds up the source.
  public T stream(Stages stages) {
    throw new Unsupported("no operators on streams of items");
  }

  /// Installs a listener in the place that the library has for failures that reach nobody.
  public void listen(Consumer<Throwable> lost) {
    throw new Unsupported("no place for failures that reach nobody");
  }
}
