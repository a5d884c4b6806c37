//DEPS org.knowm.xchart:xchart:4.0.3
//SOURCES Axis.java
//SOURCES Look.java
//SOURCES Text.java

package chart;

import module java.base;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.markers.Marker;
import org.knowm.xchart.style.markers.SeriesMarkers;

/// A whole picture: heading, an XChart plot, words around it and in it, and notes. XChart draws
/// what has a place on the axes. Its own titles, tick labels and legends are off, because they
/// cannot be wrapped, aligned or kept apart. A sheet is a chart itself, because XChart's encoders
/// accept nothing else.
final class Sheet extends XYChart {
  /// The width in pixels. A README shows a picture at about this width, so letters keep their size.
  static final int WIDTH = 860;

  private static final int EDGE = 16;
  private static final int ABOVE = 94;
  private static final int BELOW = 52;
  private static final int PALE = 36;
  private static final Color RULE = new Color(0xdcdcdc);

  private record Label(Text text, double x, double y, double anchor) {}

  private final String title;
  private final Axis x;
  private final Axis y;
  private final int left;
  private final int width;
  private final int height;
  private final XYChart chart;
  private final List<Label> labels = new ArrayList<>();
  private int series;

  /// @param left pixels between the plot and the left edge of the picture's content
  /// @param right pixels between the plot and the right edge of the picture's content
  /// @param height of the plot, in pixels
  Sheet(String title, String subtitle, Axis x, Axis y, double left, double right, int height) {
    super(WIDTH, height);
    this.title = title;
    this.x = x;
    this.y = y;
    this.left = EDGE + (int) left;
    this.width = WIDTH - this.left - EDGE - (int) right;
    this.height = height;
    this.chart = blank();
    text(Text.title(title).within(content()), EDGE - this.left, 28 - ABOVE, 0);
    text(Text.subtitle(subtitle).within(content()), EDGE - this.left, 52 - ABOVE, 0);
    for (var tick : x.ticks()) text(Text.note(tick.label()), x(tick.value()), height + 14, 0.5);
    for (var tick : y.ticks()) text(Text.note(tick.label()), -8, y(tick.value()), 1);
    text(Text.note(y.title()), EDGE - this.left, -16, 0);
    double middle = (x(x.ticks().getFirst().value()) + x(x.ticks().getLast().value())) / 2;
    text(Text.note(x.title()), middle, height + 36, 0.5);
  }

  private XYChart blank() {
    var blank = new XYChart(width, height);
    var style = blank.getStyler();
    style
        .setLegendVisible(false)
        .setChartTitleVisible(false)
        .setChartPadding(0)
        .setPlotBorderVisible(false)
        .setPlotContentSize(1)
        .setMarkerSize(8)
        .setChartBackgroundColor(Color.WHITE)
        .setPlotBackgroundColor(Color.WHITE);
    style
        .setPlotMargin(0)
        .setAxisTicksVisible(false)
        .setAxisTitlesVisible(false)
        .setPlotGridLinesVisible(false)
        .setXAxisLogarithmic(x.log())
        .setYAxisLogarithmic(y.log())
        .setXAxisMin(x.min())
        .setXAxisMax(x.max())
        .setYAxisMin(y.min())
        .setYAxisMax(y.max())
        .setXAxisTickLabelsFormattingFunction(_ -> "")
        .setYAxisTickLabelsFormattingFunction(_ -> "");
    return blank;
  }

  /// Pixels from the left edge of the plot.
  double x(double value) {
    return x.at(value) * width;
  }

  /// Pixels from the upper edge of the plot.
  double y(double value) {
    return (1 - y.at(value)) * height;
  }

  /// The value that is this many pixels from the left edge of the plot; the inverse of {@link #x}.
  double atX(double pixels) {
    return x.value(pixels / width);
  }

  /// The value that is this many pixels from the upper edge of the plot; the inverse of {@link #y}.
  double atY(double pixels) {
    return y.value(1 - pixels / height);
  }

  /// The width of the plot, in pixels.
  int width() {
    return width;
  }

  /// The width that the words of a picture may have, in pixels.
  static double content() {
    return WIDTH - 2.0 * EDGE;
  }

  void rule(double x1, double y1, double x2, double y2) {
    line(RULE, new BasicStroke(1), x1, y1, x2, y2);
  }

  /// Draws a straight line between two points of the plot.
  void line(Color color, BasicStroke stroke, double x1, double y1, double x2, double y2) {
    add(color, stroke, SeriesMarkers.NONE, new double[] {x1, x2}, new double[] {y1, y2});
  }

  /// Draws a line through many points. Its dashes continue across the points. They would not in a
  /// line that is made of pieces.
  void curve(Look look, double[] xs, double[] ys) {
    if (xs.length > 0) add(look.color(), look.stroke(), SeriesMarkers.NONE, xs, ys).setSmooth(true);
  }

  /// Draws straight lines from point to point.
  void steps(Look look, double[] xs, double[] ys) {
    if (xs.length > 0) add(look.color(), look.stroke(), SeriesMarkers.NONE, xs, ys);
  }

  /// Fills a pale area between two lines with the same x values.
  void band(Look look, double[] xs, double[] lows, double[] highs) {
    int size = xs.length;
    var around = new double[2 * size];
    var edge = new double[2 * size];
    for (int i = 0; i < size; i++) {
      around[i] = around[2 * size - 1 - i] = xs[i];
      edge[i] = highs[i];
      edge[2 * size - 1 - i] = lows[i];
    }
    var color = look.color();
    var pale = new Color(color.getRed(), color.getGreen(), color.getBlue(), PALE);
    add(pale, new BasicStroke(1), SeriesMarkers.NONE, around, edge)
        .setXYSeriesRenderStyle(XYSeries.XYSeriesRenderStyle.PolygonArea)
        .setFillColor(pale);
  }

  void dots(Look look, double[] xs, double[] ys) {
    if (xs.length == 0) return;
    add(look.color(), look.stroke(), look.marker(), xs, ys)
        .setXYSeriesRenderStyle(XYSeries.XYSeriesRenderStyle.Scatter);
  }

  private XYSeries add(Color color, BasicStroke stroke, Marker marker, double[] xs, double[] ys) {
    var added = chart.addSeries("series " + series++, xs, ys);
    added.setLineColor(color).setLineStyle(stroke);
    added.setMarker(marker).setMarkerColor(color);
    return added;
  }

  /// Adds words anywhere on the sheet.
  ///
  /// @param x pixels from the left edge of the plot
  /// @param y pixels from its upper edge to the middle of the words
  /// @param anchor which part of the words is at x, from 0 for their left end to 1 for their right
  ///     end
  void text(Text text, double x, double y, double anchor) {
    labels.add(new Label(text, x, y, anchor));
  }

  /// Adds the words at the foot of the picture. They must be added last, because they decide its
  /// height.
  Sheet notes(List<String> notes) {
    var lines =
        notes.stream().flatMap(note -> Text.note(note).wrapped(content()).stream()).toList();
    int y = height + BELOW + EDGE;
    for (var line : lines) {
      text(line, EDGE - left, y, 0);
      y += Text.LINE;
    }
    return this;
  }

  @Override
  public void paint(Graphics2D g, int ignoredWidth, int ignoredHeight) {
    g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    g.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
    g.setColor(Color.WHITE);
    g.fillRect(0, 0, getWidth(), getHeight());
    g.translate(left, ABOVE);
    chart.paint(g, width, height);
    for (var label : labels) label.text.paint(g, label.x, label.y, label.anchor);
    g.translate(-left, -ABOVE);
  }

  @Override
  public int getWidth() {
    return WIDTH;
  }

  @Override
  public int getHeight() {
    double lowest = labels.stream().mapToDouble(Label::y).max().orElse(height);
    return (int) (ABOVE + lowest + EDGE);
  }

  @Override
  public String getTitle() {
    return title;
  }
}
