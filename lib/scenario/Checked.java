//SOURCES Wrong.java
//SOURCES ../backend/Backend.java
//SOURCES ../backend/Running.java

package scenario;

import module java.base;

import backend.Backend;
import backend.Running;

/// A program that checks its own work while it runs. The first fault that it sees ends it, also
/// where others wait for what will never come.
public final class Checked {
  private final CompletableFuture<Running> program = new CompletableFuture<>();
  private final AtomicReference<String> fault = new AtomicReference<>();

  /// Reports a fault, from anywhere in the program. Only the first one counts.
  public void saw(String what) {
    if (fault.compareAndSet(null, what)) program.thenAccept(Running::cancel);
  }

  /// Runs the program to its end.
  ///
  /// @throws Wrong if a fault was seen
  public void run(Backend<Object> on, Object operation) throws Exception {
    var running = on.start(operation);
    program.complete(running);
    try {
      running.await();
    } finally {
      check();
    }
  }

  /// @throws Wrong if a fault was seen
  public void check() throws Wrong {
    if (fault.get() != null) throw new Wrong(fault.get());
  }
}
