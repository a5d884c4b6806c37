//SOURCES Axis.java
//SOURCES Curve.java
//SOURCES Look.java
//SOURCES Notes.java
//SOURCES Picture.java
//SOURCES Sheet.java
//SOURCES Spread.java
//SOURCES Text.java
//SOURCES ../result/Cell.java
//SOURCES ../result/Results.java

package chart;

import module java.base;

import chart.Axis.Tick;
import java.awt.BasicStroke;
import result.Cell;
import result.Results;

/// Shows the latency of one scenario by percentile. There is one line per backend, with its name at
/// the end. The horizontal scale is that of HdrHistogram. On it, 90, 99 and 99.9 are equally far
/// apart, so that the tail is not squeezed into a corner.
///
/// @param subtitle what a reader must know, in one line: from when to when it is measured, and what
///     is better
record LatencyChart(String scenario, String title, String subtitle) implements Picture {
  private static final int LINE = 18;
  private static final int LEFT = 44;
  private static final int LEADER = 26;
  private static final int NAME = 38;
  private static final int LEAST_HEIGHT = 400;
  private static final BasicStroke THIN = new BasicStroke(1);

  @Override
  public String name() {
    return scenario + "_latency";
  }

  @Override
  public boolean shows(Cell cell) {
    return cell.ok() && cell.rounds().stream().anyMatch(round -> round.latency() != null);
  }

  @Override
  public Sheet draw(Results results) {
    var notes = new Notes(results, results.of(scenario));
    var cells = notes.cells().stream().filter(this::shows).toList();
    var flagged =
        cells.stream().filter(cell -> !notes.flags(cell).isEmpty()).map(Cell::backend).toList();
    var curves = Curve.of(cells);
    var names =
        curves.stream()
            .map(curve ->
                Text.label(curve.name() + (flagged.contains(curve.name()) ? Notes.MARK : "")))
            .toList();
    double widest = names.stream().mapToDouble(Text::width).max().orElseThrow();
    double last = curves.getFirst().points().lastKey();
    var x = percentiles(last, 1 - (NAME + widest) / (Sheet.content() - LEFT));
    var y = Curve.axis(curves);
    int height = Math.max(LEAST_HEIGHT, LINE * (curves.size() + 1));
    var sheet = new Sheet(title, subtitle, x, y, LEFT, 0, height);

    for (var tick : x.ticks()) sheet.rule(tick.value(), y.min(), tick.value(), y.max());
    for (var tick : y.ticks()) sheet.rule(x.min(), tick.value(), last, tick.value());
    double[] ends =
        curves.stream().mapToDouble(curve -> sheet.y(Math.max(curve.end(), y.min()))).toArray();
    double[] places = Spread.apart(ends, LINE, LINE / 2.0, height - LINE / 2.0);
    for (int i = curves.size() - 1; i >= 0; i--) {
      draw(curves.get(i).above(y.log() ? 0 : -1), x, sheet);
      lead(curves.get(i).look(), sheet.x(last), ends[i], places[i], sheet);
      sheet.text(names.get(i), sheet.x(last) + NAME, places[i], 0);
    }
    boolean cut = curves.stream().anyMatch(curve -> curve.least() < y.min());
    var first =
        "All latencies of "
            + notes.processes()
            + " together."
            + (cut ? " The fastest are below the axis." : "");
    return sheet.notes(notes.lines(first, cells::contains, cell -> !shows(cell)));
  }

  private static void draw(Curve curve, Axis x, Sheet sheet) {
    if (!curve.isIdeal()) sheet.curve(curve.look(), curve.xs(), curve.ys());
    var labelled =
        x.ticks().stream().map(Tick::value).filter(place -> place > 1).collect(Collectors.toSet());
    var dots = curve.isIdeal() ? curve : curve.at(labelled);
    sheet.dots(curve.look(), dots.xs(), dots.ys());
  }

  /// Draws the leader from the end of a curve to its name, in pixels.
  private static void lead(Look look, double x, double from, double to, Sheet sheet) {
    double end = sheet.atX(x + LEADER);
    sheet.line(look.color(), THIN, sheet.atX(x), sheet.atY(from), end, sheet.atY(to));
    sheet.dots(look, new double[] {end}, new double[] {sheet.atY(to)});
  }

  /// @param share of the plot's width that the percentiles take; the names take the rest
  private static Axis percentiles(double last, double share) {
    var ticks =
        Stream.of(0.0, 50.0, 90.0, 99.0, 99.9, 99.99)
            .map(percentile ->
                new Tick(
                    Math.rint(Curve.place(percentile)),
                    percentile.toString().replaceFirst("\\.0$", "")))
            .filter(tick -> tick.value() < last);
    return new Axis(
        1,
        Math.pow(last, 1 / share),
        true,
        Stream.concat(ticks, Stream.of(new Tick(last, "max"))).toList(),
        "percentile of all latencies, on a scale of nines");
  }
}
