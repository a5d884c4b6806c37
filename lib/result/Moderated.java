//DEPS org.apache.commons:commons-statistics-distribution:1.3
//SOURCES Contrast.java
//SOURCES Statistics.java

package result;

import module java.base;

import org.apache.commons.statistics.distribution.FDistribution;

/// The rows of a table with moderated variances: the variance of each row is estimated with the
/// help of the variances of all rows.
///
/// Two or three processes say little about how much processes vary. But the rows of one scenario
/// vary by similar amounts. Therefore the variance of a row is treated as a draw from a
/// distribution around a variance that all rows share. The effect is as if the row had `d0` further
/// processes that have the common variance. How similar the rows are, `d0`, is estimated from the
/// variances themselves. (G. K. Smyth: *Linear models and empirical Bayes methods for assessing
/// differential expression in microarray experiments*. Statistical Applications in Genetics and
/// Molecular Biology 3, 2004.)
///
/// The intervals of all pairs are correct together in 95 % of tables; docs/method.md describes the
/// simulation that shows it. Each pair is judged by the stricter of two rules. The first rule
/// decides if there are few processes: each row is compared with one other, as if only the less
/// known of the two variances were known. The second rule decides if there are many: all pairs are
/// compared, and both variances are known.
final class Moderated {
  /// If fewer rows than this have a variance, they say too little about each other.
  static final int LEAST_ROWS = 6;

  private static final double ERROR = 0.05;

  /// The candidates for d0. With values above 3, a row's own variance would hardly count.
  private static final double[] PRIORS = {0.3, 0.5, 0.75, 1, 1.5, 2, 3};

  /// Values have three digits. A variation of less than 0.03 % is therefore treated as 0.03 %.
  private static final double LEAST_VARIANCE = 1e-7;

  private final double[][] rows;
  private final double[] variances;
  private final int[] freedoms;
  private final int pairs;
  private final int known;
  private final int total;
  private final Map<Map.Entry<Integer, Double>, Double> criticals = new HashMap<>();
  private double prior;
  private double common;

  /// @param rows logarithms, one per process; a row without any cannot be compared
  private Moderated(double[][] rows) {
    this.rows = rows;
    variances =
        Arrays.stream(rows)
            .mapToDouble(row -> Math.max(Statistics.variance(row), LEAST_VARIANCE))
            .toArray();
    freedoms = Arrays.stream(rows).mapToInt(row -> Math.max(0, row.length - 1)).toArray();
    known = (int) Arrays.stream(rows).filter(row -> row.length > 0).count();
    pairs = known * (known - 1) / 2;
    total = Arrays.stream(freedoms).sum();
    fit();
  }

  /// Empty if fewer than six rows have two processes.
  static Optional<Moderated> of(double[][] rows) {
    boolean enough = Arrays.stream(rows).filter(row -> row.length > 1).count() >= LEAST_ROWS;
    return enough ? Optional.of(new Moderated(rows)) : Optional.empty();
  }

  /// Finds the common variance and the d0 under which the observed variances are most likely.
  private void fit() {
    var varied = IntStream.range(0, rows.length).filter(row -> freedoms[row] > 0).toArray();
    double freedom =
        Statistics.median(Arrays.stream(varied).mapToDouble(row -> freedoms[row]).toArray());
    double middle =
        Statistics.median(Arrays.stream(varied).mapToDouble(row -> variances[row]).toArray());
    double best = Double.NEGATIVE_INFINITY;
    for (double d0 : PRIORS) {
      double s0 = middle / FDistribution.of(freedom, d0).inverseCumulativeProbability(0.5);
      double likelihood = 0;
      for (int row : varied)
        likelihood +=
            FDistribution.of(freedoms[row], d0).logDensity(variances[row] / s0) - Math.log(s0);
      if (likelihood <= best) continue;
      best = likelihood;
      prior = d0;
      common = s0;
    }
  }

  /// A row of a single process gets the common variance, which counts as `d0` degrees of freedom.
  private double variance(int row) {
    int own = freedoms[row];
    double seen = own == 0 ? 0 : own * variances[row];
    return (prior * common + seen) / (prior + own);
  }

  Contrast contrast(int left, int right) {
    if (rows[left].length == 0 || rows[right].length == 0) return Contrast.UNKNOWN;
    double a = variance(left);
    double b = variance(right);
    return new Contrast(
        Statistics.mean(rows[left]) - Statistics.mean(rows[right]),
        more ->
            Math.sqrt(a / (rows[left].length + more) + b / (rows[right].length + more))
                * critical(freedoms[left] + more, freedoms[right] + more, more));
  }

  private double critical(int left, int right, int more) {
    int all = total + known * more;
    double few = Math.min(prior + Math.min(left, right), all);
    double many = Math.min(2 * prior + left + right, all);
    return Math.max(critical(known - 1, few), critical(pairs, many));
  }

  /// The critical values are cached: a table has few different degrees of freedom, and each value
  /// takes a while to compute.
  private double critical(int comparisons, double freedom) {
    return criticals.computeIfAbsent(
        Map.entry(comparisons, freedom),
        _ -> Statistics.critical(1 - ERROR / comparisons, freedom));
  }
}
