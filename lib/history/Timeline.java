//SOURCES ../result/Cell.java
//SOURCES ../result/Comparison.java
//SOURCES ../result/Config.java
//SOURCES ../result/Metric.java
//SOURCES ../result/Results.java

package history;

import module java.base;

import result.Cell;
import result.Comparison;
import result.Config;
import result.Metric;
import result.Results;

/// One cell over several runs that measured it alike.
///
/// @param points in order
/// @param changes between neighbours, where the later one is better or worse beyond chance
public record Timeline(Key key, List<Point> points, List<Change> changes) {

  /// What the runs of a line have in common. Runs of other machines, settings or sizes make other
  /// lines.
  ///
  /// @param config see {@link Config#ofProcess}
  /// @param cpu null if unknown
  /// @param unit in which the metric was measured
  public record Key(
      String cpu,
      int cores,
      Config config,
      String scenario,
      Map<String, String> params,
      String backend,
      String metric,
      String unit) {

    /// The machine and the settings in words.
    public String setup() {
      return "%s, %d cores, %s".formatted(cpu, cores, config.words());
    }

    /// Whether a cell that failed, and has reported only some of its parameters, belongs here.
    boolean fits(Key failed) {
      return Objects.equals(cpu, failed.cpu)
          && cores == failed.cores
          && config.equals(failed.config)
          && scenario.equals(failed.scenario)
          && backend.equals(failed.backend)
          && params.entrySet().containsAll(failed.params.entrySet());
    }
  }

  /// A cell of one run.
  ///
  /// @param file where it was read
  public record Point(Path file, Results run, Cell cell) {

    /// What tells it from the other: the version in an order of versions, else the day, else the
    /// second.
    private String when(Point other, boolean byVersion) {
      if (byVersion && !Objects.equals(cell.version(), other.cell.version()))
        return "version " + cell.version();
      return run.days().equals(other.run.days()) ? run.started() : run.days();
    }
  }

  /// @param when the later one was measured, or its version
  /// @param comparison of the cell after the change with the one before
  /// @param why what else differs between the two runs, in words: "JDK 25.0.2 to 25.0.3"
  public record Change(
      Point before, Point after, String when, Comparison comparison, List<String> why) {

    /// "1.12x slower since 2026-11-20 (1.05 to 1.20; JDK 25.0.2 to 25.0.3)".
    public String words() {
      return comparison.since(when, why);
    }
  }

  /// How many pairs of neighbours have numbers.
  static int pairs(List<Point> points) {
    return Math.max(0, measured(points).size() - 1);
  }

  private static List<Point> measured(List<Point> points) {
    return points.stream().filter(point -> point.cell.ok()).toList();
  }

  /// The change that this point brings, if it brings one.
  public Optional<Change> change(Point point) {
    return changes.stream().filter(one -> one.after == point).findFirst();
  }

  /// @param comparisons how many pairs all lines have together; all verdicts about them are right
  ///     in 95 % of histories
  /// @param byVersion whether the points are in the order of their versions
  static Timeline of(Key key, List<Point> points, int comparisons, boolean byVersion) {
    var changes = new ArrayList<Change>();
    var measured = measured(points);
    for (int i = 1; i < measured.size(); i++) {
      var before = measured.get(i - 1);
      var after = measured.get(i);
      var comparison =
          Comparison.unpaired(
              "after",
              after.cell,
              "before",
              before.cell,
              key.metric,
              comparisons,
              Comparison.EQUAL);
      if (comparison.better() || comparison.worse())
        changes.add(
            new Change(
                before, after, after.when(before, byVersion), comparison, why(before, after)));
    }
    return new Timeline(key, points, changes);
  }

  private static List<String> why(Point before, Point after) {
    var why = new ArrayList<String>();
    var a = before.run.host();
    var b = after.run.host();
    if (after.cell.runtime().equals("jvm")) {
      differ(why, "JDK", a.jdk(), b.jdk());
      differ(why, "collector", a.gc(), b.gc());
    } else differ(why, "Python", a.python(), b.python());
    // The JDK's own version has been told.
    if (!"OpenJDK".equals(after.cell.library()))
      differ(why, after.cell.library(), before.cell.version(), after.cell.version());
    differ(why, "system", a.os(), b.os());
    differ(why, "kernel", a.kernel(), b.kernel());
    differ(why, "commit", before.run.commit(), after.run.commit());
    return why;
  }

  private static void differ(List<String> why, String what, String before, String after) {
    if (!Objects.equals(before, after)) why.add(what + " " + before + " to " + after);
  }

  /// Of a point that has numbers.
  public Metric metric(Point point) {
    return point.cell.metrics().get(key.metric);
  }
}
