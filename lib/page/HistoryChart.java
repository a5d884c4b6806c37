//SOURCES Html.java
//SOURCES Svg.java
//SOURCES ../history/History.java
//SOURCES ../history/Timeline.java
//SOURCES ../result/Metric.java
//SOURCES ../result/Numbers.java

package page;

import module java.base;

import history.History;
import history.Timeline;
import result.Metric;
import result.Numbers;

/// A line of a history as a small picture: a dot per run with the bar of its interval, a number
/// where something changed, and a cross where a run has no number. The scale is logarithmic: equal
/// distances are equal factors.
record HistoryChart(History history, Timeline line) {
  private static final int WIDTH = 300;
  private static final int HEIGHT = 90;

  /// From the bottom to the top at least, as a factor. Less would show noise as if it were a
  /// change.
  private static final double LEAST = 1.5;

  /// How far an interval may stretch the scale beyond the values, as a factor.
  private static final double STRETCH = 1.5;

  private static final double[] DIGITS = {1, 1.2, 1.5, 2, 2.5, 3, 4, 5, 6, 8};

  private record Scale(double least, double most) {
    double y(double value) {
      double at = Math.log(value / least) / Math.log(most / least);
      return HEIGHT * (1 - Math.clamp(at, 0, 1));
    }

    /// At most four values, as round as possible.
    List<Double> ticks() {
      var all = new ArrayList<Double>();
      for (int exponent = (int) Math.floor(Math.log10(least));
          exponent <= Math.log10(most);
          exponent++) for (double digit : DIGITS) all.add(digit * Math.pow(10, exponent));
      all.removeIf(value -> value < least || value > most);
      int step = 1 + (all.size() - 1) / 4;
      return IntStream.range(0, all.size()).filter(i -> i % step == 0).mapToObj(all::get).toList();
    }
  }

  String svg() {
    var text = new StringBuilder("<svg class=\"line\" viewBox=\"-44 -20 352 126\" role=\"img\"");
    text.append(" aria-label=\"").append(Html.text(spoken())).append("\">");
    var scale = scale();
    if (scale.isPresent()) draw(scale.get(), text);
    var points = line.points();
    text.append(Svg.label(0, HEIGHT + 14, "start", history.label(points.getFirst())));
    text.append(Svg.label(WIDTH, HEIGHT + 14, "end", history.label(points.getLast())));
    return text.append("</svg>").toString();
  }

  private void draw(Scale scale, StringBuilder text) {
    for (double tick : scale.ticks()) {
      double y = scale.y(tick);
      text.append("<path d=\"M0 %sH%d\"/>".formatted(Svg.px(y), WIDTH));
      text.append(Svg.label(-6, y + 4, "end", Numbers.text(tick)));
    }
    var trace = new StringBuilder();
    for (var point : line.points())
      if (shown(point)) {
        trace.append(trace.isEmpty() ? "M" : "L");
        trace.append(x(point)).append(' ').append(Svg.px(scale.y(line.metric(point).value())));
      }
    text.append("<path class=\"trace\" d=\"%s\"/>".formatted(trace));
    for (var point : line.points()) text.append(shown(point) ? dot(scale, point) : cross(point));
    int number = 1;
    for (var change : line.changes()) text.append(mark(change, number++));
  }

  private String dot(Scale scale, Timeline.Point point) {
    var metric = line.metric(point);
    var bar =
        metric.low() == null || metric.low() <= 0
            ? ""
            : "<path class=\"bar\" d=\"M%s %sV%s\"/>"
                .formatted(x(point), Svg.px(scale.y(metric.low())), Svg.px(scale.y(metric.high())));
    return bar
        + "<circle cx=\"%s\" cy=\"%s\" r=\"%s\"/>"
            .formatted(
                x(point), Svg.px(scale.y(metric.value())), line.points().size() > 40 ? 2 : 3);
  }

  private String cross(Timeline.Point point) {
    double x = place(point);
    return "<path class=\"cross\" d=\"M%s %dl6 6m0-6l-6 6\"/>".formatted(Svg.px(x - 3), HEIGHT - 8);
  }

  private String mark(Timeline.Change change, int number) {
    double x = place(change.after());
    return "<g class=\"%s\"><path class=\"mark\" d=\"M%s -4V%d\"/>%s</g>"
        .formatted(direction(change), Svg.px(x), HEIGHT, Svg.label(x, -8, "middle", "" + number));
  }

  static String direction(Timeline.Change change) {
    return change.comparison().better() ? "good" : "bad";
  }

  private double place(Timeline.Point point) {
    int last = line.points().size() - 1;
    return 6 + (WIDTH - 12.0) * line.points().indexOf(point) / Math.max(1, last);
  }

  private String x(Timeline.Point point) {
    return Svg.px(place(point));
  }

  private boolean shown(Timeline.Point point) {
    return point.cell().ok() && line.metric(point).value() > 0;
  }

  /// Empty if there is nothing that a logarithmic scale can show.
  private Optional<Scale> scale() {
    var metrics = line.points().stream().filter(this::shown).map(line::metric).toList();
    if (metrics.isEmpty()) return Optional.empty();
    var values = metrics.stream().mapToDouble(Metric::value).summaryStatistics();
    double low = bound(metrics.stream().map(Metric::low)).min().orElse(values.getMin());
    double high = bound(metrics.stream().map(Metric::high)).max().orElse(values.getMax());
    double least = Math.clamp(low, values.getMin() / STRETCH, values.getMin());
    double most = Math.clamp(high, values.getMax(), values.getMax() * STRETCH);
    double lacking = Math.max(1, Math.sqrt(LEAST / (most / least)));
    return Optional.of(new Scale(least / lacking, most * lacking));
  }

  private static DoubleStream bound(Stream<Double> bounds) {
    return bounds.filter(Objects::nonNull).mapToDouble(bound -> bound);
  }

  private String spoken() {
    return line.points().stream()
        .map(point ->
            history.label(point)
                + " "
                + (point.cell().ok()
                    ? Numbers.text(line.metric(point).value())
                    : point.cell().status()))
        .collect(Collectors.joining(", "));
  }
}
