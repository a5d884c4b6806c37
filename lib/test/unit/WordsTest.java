//DEPS org.junit.jupiter:junit-jupiter:6.1.3
//SOURCES ../../Library.java

package test.unit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import cli.Cli;
import cli.Durations;
import cli.Table;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.TypeConversionException;
import result.Numbers;
import result.UserError;

@DisplayName("Words")
public class WordsTest {

  @ParameterizedTest(name = "{0} is written {1}")
  @CsvSource({
    "0, 0",
    "1, 1.00",
    "0.01234, 0.0123",
    "99.96, 100",
    "999.4, 999",
    "999.6, 1.00k",
    "1234567, 1.23M",
    "-15250, -15.3k",
    "2.5e9, 2.50G",
    "0.00009, 0.0000900"
  })
  void numbersAreFormatted(double value, String text) {
    assertEquals(text, Numbers.text(value));
  }

  @ParameterizedTest(name = "all digits of {0} are {1}")
  @CsvSource({"0, 0", "1234567.25, 1234567.25", "1e10, 10000000000", "-0.00012, -0.00012"})
  void exactNumbersHaveAllDigits(double value, String text) {
    assertEquals(text, Numbers.exact(value));
  }

  @ParameterizedTest(name = "{0} is {1} ns and is written {2}")
  @CsvSource({
    "500us, 500000, 500us",
    "0.5ms, 500000, 500us",
    "PT0.0005S, 500000, 500us",
    "1500ms, 1500000000, 1500ms",
    "2m, 120000000000, 2m",
    "1h, 3600000000000, 1h",
    "7ns, 7, 7ns",
    "0s, 0, 0s",
    "0, 0, 0s"
  })
  void durationsAreParsed(String typed, long nanos, String text) {
    var duration = new Durations().convert(typed);
    assertEquals(Duration.ofNanos(nanos), duration);
    assertEquals(text, Durations.text(duration));
  }

  @ParameterizedTest(name = "\"{0}\" is no duration")
  @ValueSource(strings = {"", "5", "ms", "5 parsecs", "-5ms", "1e3s", "0.1ns", "99999999999h"})
  void badDurationsAreRefused(String typed) {
    assertThrows(TypeConversionException.class, () -> new Durations().convert(typed));
  }

  @Test
  @DisplayName("a misspelt id is answered with the nearest one, a strange one with the list alone")
  void nearestIdIsSuggested() {
    var ids = List.of("virtual-threads", "structured");
    var near = assertThrows(UserError.class, () -> Cli.oneOf("backend", "virtualthread", ids));
    assertEquals(
        "Unknown backend 'virtualthread'. Did you mean 'virtual-threads'? Allowed: virtual-threads,"
            + " structured.",
        near.getMessage());
    var far = assertThrows(UserError.class, () -> Cli.oneOf("backend", "go", ids));
    assertEquals("Unknown backend 'go'. Allowed: virtual-threads, structured.", far.getMessage());
  }

  @Test
  @DisplayName(
      "a table aligns names to the left and numbers to the right, and escapes what would end a"
          + " cell")
  void tableAlignsAndEscapes() {
    var table = new Table(1).row("name", "ms").row("a", "1.5").row("longer", "12.5");
    assertEquals("name       ms\na         1.5\nlonger   12.5\n", table.text());
    assertEquals("| name | ms |\n|---|--:|\n| a | 1.5 |\n| longer | 12.5 |\n", table.markdown());
    var hostile = new Table(2).row("name", "reason").row("a|b", "one\ntwo\r\nthree");
    assertEquals(
        "| name | reason |\n|---|---|\n| a\\|b | one<br>two<br>three |\n", hostile.markdown());
    assertEquals("name   reason\na|b    one two  three\n", hostile.text());
    assertEquals("", new Table(1).row("head", "alone").markdown());
    assertEquals("name,reason\r\na|b,\"one\ntwo\r\nthree\"\r\n", hostile.csv());
  }

  @ParameterizedTest(quoteTextArguments = false, name = "{0} is {1} in CSV")
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "a\\b{}, a\\b{}",
        "say \"hi\", \"say \"\"hi\"\"\"",
        "`1,2`, `\"1,2\"`",
        "` x`, `\" x\"`",
        "-12.5, -12.5",
        "=HYPERLINK(1), '=HYPERLINK(1)",
        "-1+cmd, '-1+cmd",
        "@SUM(A1), '@SUM(A1)"
      })
  void textsAreQuoted(String text, String quoted) {
    assertEquals(quoted + "\r\n", new Table(1).row(text).csv());
  }
}
