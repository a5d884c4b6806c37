//SOURCES Chapter.java
//SOURCES Html.java
//SOURCES Svg.java
//SOURCES ../chart/Axis.java
//SOURCES ../chart/Curve.java
//SOURCES ../result/Cell.java
//SOURCES ../result/Numbers.java

package page;

import module java.base;

import chart.Axis;
import chart.Curve;
import result.Cell;
import result.Numbers;

/// The pictures of a table, in SVG. What all rows share is defined once and used by each of them.
record Drawing(Chapter chapter) {
  private static final int WIDTH = 240;
  private static final int HEIGHT = 22;
  private static final int CURVE_WIDTH = 300;
  private static final int CURVE_HEIGHT = 130;

  /// One of so many points of a curve is drawn.
  private static final int COARSE = 8;

  private static final List<String> PERCENTILES = List.of("50", "90", "99", "99.9", "99.99");

  /// Grids and curves, for `use`.
  ///
  /// @param number the number of a backend in the page
  String shared(ToIntFunction<String> number) {
    if (chapter.axis() == null) return "";
    var text = new StringBuilder("<svg class=\"defs\" aria-hidden=\"true\"><defs>");
    text.append("<g id=\"%s-grid\">".formatted(chapter.id()));
    for (var tick : chapter.axis().ticks())
      text.append("<path d=\"M%s 0V%d\"/>".formatted(x(tick.value()), HEIGHT));
    text.append("</g>");
    if (!chapter.curves().isEmpty()) text.append(curves(number));
    return text.append("</defs></svg>\n").toString();
  }

  private String curves(ToIntFunction<String> number) {
    var all = List.copyOf(chapter.curves().values());
    var y = Curve.axis(all);
    double last = all.getFirst().points().lastKey();
    var text = new StringBuilder("<g id=\"%s-frame\">".formatted(chapter.id()));
    for (var percentile : PERCENTILES) {
      double place = Curve.place(Double.parseDouble(percentile));
      if (place >= last) continue;
      double x = across(place, last);
      text.append("<path d=\"M%s 0V%d\"/>".formatted(Svg.px(x), CURVE_HEIGHT));
      text.append(Svg.label(x, CURVE_HEIGHT + 14, "middle", percentile));
    }
    text.append(Svg.label(CURVE_WIDTH + 8, CURVE_HEIGHT + 14, "end", "max"));
    for (var tick : few(y.ticks())) {
      double place = down(tick.value(), y);
      text.append("<path d=\"M0 %sH%d\"/>".formatted(Svg.px(place), CURVE_WIDTH));
      text.append(Svg.label(-4, place + 4, "end", tick.label()));
    }
    text.append("</g>");
    for (var curve : all)
      text.append(
          "<path id=\"%s-c%d\" d=\"%s\"/>"
              .formatted(chapter.id(), number.applyAsInt(curve.name()), line(curve, y, last)));
    return text.toString();
  }

  /// At most five, so that labels do not touch.
  private static List<Axis.Tick> few(List<Axis.Tick> ticks) {
    int step = 1 + (ticks.size() - 1) / 5;
    return IntStream.range(0, ticks.size())
        .filter(i -> i % step == 0)
        .mapToObj(ticks::get)
        .toList();
  }

  private static String line(Curve curve, Axis y, double last) {
    var line = new StringBuilder();
    int i = 0;
    for (var point : curve.points().entrySet()) {
      boolean end = point.getKey() == last;
      if (i++ % COARSE != 0 && !end || point.getValue() < y.min()) continue;
      line.append(line.isEmpty() ? "M" : "L");
      line.append(Svg.px(across(point.getKey(), last)) + " " + Svg.px(down(point.getValue(), y)));
    }
    return line.toString();
  }

  /// The latencies of a row, and in grey those of the row that looks best.
  String curve(Cell cell, ToIntFunction<String> number) {
    if (!chapter.curves().containsKey(cell.backend())) return "";
    var best =
        chapter.ranking().contenders().stream()
            .map(Cell::backend)
            .filter(name -> chapter.curves().containsKey(name) && !name.equals(cell.backend()))
            .findFirst();
    var id = chapter.id();
    return """
    <figure><svg class="curve" viewBox="-44 -6 352 156" role="img" \
    aria-label="Latency by percentile, in ms"><use href="#%s-frame"/>%s\
    <use class="own" href="#%s-c%d"/></svg>\
    <figcaption>Latency in ms by percentile%s</figcaption></figure>
    """
        .formatted(
            id,
            best.map(name ->
                    "<use class=\"pale\" href=\"#%s-c%d\"/>".formatted(id, number.applyAsInt(name)))
                .orElse(""),
            id,
            number.applyAsInt(cell.backend()),
            best.map(name -> "; grey: " + Html.name(name)).orElse(""));
  }

  /// A dot per process, and a bar for the interval.
  String dots(Cell cell) {
    var metric = Chapter.headline(cell);
    var values = Chapter.processes(cell);
    var text = new StringBuilder();
    var spoken = DoubleStream.of(values).mapToObj(Numbers::text).collect(Collectors.joining(", "));
    text.append(
        "<svg class=\"dots\" viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"%s\">"
            .formatted(WIDTH, HEIGHT, "Processes: " + spoken));
    text.append("<use href=\"#%s-grid\"/>".formatted(chapter.id()));
    if (metric.low() != null && known(metric.low()) && known(metric.high()))
      text.append(
          "<path class=\"bar\" d=\"M%s 11H%s\"/>".formatted(x(metric.low()), x(metric.high())));
    for (double value : values)
      if (known(value)) text.append("<circle cx=\"%s\" cy=\"11\" r=\"3\"/>".formatted(x(value)));
    return text.append("</svg>").toString();
  }

  /// The labels of the axis, for the head of the column.
  String ticks() {
    var text =
        new StringBuilder(
            "<svg class=\"ticks\" viewBox=\"0 0 %d 14\" aria-hidden=\"true\">".formatted(WIDTH));
    var ticks = few(chapter.axis().ticks());
    for (var tick : ticks) {
      double at = WIDTH * chapter.axis().at(tick.value());
      var anchor = at < 12 ? "start" : at > WIDTH - 14 ? "end" : "middle";
      text.append(Svg.label(at, 11, anchor, tick.label()));
    }
    return text.append("</svg>").toString();
  }

  private boolean known(double value) {
    return value > 0 || !chapter.axis().log();
  }

  private String x(double value) {
    return Svg.px(WIDTH * Math.clamp(chapter.axis().at(value), 0, 1));
  }

  private static double across(double place, double last) {
    return CURVE_WIDTH * Math.log(place) / Math.log(last);
  }

  private static double down(double ms, Axis y) {
    return CURVE_HEIGHT * (1 - Math.clamp(y.at(ms), 0, 1));
  }
}
