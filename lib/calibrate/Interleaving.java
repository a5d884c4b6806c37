package calibrate;

/// Interleaving: the order of two programs that take turns. Each program has one turn in each pair
/// of turns. Which program comes first in a pair looks random, and is the same in every process.
/// This matters because a process does some things every few turns, such as collecting garbage.
/// They must not hit only one of the two programs.
public final class Interleaving {
  /// 2^32 divided by the golden ratio. Its multiples are spread over all bits.
  private static final int MIX = 0x9E3779B9;

  private Interleaving() {}

  /// @param turn counted from 0; the pairs of turns are (0, 1), (2, 3) and so on
  public static boolean ofFirst(int turn) {
    return (Integer.bitCount(turn / 2 * MIX) + turn) % 2 == 0;
  }
}
