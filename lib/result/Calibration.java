//SOURCES Config.java
//SOURCES Grain.java
//SOURCES Host.java
//SOURCES Nullable.java
//SOURCES Numbers.java

package result;

import module java.base;

/// The results of the checks by which the project measures its own accuracy.
///
/// @param measured time of the calibration, ISO-8601
/// @param host the machine on which the checks ran
/// @param config how the processes were measured
/// @param timers how late each backend's timer ends; empty if the timers were not measured, as in
///     files of earlier versions
public record Calibration(
    String measured, Host host, @Nullable Config config, List<Check> checks, List<Grain> timers) {

  public Calibration {
    timers = timers == null ? List.of() : List.copyOf(timers);
  }

  /// The name of a check that compares a level with the one that JMH or pyperf measures. The first
  /// %s is JMH or pyperf, the second one is the backend.
  public static final String WITNESS = "%s over this, %s";

  /// One property of the instrument, as a number with its target.
  ///
  /// @param name the property and what it was measured on
  /// @param target "at most" or "at least" with a number, or two numbers; null if the check has no
  ///     target
  /// @param met whether the target was met; true if the check has no target
  /// @param detail the numbers from which the value was computed
  /// @param why the cause of a missed target, if it is known and permanent; null otherwise
  public record Check(
      String name,
      double value,
      String unit,
      @Nullable String target,
      boolean met,
      @Nullable String detail,
      @Nullable String why) {

    public Check {
      // Files of earlier versions use these names.
      name = name.replaceFirst("^adapter tax of ", "adapter overhead of ");
      name = name.replaceFirst("^power: 10 % planted", "power: 10 % injected");
    }

    /// Whether the check needs no further investigation: its target is met, or the cause of the
    /// miss is known.
    public boolean settled() {
      return met || why != null;
    }

    public Check because(String why) {
      return new Check(name, value, unit, target, met, detail, why);
    }

    public static Check between(
        double least, double most, String name, double value, String unit, String detail) {
      return new Check(
          name,
          value,
          unit,
          Numbers.text(least) + " to " + Numbers.text(most),
          least <= value && value <= most,
          detail,
          null);
    }

    public static Check atMost(
        double limit, String name, double value, String unit, String detail) {
      return new Check(
          name, value, unit, "at most " + Numbers.text(limit), value <= limit, detail, null);
    }

    public static Check atLeast(
        double limit, String name, double value, String unit, String detail) {
      return new Check(
          name, value, unit, "at least " + Numbers.text(limit), value >= limit, detail, null);
    }

    public static Check fact(String name, double value, String unit, String detail) {
      return new Check(name, value, unit, null, true, detail, null);
    }
  }
}
