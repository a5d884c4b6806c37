//DEPS info.picocli:picocli:4.7.7

package cli;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/// Reads a share as people type it, `5%` or `0.05`, and returns a fraction.
public final class Percent implements ITypeConverter<Double> {
  @Override
  public Double convert(String text) {
    try {
      return text.endsWith("%")
          ? Double.parseDouble(text.substring(0, text.length() - 1)) / 100
          : Double.parseDouble(text);
    } catch (NumberFormatException e) {
      throw new TypeConversionException(
          "'" + text + "' is not a share: type a percentage such as 5%");
    }
  }
}
