//SOURCES AsyncTree.java
//SOURCES Recording.java
//SOURCES Skynet.java
//SOURCES ../backend/Backend.java

package scenario;

import module java.base;

import backend.Backend;

/// A tree of tasks that end when their children have ended. Its leaves are the units of work.
public sealed interface Tree permits AsyncTree, Skynet {

  /// The public benchmark that it follows.
  enum Shape {
    SKYNET,
    NONE,
    IO,
    MEMOIZATION,
    MIXED;

    /// The name as a user types it.
    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }

    /// @param leaves of `skynet`
    /// @param depth levels below the root of the others
    /// @param io how long a leaf of the others waits that waits
    public Tree draw(int leaves, int depth, Duration io, long seed) {
      return this == SKYNET ? new Skynet(leaves) : AsyncTree.draw(this, depth, io, seed);
    }
  }

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
