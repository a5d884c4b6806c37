//SOURCES Config.java
//SOURCES Grain.java
//SOURCES Host.java
//SOURCES Nullable.java
//SOURCES Numbers.java

package result;

import module java.base;

/// What the instrument found about itself.
///
/// @param measured when, ISO-8601
/// @param host the machine that it holds for
/// @param config how the processes were measured
/// @param timers how late each backend's timer ends; empty if nobody looked, as in files of earlier
///     versions
public record Calibration(
    String measured, Host host, @Nullable Config config, List<Check> checks, List<Grain> timers) {

  public Calibration {
    timers = timers == null ? List.of() : List.copyOf(timers);
  }

  /// The name of a check that holds a level against what JMH or pyperf finds, of both.
  public static final String WITNESS = "%s over this, %s";

  /// One property of the instrument, as a number with its target.
  ///
  /// @param name of the property and what it was measured on
  /// @param target "at most" or "at least" with a number, or two numbers; null where there is none
  ///     to meet
  /// @param met whether the target was met; true where there is none
  /// @param detail what the number consists of
  /// @param why what a missed target is owed to, if that is known and stays so; null if not
  public record Check(
      String name,
      double value,
      String unit,
      @Nullable String target,
      boolean met,
      @Nullable String detail,
      @Nullable String why) {

    public Check {
      // Their names in files of earlier versions.
      name = name.replaceFirst("^adapter tax of ", "adapter overhead of ");
      name = name.replaceFirst("^power: 10 % planted", "power: 10 % injected");
    }

    /// Whether nothing is left to find out: the target is met, or it is known why not.
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
