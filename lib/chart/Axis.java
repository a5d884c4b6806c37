//SOURCES ../result/Numbers.java

package chart;

import module java.base;

import result.Numbers;

/// The range of one axis and the places of its ticks.
///
/// @param min the value at its beginning
/// @param max the value at its end
/// @param log whether the axis is logarithmic, so that equal distances are equal factors
/// @param title what it measures, with the unit
public record Axis(double min, double max, boolean log, List<Tick> ticks, String title) {

  public record Tick(double value, String label) {}

  /// Values that differ by more than this factor do not share a linear axis, because the smallest
  /// would be a pixel or two.
  private static final double WIDE = 30;

  /// The factor by which intervals may stretch an axis beyond its values. The intervals of two or
  /// three noisy processes can be so wide that the values could not be read.
  private static final double STRETCH = 1.5;

  private static final double LOG_STRETCH = 10;

  /// The margin, as a fraction of the span. Without it, pixels beside the outermost values would be
  /// cut off.
  private static final double MARGIN = 0.02;

  /// Whether a log axis is needed to show the values.
  static boolean isWide(Collection<Double> values) {
    var positive = values.stream().filter(value -> value > 0).toList();
    return !positive.isEmpty() && Collections.max(positive) / Collections.min(positive) > WIDE;
  }

  /// An axis for values and for the bounds of their intervals, as far as it stays readable. It is
  /// either linear from 0, or logarithmic from a whole decade.
  public static Axis of(String unit, Collection<Double> values, Collection<Double> bounds) {
    double most = Collections.max(values);
    if (!isWide(values)) {
      double end =
          bounds.stream()
              .mapToDouble(bound -> Math.min(bound, most * STRETCH))
              .reduce(most, Math::max);
      return linear(unit, end);
    }
    double least = values.stream().filter(value -> value > 0).min(Double::compare).orElseThrow();
    double begin =
        bounds.stream()
            .mapToDouble(bound -> Math.max(bound, least / LOG_STRETCH))
            .reduce(least, Math::min);
    double end =
        bounds.stream()
            .mapToDouble(bound -> Math.min(bound, most * LOG_STRETCH))
            .reduce(most, Math::max);
    return log(unit, Math.pow(10, Math.floor(Math.log10(begin))), end);
  }

  static Axis linear(String unit, double end) {
    double most = end > 0 ? end : 1;
    double step = nice(most / 6);
    var ticks =
        IntStream.rangeClosed(0, (int) (most / step)).mapToObj(i -> tick(i * step)).toList();
    return new Axis(-most * MARGIN, most * (1 + MARGIN), false, ticks, unit);
  }

  /// @param begin more than 0
  static Axis log(String unit, double begin, double end) {
    int first = (int) Math.floor(Math.log10(begin) + 1e-9);
    int last = (int) Math.ceil(Math.log10(end));
    boolean few = last - first <= 3;
    var ticks =
        IntStream.rangeClosed(first, last)
            .boxed()
            .flatMap(exponent ->
                (few ? Stream.of(1, 2, 5) : Stream.of(1))
                    .map(digit -> tick(digit * Math.pow(10, exponent))))
            .filter(tick -> tick.value >= begin * 0.999 && tick.value <= end * 1.001)
            .toList();
    double margin = Math.pow(end / begin, MARGIN);
    return new Axis(begin / margin, end * margin, true, ticks, unit + ", log scale");
  }

  /// The place of a value: 0 is the beginning of the axis, 1 its end.
  public double at(double value) {
    return (scale(value) - scale(min)) / (scale(max) - scale(min));
  }

  /// The value at a place; the inverse of {@link #at}.
  double value(double at) {
    double scaled = scale(min) + at * (scale(max) - scale(min));
    return log ? Math.pow(10, scaled) : scaled;
  }

  private double scale(double value) {
    return log ? Math.log10(value) : value;
  }

  /// The nearest of 1, 2, 5, 10, 20 … that is not smaller.
  private static double nice(double step) {
    double decade = Math.pow(10, Math.floor(Math.log10(step)));
    return DoubleStream.of(1, 2, 5, 10)
        .map(digit -> digit * decade)
        .filter(s -> s >= step * 0.999)
        .findFirst()
        .orElseThrow();
  }

  private static Tick tick(double value) {
    return new Tick(value, label(value));
  }

  /// The label of a value, as short as possible: `1k`, `2.5`.
  static String label(double value) {
    var text = Numbers.text(value);
    return text.contains(".") ? text.replaceFirst("\\.?0+(?=\\D?$)", "") : text;
  }
}
