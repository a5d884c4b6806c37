//DEPS info.picocli:picocli:4.7.7

package cli;

import module java.base;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/// Durations as people type them: `500us`, `0.5ms`, `5s`, `2m`, `1h`, `0`, and ISO-8601 (`PT0.5S`).
public final class Durations implements ITypeConverter<Duration> {
  private static final Pattern SHORT = Pattern.compile("(\\d+(?:\\.\\d+)?)\\s*(ns|us|ms|s|m|h)");
  private static final Map<String, Long> NANOS =
      Map.of(
          "ns",
          1L,
          "us",
          1_000L,
          "ms",
          1_000_000L,
          "s",
          1_000_000_000L,
          "m",
          60_000_000_000L,
          "h",
          3_600_000_000_000L);

  @Override
  public Duration convert(String text) {
    if (text.strip().equals("0")) return Duration.ZERO;
    var match = SHORT.matcher(text.strip());
    if (match.matches()) {
      var nanos =
          new BigDecimal(match.group(1)).multiply(BigDecimal.valueOf(NANOS.get(match.group(2))));
      try {
        return Duration.ofNanos(nanos.longValueExact());
      } catch (ArithmeticException e) {
        throw refuse(text);
      }
    }
    try {
      return Duration.parse(text);
    } catch (DateTimeParseException e) {
      throw refuse(text);
    }
  }

  private static TypeConversionException refuse(String text) {
    return new TypeConversionException(
        "'"
            + text
            + "' is not a duration: type a number and a unit"
            + " (ns, us, ms, s, m, h) such as 500us, 0.5ms or 10s");
  }

  /// The shortest of these forms that is still exact.
  public static String text(Duration duration) {
    long nanos = duration.toNanos();
    if (nanos == 0) return "0s";
    for (var unit : List.of("h", "m", "s", "ms", "us")) {
      if (nanos % NANOS.get(unit) == 0) return nanos / NANOS.get(unit) + unit;
    }
    return nanos + "ns";
  }

  /// A long time in words: "75 s", "8 minutes", "2.5 hours".
  public static String roughly(Duration time) {
    if (time.compareTo(Duration.ofSeconds(90)) < 0) return time.toSeconds() + " s";
    if (time.compareTo(Duration.ofMinutes(90)) < 0)
      return Math.ceilDiv(time.toSeconds(), 60) + " minutes";
    return "%.1f hours".formatted(time.toMinutes() / 60.0);
  }
}
