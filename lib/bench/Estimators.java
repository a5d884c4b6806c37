//DEPS org.apache.commons:commons-statistics-distribution:1.3
//SOURCES ../result/ResultsFile.java
//SOURCES ../result/Statistics.java
//SOURCES ../result/Table.java

package bench;

import module java.base;

import org.apache.commons.statistics.distribution.TDistribution;
import result.Cell;
import result.Repetition;
import result.Results;
import result.Round;
import result.Statistics;
import result.Table;

/// Which way to get one number out of a process gives the narrowest interval for the same machine time. Asked of a run
/// with long processes and no warm-up: each choice of warm-up, measuring time and estimator is cut out of the same repetitions.
final class Estimators {
  /// Start and end of a process, which cost machine time and measure nothing, in seconds.
  private static final double OVERHEAD = 0.8;

  /// Machine time per cell that the choices are compared at, in seconds.
  private static final double BUDGET = 30;

  private static final double[] WARMUPS = {0, 0.25, 0.5, 1, 2, 3};
  private static final double[] MEASURES = {0.25, 0.5, 1, 2};

  private enum Estimator {
    TOTAL,
    MEDIAN,
    BEST;

    /// @param times per unit of work, one per repetition
    double of(double[] times) {
      return switch (this) {
        case TOTAL -> Arrays.stream(times).average().orElseThrow();
        case MEDIAN -> Statistics.median(times);
        case BEST -> Arrays.stream(times).min().orElseThrow();
      };
    }
  }

  private record Choice(double warmup, double measure, Estimator estimator) {}

  private Estimators() {}

  /// @param run measured with `--warmup 0s` and a long `--measure`
  static void print(PrintStream out, Results run) {
    double span = run.config().measureMs() / 1e3;
    for (var variant : run.variants()) {
      var cells = variant.cells().stream().filter(Cell::ok).toList();
      for (boolean processor : new boolean[] {false, true}) {
        out.println();
        out.println(
            variant.name()
                + ", "
                + (processor ? "processor time" : "wall time")
                + " per operation: half width of the interval, in %, after "
                + Math.round(BUDGET)
                + " s of machine time per cell; level against the last choice of the same"
                + " estimator");
        out.print(table(cells, span, processor));
      }
    }
  }

  private static Table table(List<Cell> cells, double span, boolean processor) {
    var table = new Table(0);
    var head = new ArrayList<>(List.of("warm-up s", "measure s"));
    for (var estimator : Estimator.values())
      head.addAll(List.of(estimator.name().toLowerCase(Locale.ROOT), "level"));
    table.row(head.toArray(String[]::new));
    for (double warmup : WARMUPS) {
      for (double measure : MEASURES) {
        if (warmup + measure > span) continue;
        var row = new ArrayList<>(List.of("" + warmup, "" + measure));
        for (var estimator : Estimator.values()) {
          var choice = new Choice(warmup, measure, estimator);
          var settled = new Choice(Math.max(0, span - 2), 2, estimator);
          row.add(
              middle(cells, cell -> 100 * halfWidth(logs(cell, choice, span, processor), choice)));
          row.add(
              middle(
                  cells,
                  cell ->
                      Math.exp(
                          mean(logs(cell, choice, span, processor))
                              - mean(logs(cell, settled, span, processor)))));
        }
        table.row(row.toArray(String[]::new));
      }
    }
    return table;
  }

  /// Of the backends, the one in the middle.
  private static String middle(List<Cell> cells, ToDoubleFunction<Cell> number) {
    return String.format(
        Locale.ROOT, "%.2f", Statistics.median(cells.stream().mapToDouble(number).toArray()));
  }

  private static double[] logs(Cell cell, Choice choice, double span, boolean processor) {
    return cell.rounds().stream()
        .mapToDouble(round -> Math.log(choice.estimator.of(cut(round, choice, span, processor))))
        .toArray();
  }

  /// Times per unit of the repetitions that a process with this warm-up and measuring time would have kept, at least one.
  private static double[] cut(Round round, Choice choice, double span, boolean processor) {
    var all = round.repetitions();
    double scale = span / all.stream().mapToLong(Repetition::elapsedNs).sum();
    var kept = new ArrayList<Double>();
    double now = 0;
    for (var one : all) {
      if (now >= choice.warmup && (kept.isEmpty() || now < choice.warmup + choice.measure)) {
        kept.add((double) (processor ? one.cpuNs() : one.elapsedNs()) / one.ops());
      }
      now += one.elapsedNs() * scale;
    }
    if (kept.isEmpty())
      kept.add(
          (double) (processor ? all.getLast().cpuNs() : all.getLast().elapsedNs())
              / all.getLast().ops());
    return kept.stream().mapToDouble(Double::doubleValue).toArray();
  }

  private static double halfWidth(double[] logs, Choice choice) {
    double mean = mean(logs);
    double deviation =
        Math.sqrt(Arrays.stream(logs).map(x -> (x - mean) * (x - mean)).sum() / (logs.length - 1));
    double processes =
        Math.max(2, Math.floor(BUDGET / (OVERHEAD + choice.warmup + choice.measure)));
    double critical = TDistribution.of(processes - 1).inverseCumulativeProbability(0.975);
    return Math.expm1(critical * deviation / Math.sqrt(processes));
  }

  private static double mean(double[] values) {
    return Arrays.stream(values).average().orElseThrow();
  }
}
