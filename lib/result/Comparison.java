//SOURCES Cell.java
//SOURCES Contrast.java
//SOURCES Samples.java
//SOURCES Statistics.java

package result;

import module java.base;

/// The comparison of two rows in one metric.
///
/// @param left the row that the sentence is about
/// @param right the row with which it is compared
/// @param metric a name as in {@link Cell#metrics}
/// @param advantage how many times better the left row is; below 1 if it is worse
/// @param low lower bound of the advantage, simultaneous over all comparisons that were made; null
///     if unknown
/// @param high upper bound
/// @param equal two rows are about equal if neither is better than the other by more than this
///     factor
/// @param more how many more processes of each row would be enough to tell a difference as large as
///     the observed one, or to show that there is hardly any; null if that is unknown, takes more
///     than 1000, or if the verdict is already clear
public record Comparison(
    String left,
    String right,
    String metric,
    double advantage,
    Double low,
    Double high,
    double equal,
    Integer more) {

  /// The default of {@link #equal}.
  public static final double EQUAL = 1.1;

  /// The probability of at least one false verdict among all comparisons that are made together.
  private static final double ERROR = 0.05;

  /// If an interval contains 1, bounds beyond this factor carry no information.
  private static final double FAR = 100;

  /// The three kinds of verdict; the first has two directions. A difference that is certain but
  /// smaller than {@link Comparison#equal} still counts as better or worse.
  public enum Verdict {
    BETTER("better"),
    WORSE("worse"),
    EQUAL("about equal"),
    UNTOLD("cannot tell yet");

    private final String words;

    Verdict(String words) {
      this.words = words;
    }

    @Override
    public String toString() {
      return words;
    }
  }

  /// Compares two cells of different runs, or two cells that are compared outside of any table.
  ///
  /// @param left what the sentence is about
  /// @param comparisons how many comparisons are made together; each one is made stricter
  ///     accordingly (Bonferroni)
  public static Comparison unpaired(
      String left,
      Cell next,
      String right,
      Cell base,
      String metric,
      int comparisons,
      double equal) {
    var a = Samples.logs(metric, next);
    var b = Samples.logs(metric, base);
    var contrast = Statistics.unpaired(1 - ERROR / comparisons, a, b);
    return of(left, right, base, metric, equal, contrast).remedied(contrast);
  }

  /// A comparison without the number of further processes, which takes a while to compute.
  ///
  /// @param cell one that has the metric
  public static Comparison of(
      String left, String right, Cell cell, String metric, double equal, Contrast contrast) {
    double half = contrast.half();
    boolean higher = cell.metrics().get(metric).higherIsBetter();
    double better = higher ? contrast.difference() : -contrast.difference();
    boolean known = !Double.isNaN(half);
    return new Comparison(
        left,
        right,
        metric,
        Math.exp(better),
        known ? (Double) Math.exp(better - half) : null,
        known ? (Double) Math.exp(better + half) : null,
        equal,
        null);
  }

  /// A copy that also has the number of further processes that would be enough.
  ///
  /// @param contrast the one from which this comparison was made
  Comparison remedied(Contrast contrast) {
    if (low == null || verdict() != Verdict.UNTOLD) return this;
    var found = contrast.more(Math.log(Math.max(equal, factor())));
    if (found.isEmpty()) return this;
    return new Comparison(left, right, metric, advantage, low, high, equal, found.getAsInt());
  }

  public Verdict verdict() {
    if (low == null) return Verdict.UNTOLD;
    if (low > 1) return Verdict.BETTER;
    if (high < 1) return Verdict.WORSE;
    return low >= 1 / equal && high <= equal ? Verdict.EQUAL : Verdict.UNTOLD;
  }

  /// Whether the left row is better beyond chance.
  public boolean better() {
    return verdict() == Verdict.BETTER;
  }

  /// Whether the left row is worse beyond chance.
  public boolean worse() {
    return verdict() == Verdict.WORSE;
  }

  /// "a is 1.31x faster than b (1.22 to 1.41)", "a and b are about equal (0.96x to 1.05x)", "a or
  /// b: cannot tell yet (0.40x to 6.00x; some 4 more processes would tell 1.55x)".
  public String sentence() {
    return switch (verdict()) {
      case BETTER -> left + verb(text(factor())) + " than " + right + " (" + range() + ")";
      case WORSE -> left + verb(text(factor())) + " than " + right + " (" + range() + ")";
      case EQUAL -> left + " and " + right + " are about equal (" + range() + ")";
      case UNTOLD -> left + " or " + right + ": cannot tell yet (" + range() + ")";
    };
  }

  /// The verdict alone: "1.31x better (1.22 to 1.41)", "about equal (0.96x to 1.05x)", "cannot tell
  /// yet (0.40x to 6.00x; some 4 more processes would tell 1.55x)".
  public String words() {
    return switch (verdict()) {
      case BETTER, WORSE -> text(factor()) + "x " + verdict() + " (" + range() + ")";
      case EQUAL, UNTOLD -> verdict() + " (" + range() + ")";
    };
  }

  /// What became of a row that is better or worse than it was: "1.12x slower since 2026-11-20 (1.05
  /// to 1.20; JDK 25.0.2 to 25.0.3)".
  ///
  /// @param why what else has changed; may be empty
  public String since(String when, List<String> why) {
    var what = verb(text(factor())).replaceFirst("^ (is|needs)? ?", "");
    var known = Stream.concat(Stream.of(range()), why.stream()).collect(Collectors.joining("; "));
    return what + " since " + when + " (" + known + ")";
  }

  private double factor() {
    return Math.max(advantage, 1 / advantage);
  }

  /// The text in brackets.
  private String range() {
    return switch (verdict()) {
      case BETTER -> text(low) + " to " + text(high);
      case WORSE -> text(1 / high) + " to " + text(1 / low);
      case EQUAL -> bounds();
      case UNTOLD -> low == null ? "too few processes" : bounds() + remedy();
    };
  }

  private String bounds() {
    return (low < 1 / FAR ? "below " + text(1 / FAR) : text(low))
        + "x to "
        + (high > FAR ? "above " + text(FAR) : text(high))
        + "x";
  }

  private String remedy() {
    if (more == null) return "";
    var factor = text(Math.max(equal, factor()));
    return "; some "
        + more
        + " more process"
        + (more == 1 ? "" : "es")
        + " would tell "
        + factor
        + "x";
  }

  private String verb(String factor) {
    return switch (metric) {
      case "cpu_per_op" ->
          " needs " + factor + "x " + (better() ? "less" : "more") + " processor time";
      case "allocated_per_op" -> " allocates " + factor + "x " + (better() ? "less" : "more");
      case String memory when Samples.isMemory(memory) ->
          " needs " + factor + "x " + (better() ? "less" : "more") + " memory";
      default -> " is " + factor + "x " + (better() ? "faster" : "slower");
    };
  }

  /// Three digits of a ratio: 1.31, 12.4, 385, 1,910.
  public static String text(double ratio) {
    if (ratio >= 1000 && Double.isFinite(ratio))
      return String.format(Locale.ROOT, "%,.0f", new BigDecimal(ratio).round(new MathContext(3)));
    return String.format(Locale.ROOT, ratio < 10 ? "%.2f" : ratio < 100 ? "%.1f" : "%.0f", ratio);
  }
}
