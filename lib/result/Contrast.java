package result;

import module java.base;

/// The difference of two rows on logarithms, and how far it may be off.
///
/// @param difference ln of left over right
/// @param halfAfter half the width of its interval if each row had so many more processes; NaN
///     where nothing is known, infinite where next to nothing is
record Contrast(double difference, IntToDoubleFunction halfAfter) {

  /// Two rows that nothing can be said of.
  static final Contrast UNKNOWN = new Contrast(Double.NaN, _ -> Double.NaN);

  /// How many more processes of each row are looked for at most.
  private static final int MOST = 1000;

  double half() {
    return halfAfter.applyAsDouble(0);
  }

  /// Left is greater (1) or less (-1) beyond chance, or neither (0).
  int sign() {
    return Math.abs(difference) > half() ? (int) Math.signum(difference) : 0;
  }

  /// How many more processes of each row would bring half the width down to that, if they vary as
  /// those before; empty if that is unknown or takes more than 1000.
  OptionalInt more(double wanted) {
    if (!(halfAfter.applyAsDouble(MOST) <= wanted)) return OptionalInt.empty();
    int tooFew = 0;
    int enough = MOST;
    while (enough - tooFew > 1) {
      int middle = (tooFew + enough) / 2;
      if (halfAfter.applyAsDouble(middle) <= wanted) enough = middle;
      else tooFew = middle;
    }
    return OptionalInt.of(enough);
  }
}
