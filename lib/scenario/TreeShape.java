package scenario;

import module java.base;

/// The public benchmark that a tree follows.
public enum TreeShape {
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
}
