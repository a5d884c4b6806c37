//SOURCES Repetition.java
//SOURCES Round.java
//SOURCES Statistics.java

package result;

import module java.base;

/// Whether processes still became faster or slower while they were measured.
///
/// Each process contributes one number: the logarithm of its time per unit of work in the first
/// half of its repetitions, divided by that in the second half. Student's test tells whether the
/// mean of these numbers is 0. Two repetitions in each of three processes suffice.
///
/// @param faster by how much the second half was faster, as a fraction; negative if it was slower
/// @param chance of a shift as large as this if there is none (Student, two-sided)
public record SteadyState(double faster, double chance) {
  /// A smaller shift is not flagged, however certain it is.
  public static final double LIMIT = 0.10;

  private static final double ERROR = 0.05;
  private static final int LEAST = 3;

  /// The shift of a cell's processes, if it is beyond chance and large enough to matter. Empty if
  /// fewer than three processes have two repetitions.
  public static Optional<SteadyState> shift(List<Round> processes) {
    var shifts =
        processes.stream()
            .map(Round::repetitions)
            .filter(repetitions -> repetitions.size() > 1)
            .mapToDouble(SteadyState::shiftOf)
            .toArray();
    if (shifts.length < LEAST) return Optional.empty();
    double mean = Statistics.mean(shifts);
    double chance = Statistics.chance(shifts);
    if (chance >= ERROR || Math.abs(mean) < Math.log1p(LIMIT)) return Optional.empty();
    return Optional.of(new SteadyState(mean > 0 ? Math.expm1(mean) : -Math.expm1(-mean), chance));
  }

  /// If the number of repetitions is odd, the middle one belongs to neither half.
  private static double shiftOf(List<Repetition> repetitions) {
    int all = repetitions.size();
    return Math.log(
        perUnit(repetitions.subList(0, all / 2))
            / perUnit(repetitions.subList(all - all / 2, all)));
  }

  private static double perUnit(List<Repetition> repetitions) {
    double nanos = repetitions.stream().mapToLong(Repetition::elapsedNs).sum();
    return nanos / repetitions.stream().mapToLong(Repetition::ops).sum();
  }

  /// "second half 12% faster (p 0.01)".
  @Override
  public String toString() {
    var p = chance < 0.001 ? "p < 0.001" : String.format(Locale.ROOT, "p %.2g", chance);
    return "second half %.0f%% %s (%s)"
        .formatted(100 * Math.abs(faster), faster > 0 ? "faster" : "slower", p);
  }
}
