//SOURCES Cell.java
//SOURCES Comparison.java
//SOURCES Contrast.java
//SOURCES Moderated.java
//SOURCES Samples.java
//SOURCES Statistics.java

package result;

import module java.base;

/// The rows of one table: the cells of a scenario with the same parameters, in one metric. Every
/// statement about two rows is derived from this class, so that no two pages contradict each other.
///
/// All cells that have the metric can be compared, and all of them help to estimate how much
/// processes vary. Only contenders are ranked. The baseline and rows whose timers ended early are
/// not contenders.
///
/// From six rows on, variances are {@link Moderated}, over all processes. In smaller tables, two
/// rows are compared in the rounds that both have, by Student's interval. All intervals of a table
/// are correct together in 95 % of tables.
public final class Ranking {
  private static final double ERROR = 0.05;

  /// If a row may be the best, but may also be behind by more than this factor, the table leaves
  /// the column empty.
  private static final double FAR = 100;

  /// @param rank the places that the row may have: "1", "2 to 4"; "baseline" or "early" if the row
  ///     is not a contender
  /// @param behind by how much the best row may be better than this row: "1.31x to 1.57x", or "up
  ///     to 1.08x" if this row may be the best itself; empty if nothing can be said
  public record Row(Cell cell, String rank, String behind) {}

  private final String metric;
  private final double equal;
  private final List<Cell> cells;
  private final Contrast[][] contrasts;

  /// 1 if the first row is better than the second beyond chance, -1 if it is worse beyond chance.
  private final int[][] signs;

  private Ranking(List<Cell> cells, String metric, double equal) {
    this.metric = metric;
    this.equal = equal;
    this.cells =
        cells.stream()
            .filter(cell -> cell.metrics().containsKey(metric))
            .sorted(bestFirst(metric))
            .toList();
    contrasts = contrasts(this.cells, metric);
    signs = signs(this.cells, metric, contrasts);
  }

  /// @param cells of one scenario; those without numbers are left out
  /// @param metric a name as in {@link Cell#metrics}
  /// @param equal see {@link Comparison#equal}
  public static Ranking of(List<Cell> cells, String metric, double equal) {
    return new Ranking(cells, metric, equal);
  }

  /// Ranks the cells by their headline.
  public static Ranking of(List<Cell> cells) {
    var metric = cells.stream().filter(Cell::ok).findFirst().map(Cell::headline);
    return of(cells, metric.orElse("throughput"), Comparison.EQUAL);
  }

  /// What can be said while a run is still going on: the backends that may be the best so far, best
  /// first; empty as long as no backend is excluded.
  ///
  /// @param cells of one scenario with the same parameters; each may have any number of processes
  ///     so far
  public static List<String> mayBeBest(List<Cell> cells) {
    var ranking = of(cells);
    var best = ranking.best();
    return best.size() == ranking.contenders().size()
        ? List.of()
        : best.stream().map(Cell::backend).toList();
  }

  private static Contrast[][] contrasts(List<Cell> cells, String metric) {
    int size = cells.size();
    var logs = cells.stream().map(cell -> Samples.logs(metric, cell)).toArray(double[][]::new);
    var moderated = Moderated.of(logs);
    double confidence = 1 - ERROR / Math.max(1, size * (size - 1) / 2);
    var all = new Contrast[size][size];
    for (int i = 0; i < size; i++)
      for (int j = 0; j < size; j++)
        all[i][j] =
            moderated.isPresent()
                ? moderated.get().contrast(i, j)
                : paired(cells.get(i), cells.get(j), metric, confidence);
    return all;
  }

  private static int[][] signs(List<Cell> cells, String metric, Contrast[][] contrasts) {
    var signs = new int[cells.size()][cells.size()];
    for (int i = 0; i < signs.length; i++) {
      for (int j = 0; j < i; j++) {
        int sign = contrasts[i][j].sign();
        signs[i][j] = cells.get(i).metrics().get(metric).higherIsBetter() ? sign : -sign;
        signs[j][i] = -signs[i][j];
      }
    }
    return signs;
  }

  private static Contrast paired(Cell left, Cell right, String metric, double confidence) {
    var values = Samples.paired(metric, left, right);
    return Statistics.paired(confidence, Statistics.logs(values[0]), Statistics.logs(values[1]));
  }

  /// Sorts by the mean over processes, because the comparisons use the same mean.
  private static Comparator<Cell> bestFirst(String metric) {
    return Comparator.comparingDouble(cell -> {
      double value = Statistics.estimate(Samples.of(metric, cell.rounds())).value();
      return cell.metrics().get(metric).higherIsBetter() ? -value : value;
    });
  }

  /// Whether the cell is ranked: it is not the baseline, and its timers did not end early.
  private static boolean contends(Cell cell) {
    return !cell.backend().equals(Cell.BASELINE) && !cell.early();
  }

  /// What the rows are ranked by: a name as in {@link Cell#metrics}.
  public String metric() {
    return metric;
  }

  /// All cells, best first.
  public List<Cell> cells() {
    return cells;
  }

  /// The cells that are ranked, best first.
  public List<Cell> contenders() {
    return cells.stream().filter(Ranking::contends).toList();
  }

  /// The contenders that may be the best: no contender is better than them beyond chance.
  public List<Cell> best() {
    return best(_ -> true);
  }

  /// The cells that may be the best among some of the contenders.
  public List<Cell> best(Predicate<Cell> which) {
    var some = contenders().stream().filter(which).toList();
    return some.stream().filter(cell -> some.stream().noneMatch(o -> surely(o, cell))).toList();
  }

  /// The contenders that may be the worst.
  public List<Cell> worst() {
    var all = contenders();
    return all.stream().filter(cell -> all.stream().noneMatch(o -> surely(cell, o))).toList();
  }

  /// All rows, best first.
  public List<Row> rows() {
    return cells.stream().map(cell -> new Row(cell, rank(cell), behind(cell))).toList();
  }

  private String rank(Cell cell) {
    if (cell.early()) return "early";
    if (!contends(cell)) return "baseline";
    var all = contenders();
    long first = 1 + all.stream().filter(other -> surely(other, cell)).count();
    long last = all.size() - all.stream().filter(other -> surely(cell, other)).count();
    return first == last ? "" + first : first + " to " + last;
  }

  private String behind(Cell cell) {
    if (!contends(cell)) return "";
    var best = best();
    if (!best.contains(cell)) {
      var over = over(best, cell);
      return Comparison.text(over.low()) + "x to " + Comparison.text(over.high()) + "x";
    }
    var others = best.stream().filter(other -> other != cell).toList();
    var most = others.isEmpty() ? null : over(others, cell).high();
    return most == null || most > FAR ? "" : "up to " + Comparison.text(Math.max(1, most)) + "x";
  }

  /// @param left a backend that has the metric, like the right one
  public Comparison compare(String left, String right) {
    var a = cell(left).orElseThrow();
    var b = cell(right).orElseThrow();
    return compare(a, b).remedied(contrast(a, b));
  }

  private Comparison compare(Cell left, Cell right) {
    return Comparison.of(
        left.backend(), right.backend(), left, metric, equal, contrast(left, right));
  }

  private Contrast contrast(Cell left, Cell right) {
    return contrasts[index(left)][index(right)];
  }

  /// The row of a backend.
  public Optional<Cell> cell(String backend) {
    return cells.stream().filter(cell -> cell.backend().equals(backend)).findFirst();
  }

  /// Compares the best of some rows with another row, without knowing which of them is the best.
  /// The interval follows from the intervals of all of them, because those are correct together.
  /// The advantage is that of the row that looks best.
  ///
  /// @param some at least one
  public Comparison over(List<Cell> some, Cell other) {
    var each = some.stream().map(cell -> compare(cell, other)).toList();
    var most = Collections.max(each, Comparator.comparingDouble(Comparison::advantage));
    if (each.size() == 1) return compare(some.getFirst().backend(), other.backend());
    boolean known = each.stream().allMatch(one -> one.low() != null);
    var names = some.stream().map(Cell::backend).collect(Collectors.joining(", "));
    return new Comparison(
        "one of " + names,
        other.backend(),
        metric,
        most.advantage(),
        known ? each.stream().map(Comparison::low).max(Double::compare).orElseThrow() : null,
        known ? each.stream().map(Comparison::high).max(Double::compare).orElseThrow() : null,
        equal,
        null);
  }

  private boolean surely(Cell better, Cell worse) {
    return signs[index(better)][index(worse)] > 0;
  }

  private int index(Cell cell) {
    for (int i = 0; i < cells.size(); i++) if (cells.get(i) == cell) return i;
    throw new NoSuchElementException(cell.backend());
  }
}
