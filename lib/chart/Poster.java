//SOURCES Axis.java
//SOURCES Look.java
//SOURCES ../result/Cell.java
//SOURCES ../result/Metric.java
//SOURCES ../result/Numbers.java
//SOURCES ../result/Ranking.java
//SOURCES ../result/Results.java
//SOURCES ../result/Variant.java

package chart;

import module java.base;

import result.Cell;
import result.Metric;
import result.Numbers;
import result.Ranking;
import result.Results;
import result.Variant;

/// A picture for README: what a task costs with each backend of a runtime, in four panels. It is
/// SVG with letters, so it needs no font of this machine, and the same results give the same bytes.
///
/// @param runtime "jvm" or "python"; both have the same axes, so that they can be compared
/// @param dark whether it stands on a dark page
public record Poster(Results results, String runtime, String title, boolean dark) {
  private static final int WIDTH = 800;
  private static final int NAMES = 144;
  private static final int PLOT = 104;
  private static final int PANEL = 164;
  private static final int NUMBERS = 150;
  private static final int ABOVE = 78;
  private static final int BELOW = 66;
  private static final int ROW = 21;

  /// Ticks whose labels would touch are left out.
  private static final int MOST_TICKS = 3;

  /// @param heading may name a parameter in braces
  private record Wanted(String scenario, String metric, String heading) {}

  private static final List<Wanted> WANTED =
      List.of(
          new Wanted("task_spawn", "throughput", "Short tasks"),
          new Wanted("io_bound", "cpu_per_op", "CPU time of a wait"),
          new Wanted("cancellation", "settle", "Cancel {tasks} tasks"),
          new Wanted("footprint", "bytes_per_task", "A parked task"));

  /// @param unit with what is better: "ms, less is better"
  private record Panel(String heading, String unit, Axis axis, Map<String, Cell> cells, String id) {
    Metric metric(String backend) {
      return cells.containsKey(backend) ? cells.get(backend).metrics().get(id) : null;
    }
  }

  /// Both pictures of a study, on a light and on a dark page, by the names of their files.
  public static Map<String, String> all(Results results) {
    var all = new TreeMap<String, String>();
    for (boolean dark : List.of(false, true)) {
      var end = dark ? "-dark.svg" : "-light.svg";
      all.put("jvm" + end, new Poster(results, "jvm", "On the JVM", dark).svg());
      all.put("python" + end, new Poster(results, "python", "In Python", dark).svg());
    }
    return all;
  }

  public String svg() {
    var panels = WANTED.stream().flatMap(one -> panel(one).stream()).toList();
    var rows = rows();
    int height = ABOVE + ROW * rows.size() + BELOW;
    var svg = new StringBuilder();
    svg.append(
        """
        <svg xmlns="http://www.w3.org/2000/svg" width="%1$d" height="%2$d" viewBox="0 0 %1$d %2$d"
        font-family="system-ui,'Segoe UI',Helvetica,Arial,'DejaVu Sans',sans-serif">
        <style>text{fill:%3$s;font-size:12px}.soft{fill:%4$s;font-size:11px}.end{text-anchor:end}
        .mid{text-anchor:middle}.grid{stroke:%5$s}.bold{font-weight:600}</style>
        <rect width="%1$d" height="%2$d" fill="%6$s"/>
        """
            .formatted(WIDTH, height, ink(), soft(), line(), paper()));
    text(svg, 8, 22, "bold", title, " style=\"font-size:16px\"");
    for (int i = 0; i < panels.size(); i++) frame(svg, panels.get(i), left(i), rows.size());
    for (int row = 0; row < rows.size(); row++) {
      int middle = ABOVE + ROW * row + ROW / 2;
      text(svg, NAMES - 8, middle + 4, "end", rows.get(row), "");
      for (int i = 0; i < panels.size(); i++)
        mark(svg, panels.get(i), rows.get(row), left(i), middle);
    }
    text(svg, 8, height - 26, "soft", KEY, "");
    text(svg, 8, height - 10, "soft", origin(), "");
    return svg.append("</svg>\n").toString();
  }

  private static final String KEY =
      "Dot: mean over processes. Bar: 95 % interval. Hollow: not ranked, it is the baseline or its"
          + " timers ended early.";

  private String origin() {
    return "%s, %d cores, %s. A task starts, waits, is cancelled, or stays parked. Both pictures have the same axes."
        .formatted(results.host().cpu(), results.host().cores(), results.days());
  }

  private static int left(int panel) {
    return NAMES + PANEL * panel;
  }

  private Optional<Panel> panel(Wanted wanted) {
    var found = results.fullest(wanted.scenario, Map.of());
    if (found.isEmpty()) return Optional.empty();
    var variant = found.get();
    var cells =
        variant.cells().stream()
            .filter(cell -> shown(cell) && cell.metrics().containsKey(wanted.metric))
            .collect(Collectors.toMap(Cell::backend, cell -> cell, (one, _) -> one));
    var metrics = cells.values().stream().map(cell -> cell.metrics().get(wanted.metric)).toList();
    if (metrics.isEmpty()) return Optional.empty();
    var first = metrics.getFirst();
    var bounds =
        metrics.stream()
            .flatMap(metric -> Stream.of(metric.low(), metric.high()))
            .filter(Objects::nonNull)
            .toList();
    var axis = Axis.of(first.unit(), metrics.stream().map(Metric::value).toList(), bounds);
    var better = first.higherIsBetter() ? "more is better" : "less is better";
    var unit = first.unit() + ", " + better + (axis.log() ? ", log" : "");
    return Optional.of(new Panel(heading(wanted, variant), unit, axis, cells, wanted.metric));
  }

  private static String heading(Wanted wanted, Variant variant) {
    var heading = wanted.heading;
    for (var param : variant.params().entrySet())
      heading = heading.replace("{" + param.getKey() + "}", param.getValue());
    return heading;
  }

  /// Rows with a setting of their own are left out: they answer another question.
  private static boolean shown(Cell cell) {
    return cell.ok() && !cell.tuned();
  }

  /// The backends of the runtime, in the order of the first panel.
  private List<String> rows() {
    var order = new LinkedHashSet<String>();
    for (var wanted : WANTED)
      results
          .fullest(wanted.scenario, Map.of())
          .ifPresent(variant ->
              Ranking.of(variant.cells()).cells().stream()
                  .filter(cell -> shown(cell) && cell.runtime().equals(runtime))
                  .forEach(cell -> order.add(cell.backend())));
    return List.copyOf(order);
  }

  private void frame(StringBuilder svg, Panel panel, int left, int rows) {
    text(svg, left, 48, "bold", panel.heading, "");
    text(svg, left, 65, "soft", panel.unit, "");
    int bottom = ABOVE + ROW * rows;
    var ticks = panel.axis.ticks();
    int step = 1 + (ticks.size() - 1) / MOST_TICKS;
    for (int i = 0; i < ticks.size(); i += step) {
      double x = left + PLOT * panel.axis.at(ticks.get(i).value());
      svg.append("<path class=\"grid\" d=\"M%s %dV%d\"/>%n".formatted(px(x), ABOVE, bottom));
      text(svg, x, bottom + 14, "soft mid", ticks.get(i).label(), "");
    }
  }

  private void mark(StringBuilder svg, Panel panel, String backend, int left, int y) {
    var metric = panel.metric(backend);
    if (metric == null) {
      text(svg, left + NUMBERS, y + 4, "soft end", "–", "");
      return;
    }
    var cell = panel.cells.get(backend);
    var look = Look.of(backend);
    var color = dark ? look.onDark() : look.onLight();
    if (metric.low() != null)
      svg.append(
          "<path stroke=\"%s\" stroke-width=\"3\" opacity=\".55\" d=\"M%s %dH%s\"/>%n"
              .formatted(
                  color, place(panel, metric.low(), left), y, place(panel, metric.high(), left)));
    boolean hollow = cell.early() || backend.equals(Cell.BASELINE);
    svg.append(
        "<circle cx=\"%s\" cy=\"%d\" r=\"3.5\" fill=\"%s\" stroke=\"%s\" stroke-width=\"1.5\"/>%n"
            .formatted(place(panel, metric.value(), left), y, hollow ? paper() : color, color));
    text(svg, left + NUMBERS, y + 4, "end", Numbers.text(metric.value()), "");
  }

  private static String place(Panel panel, double value, int left) {
    boolean none = panel.axis.log() && value <= 0;
    return px(left + PLOT * (none ? 0 : Math.clamp(panel.axis.at(value), 0, 1)));
  }

  private static void text(
      StringBuilder svg, double x, int y, String names, String words, String more) {
    var safe = words.replace("&", "&amp;").replace("<", "&lt;");
    svg.append(
        "<text x=\"%s\" y=\"%d\" class=\"%s\"%s>%s</text>%n"
            .formatted(px(x), y, names, more, safe));
  }

  /// A tenth of a pixel is enough.
  private static String px(double pixels) {
    return BigDecimal.valueOf(pixels)
        .setScale(1, RoundingMode.HALF_UP)
        .stripTrailingZeros()
        .toPlainString();
  }

  private String paper() {
    return dark ? "#0d1117" : "#ffffff";
  }

  private String ink() {
    return dark ? "#e6edf3" : "#1b1f24";
  }

  private String soft() {
    return dark ? "#a5afba" : "#57606a";
  }

  private String line() {
    return dark ? "#3d444d" : "#d0d7de";
  }
}
