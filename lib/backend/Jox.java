//DEPS com.softwaremill.jox:structured:0.5.0
//SOURCES Action.java
//SOURCES Backend.java
//SOURCES Blocking.java

package backend;

import module java.base;

import com.softwaremill.jox.structured.JoxScopeExecutionException;
import com.softwaremill.jox.structured.Scopes;

/// Jox: supervised scopes of virtual threads.
///
/// - A task is a `forkUser` on a virtual thread. A scope waits for a `forkUser`; a `fork` is ended
///   with the scope instead.
/// - Timer: `Thread.sleep`, in nanoseconds.
/// - Cancellation is an interrupt of the scope's owner, which interrupts every fork and waits until
///   all have ended.
/// - The first failed fork ends the scope, which interrupts its siblings.
/// - Client: Apache HttpClient 5, classic; the hand-written client uses a `Socket`.
/// - Not the default: children are `forkUser` instead of `fork`, because a scope does not wait for
///   a `fork`.
///
/// Follows jox.softwaremill.com, "Structured concurrency: Fork & join threads".
public final class Jox implements Blocking {
  private final ThreadFactory threads = Thread.ofVirtual().factory();

  @Override
  public ThreadFactory threads() {
    return threads;
  }

  @Override
  public Action all(int tasks, IntFunction<Action> child) {
    return () -> {
      try {
        Scopes.supervised(scope -> {
          for (int i = 0; i < tasks; i++) {
            var task = child.apply(i);
            scope.forkUser(() -> {
              task.run();
              return null;
            });
          }
          return null;
        });
      } catch (JoxScopeExecutionException e) {
        throw Backend.failure(e);
      }
    };
  }
}
