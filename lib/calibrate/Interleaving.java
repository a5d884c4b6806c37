package calibrate;

/// Who comes when, of two that take turns. In each pair of turns, each comes once; which comes
/// first looks random and is the same in every process: what a process does every so many turns,
/// such as collecting garbage, must not fall to one of the two alone.
public final class Interleaving {
  /// 2^32 divided by the golden ratio, whose multiples are spread over all bits.
  private static final int MIX = 0x9E3779B9;

  private Interleaving() {}

  /// @param turn from 0; the pairs of turns are (0, 1), (2, 3) and so on
  public static boolean ofFirst(int turn) {
    return (Integer.bitCount(turn / 2 * MIX) + turn) % 2 == 0;
  }
}
