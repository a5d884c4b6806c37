//SOURCES Axis.java
//SOURCES Look.java
//SOURCES Notes.java
//SOURCES Scaling.java
//SOURCES Sheet.java
//SOURCES Spread.java
//SOURCES Text.java
//SOURCES ../result/Results.java

package chart;

import module java.base;

import java.awt.BasicStroke;
import result.Results;

/// Shows how a scenario's headline grows with one of its parameters. There is one line per backend.
/// Both scales are logarithmic, so that a power law is a straight line. The exponent is printed
/// beside the name.
record ScalingChart(Scaling scaling, String title) {
  private static final int LINE = 18;
  private static final int LEFT = 44;
  private static final int LEADER = 26;
  private static final int NAME = 38;
  private static final int GAP = 12;
  private static final int LEAST_HEIGHT = 400;
  private static final int HEADING = -16;
  private static final double MARGIN = 1.05;

  /// The factor by which intervals may stretch the axis. Without a limit, the intervals of a few
  /// noisy processes would leave no room for the values.
  private static final double STRETCH = 2;

  private static final BasicStroke THIN = new BasicStroke(1);

  Sheet draw(Results results) {
    var lines =
        scaling.lines().stream()
            .sorted(Comparator.comparingDouble(ScalingChart::end).reversed())
            .toList();
    double names = widest(lines.stream().map(Scaling.Line::backend));
    double exponents = widest(lines.stream().map(Scaling.Line::exponent));
    double words = NAME + names + GAP + exponents;
    var x = sizes(1 - words / (Sheet.content() - LEFT));
    var y = values(lines);
    int height = Math.max(LEAST_HEIGHT, LINE * (lines.size() + 1));
    var sheet =
        new Sheet(
            title,
            "The number beside a name: the exponent; 1 is in proportion, 0 is no change.",
            x,
            y,
            LEFT,
            0,
            height);
    double last = scaling.cells().lastKey();
    for (var tick : x.ticks()) sheet.rule(tick.value(), y.min(), tick.value(), y.max());
    for (var tick : y.ticks()) sheet.rule(x.min(), tick.value(), last, tick.value());
    double[] ends = lines.stream().mapToDouble(line -> sheet.y(end(line))).toArray();
    double[] places = Spread.apart(ends, LINE, LINE / 2.0, height - LINE / 2.0);
    sheet.text(Text.note("exponent"), sheet.x(last) + words, HEADING, 1);
    for (var line : lines) {
      if (line.bounded() && line.points().size() > 1)
        sheet.band(
            Look.of(line.backend()),
            line.xs(),
            line.ys(one -> Math.max(y.min(), one.low())),
            line.ys(one -> Math.min(y.max(), one.high())));
    }
    for (int i = lines.size() - 1; i >= 0; i--) {
      var line = lines.get(i);
      var look = Look.of(line.backend());
      sheet.steps(look, line.xs(), line.ys());
      sheet.dots(look, line.xs(), line.ys());
      lead(line, sheet.x(last), ends[i], places[i], sheet);
      sheet.text(Text.label(line.backend()), sheet.x(last) + NAME, places[i], 0);
      sheet.text(Text.label(line.exponent()), sheet.x(last) + words, places[i], 1);
    }
    return sheet.notes(notes(results));
  }

  private List<String> notes(Results results) {
    var cells = scaling.all().toList();
    var notes = new Notes(results, cells);
    var first =
        "Each point is from %s%s; exponents by least squares on the logarithms."
            .formatted(
                notes.processes(),
                scaling.lines().stream().anyMatch(Scaling.Line::bounded)
                    ? ", bands are 95 % intervals"
                    : "");
    return notes.lines(first, _ -> false, cell -> !cell.ok());
  }

  /// Draws the leader from the last point of a line to its name, in pixels. A line may end before
  /// the others do.
  private static void lead(Scaling.Line line, double x, double from, double to, Sheet sheet) {
    var look = Look.of(line.backend());
    double end = sheet.atX(x + LEADER);
    double begin = line.points().lastKey();
    sheet.line(look.color(), THIN, begin, sheet.atY(from), sheet.atX(x), sheet.atY(from));
    sheet.line(look.color(), THIN, sheet.atX(x), sheet.atY(from), end, sheet.atY(to));
    sheet.dots(look, new double[] {end}, new double[] {sheet.atY(to)});
  }

  private static double end(Scaling.Line line) {
    return line.points().lastEntry().getValue().value();
  }

  private static double widest(Stream<String> words) {
    return words.map(Text::label).mapToDouble(Text::width).max().orElse(0);
  }

  /// @param share of the plot's width that the sizes take; the names take the rest
  private Axis sizes(double share) {
    double first = scaling.cells().firstKey();
    double last = scaling.cells().lastKey();
    var ticks =
        scaling.cells().keySet().stream()
            .map(size -> new Axis.Tick(size, Axis.label(size)))
            .toList();
    double begin = first / Math.pow(last / first, MARGIN - 1);
    return new Axis(
        begin,
        begin * Math.pow(last / begin, 1 / share),
        true,
        ticks,
        scaling.parameter() + ", log scale");
  }

  private Axis values(List<Scaling.Line> lines) {
    var values = lines.stream().flatMap(line -> Arrays.stream(line.ys()).boxed()).toList();
    var bounds =
        lines.stream()
            .filter(Scaling.Line::bounded)
            .flatMap(line -> line.points().values().stream())
            .flatMap(one -> Stream.of(one.low(), one.high()));
    double least = Collections.min(values);
    double most = Collections.max(values);
    var shown =
        Stream.concat(values.stream(), bounds)
            .mapToDouble(value -> Math.clamp(value, least / STRETCH, most * STRETCH))
            .summaryStatistics();
    return Axis.log(scaling.unit(), shown.getMin() / MARGIN, shown.getMax() * MARGIN);
  }
}
