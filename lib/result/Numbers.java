package result;

import module java.base;

/// Formats numbers: for people with three significant digits and SI prefixes for large ones, for
/// programs with all digits.
public final class Numbers {
  private static final String[] PREFIXES = {"", "k", "M", "G", "T"};

  private Numbers() {}

  /// `1234567` as `1.23M`, `0.01234` as `0.0123`, `0` as `0`.
  public static String text(double value) {
    double magnitude = Math.abs(value);
    if (magnitude == 0 || !Double.isFinite(value)) return value == 0 ? "0" : Double.toString(value);
    var rounded = BigDecimal.valueOf(value).round(new MathContext(3));
    int prefix = 0;
    while (rounded.abs().compareTo(BigDecimal.valueOf(1000)) >= 0 && prefix < PREFIXES.length - 1) {
      rounded = rounded.movePointLeft(3);
      prefix++;
    }
    int decimals = Math.max(0, 3 - (rounded.precision() - rounded.scale()));
    return rounded.setScale(decimals, RoundingMode.HALF_UP).toPlainString() + PREFIXES[prefix];
  }

  /// "3 to 5", and "5" if both are the same.
  public static String range(Object from, Object to) {
    return from.equals(to) ? from.toString() : from + " to " + to;
  }

  /// All digits and no exponent: `1234567.25`, `0.00012`.
  public static String exact(double value) {
    return exact(value, 0);
  }

  /// All digits of a number in a unit that is smaller by some powers of ten: 6 from ms to ns.
  public static String exact(double value, int powers) {
    return BigDecimal.valueOf(value).movePointRight(powers).stripTrailingZeros().toPlainString();
  }
}
