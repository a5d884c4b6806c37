//SOURCES Leftovers.java
//SOURCES ../backend/Action.java

package laws;

import module java.base;

import backend.Action;

/// How many objects a repetition leaves behind when its clock stops, as a number (`left_behind`).
/// {@link Leftovers} asks whether there are any, and fails the cell.
///
/// Only the first repetitions are looked at, and all others report the same number. A library may
/// need seconds to tidy up. Later, what goes away of earlier repetitions would hide what comes. To
/// look takes a collection of garbage, which the other repetitions are spared.
public final class LeftBehind {
  private static final int LOOKS = 3;

  private int looks;
  private double perUnit;

  /// Runs a repetition and reports what it leaves behind, in objects per unit. A class with fewer
  /// objects than half of the units counts as none.
  ///
  /// @param report gets the number
  /// @param units of work in the repetition
  /// @param repetition must keep nothing of itself
  public void of(DoubleConsumer report, int units, Action repetition) throws Exception {
    if (looks < LOOKS) look(units, repetition);
    else repetition.run();
    report.accept(perUnit);
  }

  private void look(int units, Action repetition) throws Exception {
    looks++;
    var before = Leftovers.living();
    repetition.run();
    for (int i = 1; i <= Leftovers.TRIES; i++) {
      LockSupport.parkNanos(Leftovers.GRACE.multipliedBy(i).toNanos());
      double now = (double) added(before, Math.max(1, units / 2)) / units;
      perUnit = i == 1 ? now : Math.min(perUnit, now);
      if (perUnit == 0) break;
    }
  }

  /// What the scenario records is not what the library leaves behind.
  private static long added(Map<String, Long> before, int least) {
    return Leftovers.living().entrySet().stream()
        .filter(one -> !one.getKey().startsWith("scenario."))
        .mapToLong(one -> one.getValue() - before.getOrDefault(one.getKey(), 0L))
        .filter(more -> more >= least)
        .sum();
  }
}
