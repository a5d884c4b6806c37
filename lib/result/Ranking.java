//SOURCES Comparison.java

package result;

import module java.base;

/// The backends of one scenario in one metric, best first. Two share a rank where no difference was found.
public final class Ranking {
  private Ranking() {}

  /// @param rank one more than the number of backends that are better beyond chance
  /// @param tied whether another backend has the same rank
  /// @param toBest how the best row compares with this one; null in the best row itself
  public record Row(Cell cell, int rank, boolean tied, Comparison toBest) {}

  /// @param cells of one scenario; those without numbers are left out
  /// @param metric a name as in {@link Cell#metrics}
  public static List<Row> of(List<Cell> cells, String metric) {
    var sorted =
        cells.stream()
            .filter(cell -> cell.metrics().containsKey(metric))
            .sorted(bestFirst(metric))
            .toList();
    int pairs = Math.max(1, sorted.size() * (sorted.size() - 1) / 2);
    var ranks = sorted.stream().map(cell -> rank(cell, sorted, metric, pairs)).toList();
    return IntStream.range(0, sorted.size())
        .mapToObj(i ->
            new Row(
                sorted.get(i),
                ranks.get(i),
                Collections.frequency(ranks, ranks.get(i)) > 1,
                i == 0 ? null : Comparison.paired(sorted.getFirst(), sorted.get(i), metric, pairs)))
        .toList();
  }

  private static int rank(Cell cell, List<Cell> all, String metric, int pairs) {
    return 1
        + (int)
            all.stream()
                .filter(other ->
                    other != cell && Comparison.paired(other, cell, metric, pairs).better())
                .count();
  }

  private static Comparator<Cell> bestFirst(String metric) {
    return Comparator.comparingDouble(cell -> {
      var m = cell.metrics().get(metric);
      return m.higherIsBetter() ? -m.value() : m.value();
    });
  }
}
