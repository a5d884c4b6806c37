//SOURCES Cell.java
//SOURCES Comparison.java
//SOURCES Contrast.java
//SOURCES Moderated.java
//SOURCES Samples.java
//SOURCES Statistics.java

package result;

import module java.base;

/// The rows of one table: the cells of a scenario with the same parameters, in one metric. Whatever
/// is said of two of them comes from here, so that no two places contradict each other.
///
/// All cells that have the metric help to tell how much processes vary, and can be compared. Only
/// those that contend are ranked: not the baseline, and none whose timers ended early.
///
/// From six rows on, variances are {@link Moderated}, over all processes; in smaller tables, two
/// rows are compared in the rounds that both have, by Student's interval. All intervals of a table
/// hold together in 95 % of tables.
public final class Ranking {
  private static final double ERROR = 0.05;

  /// A row that may be the best and may be further behind than this: there is nothing to say.
  private static final double FAR = 100;

  /// @param rank the places that it may have: "1", "2 to 4"; "baseline" or "early" for one that
  ///     does not contend
  /// @param behind by how much the best may be better than this row: "1.31x to 1.57x", "up to
  ///     1.08x" if this may be the best itself; empty where there is nothing to say
  public record Row(Cell cell, String rank, String behind) {}

  private final String metric;
  private final double equal;
  private final List<Cell> cells;
  private final Contrast[][] contrasts;

  /// 1 where the first is surely better than the second, -1 where it is surely worse.
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

  /// By their headline.
  public static Ranking of(List<Cell> cells) {
    var metric = cells.stream().filter(Cell::ok).findFirst().map(Cell::headline);
    return of(cells, metric.orElse("throughput"), Comparison.EQUAL);
  }

  /// What can be said while a run goes on: the backends that may be the best by now, best first;
  /// empty as long as none is excluded.
  ///
  /// @param cells of one scenario with the same parameters, however many processes each has by now
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

  /// By the mean of their processes, which is what they are compared by.
  private static Comparator<Cell> bestFirst(String metric) {
    return Comparator.comparingDouble(cell -> {
      double value = Statistics.estimate(Samples.of(metric, cell.rounds())).value();
      return cell.metrics().get(metric).higherIsBetter() ? -value : value;
    });
  }

  /// Whether it can be best: not the baseline, and not one whose timers ended early.
  private static boolean contends(Cell cell) {
    return !cell.backend().equals(Cell.BASELINE) && !cell.early();
  }

  /// Best first.
  public List<Cell> cells() {
    return cells;
  }

  /// Those that are ranked, best first.
  public List<Cell> contenders() {
    return cells.stream().filter(Ranking::contends).toList();
  }

  /// The contenders that may be the best: those that none is surely better than.
  public List<Cell> best() {
    return best(_ -> true);
  }

  /// The same among some of them.
  public List<Cell> best(Predicate<Cell> which) {
    var some = contenders().stream().filter(which).toList();
    return some.stream().filter(cell -> some.stream().noneMatch(o -> surely(o, cell))).toList();
  }

  /// The contenders that may be the worst.
  public List<Cell> worst() {
    var all = contenders();
    return all.stream().filter(cell -> all.stream().noneMatch(o -> surely(cell, o))).toList();
  }

  /// Best first.
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

  /// @param left of two backends that have the metric
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

  /// The best of some, whichever that is, against another row. Its interval follows from theirs, as
  /// all hold together; the advantage is that of the one that looks best.
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
