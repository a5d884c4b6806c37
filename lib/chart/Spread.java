package chart;

import module java.base;

/// Moves names apart that would overlap.
final class Spread {
  private Spread() {}

  /// Finds places that are as near as possible to the wanted ones, at least `gap` apart and in the
  /// same order. Neighbours that would collide form a block. A block is placed where its members
  /// want to be on average.
  ///
  /// @param wanted the wanted places, ascending
  /// @param begin the first place that is allowed
  /// @param end the last place that is allowed
  static double[] apart(double[] wanted, double gap, double begin, double end) {
    record Block(double sum, int size) {
      double place() {
        return sum / size;
      }
    }
    var blocks = new ArrayDeque<Block>();
    for (int i = 0; i < wanted.length; i++) {
      // If the gaps before each member are subtracted, all members of a block have the same place.
      var block = new Block(wanted[i] - i * gap, 1);
      while (!blocks.isEmpty() && blocks.getLast().place() > block.place()) {
        var before = blocks.removeLast();
        block = new Block(before.sum + block.sum, before.size + block.size);
      }
      blocks.add(block);
    }
    double last = Math.max(begin, end - (wanted.length - 1) * gap);
    var places =
        blocks.stream()
            .flatMap(block ->
                Collections.nCopies(block.size, Math.clamp(block.place(), begin, last)).stream())
            .toList();
    return IntStream.range(0, wanted.length).mapToDouble(i -> places.get(i) + i * gap).toArray();
  }
}
