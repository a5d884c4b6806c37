//SOURCES ../result/Results.java
//SOURCES Axis.java
//SOURCES Curve.java
//SOURCES Picture.java
//SOURCES Provenance.java
//SOURCES Row.java
//SOURCES Sheet.java
//SOURCES Spread.java
//SOURCES Text.java
package chart;

import chart.Axis.Tick;
import module java.base;
import java.awt.BasicStroke;
import result.Cell;
import result.Results;

/// The latency of one scenario by percentile: a line per backend, its name at the end of the line. The horizontal scale is
/// HdrHistogram's, on which 90, 99 and 99.9 stand equally far apart, so that the tail is not squeezed into a corner.
///
/// @param subtitle what a reader must know, in one line: from when to when it is measured, what is better
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
    var provenance = new Provenance(results, results.of(scenario));
    var flags = flags(provenance.cells());
    var curves = Curve.of(provenance.cells().stream().filter(this::shows).toList());
    var names = curves.stream().map(curve -> Text.label(curve.name() + (flags.containsKey(curve.name()) ? " *" : ""))).toList();
    double widest = names.stream().mapToDouble(Text::width).max().orElseThrow();
    double last = curves.getFirst().points().lastKey();
    var x = percentiles(last, 1 - (NAME + widest) / (Sheet.content() - LEFT));
    var y = ms(curves);
    int height = Math.max(LEAST_HEIGHT, LINE * (curves.size() + 1));
    var sheet = new Sheet(title, subtitle, x, y, LEFT, 0, height);

    for (var tick : x.ticks()) sheet.rule(tick.value(), y.min(), tick.value(), y.max());
    for (var tick : y.ticks()) sheet.rule(x.min(), tick.value(), last, tick.value());
    var labelled = x.ticks().stream().map(Tick::value).collect(Collectors.toSet());
    double[] ends = curves.stream().mapToDouble(curve -> Math.max(curve.end(), y.min())).toArray();
    double[] places = Spread.apart(DoubleStream.of(ends).map(sheet::y).toArray(), LINE, LINE / 2.0, height - LINE / 2.0);
    for (int i = curves.size() - 1; i >= 0; i--) {
      var curve = curves.get(i).only(_ -> true, y.log() ? 0 : -1);
      var dots = curve.only(place -> curve.isIdeal() || place > 1 && labelled.contains(place), -1);
      double nameX = x.value((sheet.x(last) + LEADER) / sheet.width());
      double nameY = y.value(1 - places[i] / height);
      if (!curve.isIdeal()) sheet.curve(curve.look(), curve.xs(), curve.ys());
      sheet.dots(curve.look(), dots.xs(), dots.ys());
      sheet.line(curve.look().color(), THIN, last, ends[i], nameX, nameY);
      sheet.dots(curve.look(), new double[] {nameX}, new double[] {nameY});
      sheet.text(names.get(i), sheet.x(last) + NAME, places[i], 0);
    }
    return sheet.notes(notes(provenance, flags));
  }

  /// @param share of the plot's width that the percentiles have; names stand in the rest
  private static Axis percentiles(double last, double share) {
    var ticks = Stream.of(0.0, 50.0, 90.0, 99.0, 99.9, 99.99)
        .map(percentile -> new Tick(Math.rint(Curve.place(percentile)), percentile.toString().replaceFirst("\\.0$", "")))
        .filter(tick -> tick.value() < last);
    return new Axis(1, Math.pow(last, 1 / share), true, Stream.concat(ticks, Stream.of(new Tick(last, "max"))).toList(),
        "percentile of all latencies, on a scale of nines");
  }

  /// The fastest few of many latencies can be a thousand times as fast as the rest, which would then be squeezed into a
  /// corner: not much below the fastest tenth, the axis begins and the lines are cut.
  private static Axis ms(List<Curve> curves) {
    double most = curves.stream().mapToDouble(Curve::end).max().orElseThrow();
    var shown = curves.stream().flatMap(curve -> curve.points().values().stream()).filter(ms -> ms >= cut(curves)).toList();
    return Axis.isWide(shown) ? Axis.log("ms", Collections.min(shown), most) : Axis.linear("ms", most);
  }

  private static double cut(List<Curve> curves) {
    return curves.stream()
        .flatMap(curve -> curve.points().tailMap(Curve.place(10)).values().stream())
        .filter(ms -> ms > 0)
        .min(Double::compare)
        .orElse(0.0) / 2;
  }

  private static Map<String, List<String>> flags(List<Cell> cells) {
    var flags = new LinkedHashMap<String, List<String>>();
    for (var row : Row.of(cells, "")) if (row.cell().ok() && !row.flags().isEmpty()) flags.put(row.cell().backend(), row.flags());
    return flags;
  }

  private List<String> notes(Provenance provenance, Map<String, List<String>> flags) {
    var notes = new ArrayList<String>();
    notes.add("All latencies of " + provenance.processes() + " together. " + provenance.parameters());
    flags.forEach((backend, words) -> notes.add("* " + backend + ": " + String.join("; ", words) + "."));
    Row.sharedFlags(provenance.cells()).forEach(flag -> notes.add("All: " + flag + "."));
    for (var row : Row.of(provenance.cells(), "")) {
      if (!shows(row.cell())) notes.add(row.cell().backend() + ": " + row.excuse());
    }
    notes.add(provenance.machine());
    return notes;
  }
}
