//SOURCES Recording.java
//SOURCES ../backend/Backend.java

package scenario;

import module java.base;

import backend.Backend;

/// A tree of tasks that end when their children have ended. Its leaves are the units of work.
public interface Tree {

  int leaves();

  /// How many tasks there are, inner ones and leaves.
  int tasks();

  /// Delays that its leaves ask a timer for.
  default List<Duration> asked() {
    return List.of();
  }

  /// What was drawn for each leaf; empty if leaves are all alike.
  default int[] data() {
    return new int[0];
  }

  /// A program that runs the whole tree once.
  Object program(Backend<Object> on, Recording record);
}
