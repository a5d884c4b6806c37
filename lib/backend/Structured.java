//SOURCES Action.java
//SOURCES Backend.java
//SOURCES Blocking.java

package backend;

import module java.base;

/// `StructuredTaskScope` (preview API of JDK 25): a scope with its default joiner owns the
/// children.
///
/// - A task is a virtual thread that is forked in a scope. The scheduler is that of virtual
///   threads.
/// - Timer: `Thread.sleep`, in nanoseconds.
/// - Cancellation is an interrupt of the scope's owner. `join` then throws, and `close` interrupts
///   every child and waits until their threads have ended.
/// - The first failed child cancels the scope, which interrupts its siblings.
/// - Client: Apache HttpClient 5, classic; the hand-written client uses a `Socket`.
/// - Not the default: nothing.
///
/// Follows {@link StructuredTaskScope}.
public final class Structured implements Blocking {
  private final ThreadFactory threads = Thread.ofVirtual().factory();

  @Override
  public ThreadFactory threads() {
    return threads;
  }

  @Override
  public Action all(int tasks, IntFunction<Action> child) {
    return () -> {
      try (var scope = StructuredTaskScope.open()) {
        for (int i = 0; i < tasks; i++) {
          var task = child.apply(i);
          scope.fork(() -> {
            task.run();
            return null;
          });
        }
        scope.join();
      } catch (StructuredTaskScope.FailedException e) {
        throw Backend.failure(e);
      }
    };
  }
}
