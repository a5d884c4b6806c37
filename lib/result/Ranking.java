//SOURCES Comparison.java

package result;

import module java.base;

/// The backends of one scenario in one metric, best first. Each is compared with the best (Hsu 1984), and shares a rank with the
/// rows above from whose first it was not found to differ.
public final class Ranking {
  private Ranking() {}

  /// @param rank the place of the first row that shares it
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
    int comparisons = Math.max(1, sorted.size() - 1);
    var ranks = ranks(sorted, metric, comparisons);
    return IntStream.range(0, sorted.size())
        .mapToObj(i ->
            new Row(
                sorted.get(i),
                ranks.get(i),
                Collections.frequency(ranks, ranks.get(i)) > 1,
                i == 0
                    ? null
                    : Comparison.paired(sorted.getFirst(), sorted.get(i), metric, comparisons)))
        .toList();
  }

  /// A rank is led by its best row, and goes on down to the first row that is worse beyond chance, which leads the next one.
  private static List<Integer> ranks(List<Cell> sorted, String metric, int comparisons) {
    var ranks = new ArrayList<Integer>();
    int leader = 0;
    for (int i = 0; i < sorted.size(); i++) {
      var verdict = Comparison.paired(sorted.get(leader), sorted.get(i), metric, comparisons);
      if (i > 0 && verdict.better()) leader = i;
      ranks.add(leader + 1);
    }
    return ranks;
  }

  private static Comparator<Cell> bestFirst(String metric) {
    return Comparator.comparingDouble(cell -> {
      var m = cell.metrics().get(metric);
      return m.higherIsBetter() ? -m.value() : m.value();
    });
  }
}
