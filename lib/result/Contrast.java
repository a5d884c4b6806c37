package result;

import module java.base;

/// The difference of two rows on logarithms, and its uncertainty.
///
/// @param difference ln of left over right
/// @param halfAfter half the width of the interval if each row had this many more processes; NaN if
///     nothing is known about the rows, infinite if next to nothing is known
record Contrast(double difference, IntToDoubleFunction halfAfter) {

  /// The contrast of two rows that cannot be compared.
  static final Contrast UNKNOWN = new Contrast(Double.NaN, _ -> Double.NaN);

  /// The largest number of further processes that the search considers.
  private static final int MOST = 1000;

  double half() {
    return halfAfter.applyAsDouble(0);
  }

  /// 1 if the left row is greater beyond chance, -1 if it is less beyond chance, 0 otherwise.
  int sign() {
    return Math.abs(difference) > half() ? (int) Math.signum(difference) : 0;
  }

  /// How many more processes of each row would reduce half the width of the interval to the wanted
  /// one, if they vary like the processes so far; empty if that is unknown or takes more than 1000.
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
