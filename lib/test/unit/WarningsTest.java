//DEPS org.junit.jupiter:junit-jupiter:6.1.3
//SOURCES ../../Library.java

package test.unit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import machine.Warnings;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import report.CalibrationReport;
import result.Calibration;
import result.Calibration.Check;
import result.Host;
import result.ResultsFile;

@DisplayName("Warnings")
public class WarningsTest {
  @TempDir Path root;

  private static Host host(int cores, double load, String jdk) {
    return new Host("cpu", cores, 1, "os", "6", null, load, null, jdk, "G1", null);
  }

  private static final Host GOOD = host(8, 0.1, "25");

  @ParameterizedTest(name = "{0} holding \"{1}\" is warned of: {2}")
  @CsvSource({
    "sys/devices/system/cpu/cpu0/cpufreq/scaling_governor, powersave, frequency governor is"
        + " 'powersave'",
    "sys/devices/system/cpu/intel_pstate/no_turbo, 0, turbo is on",
    "sys/devices/system/cpu/cpufreq/boost, 1, turbo is on",
    "sys/fs/cgroup/cpu.max, 150000 100000, the container may use 1.5 of 8 processors"
  })
  void settingsFilesAreWarnedOf(String file, String text, String said) throws IOException {
    Files.createDirectories(root.resolve(file).getParent());
    Files.writeString(root.resolve(file), text + "\n");
    var warnings = Warnings.of(root, GOOD, false);
    assertEquals(1, warnings.size(), warnings.toString());
    assertTrue(warnings.getFirst().startsWith(said), warnings.getFirst());
  }

  @Test
  @DisplayName("a quiet machine with the right settings is not warned of")
  void quietMachineHasNoWarnings() throws IOException {
    var cpu = Files.createDirectories(root.resolve("sys/devices/system/cpu/cpu0/cpufreq"));
    Files.writeString(cpu.resolve("scaling_governor"), "performance\n");
    Files.writeString(
        Files.createDirectories(root.resolve("sys/fs/cgroup")).resolve("cpu.max"), "max 100000\n");
    assertEquals(List.of(), Warnings.of(root, GOOD, false));
  }

  @Test
  @DisplayName("load, too few processors and a battery are warned of with number, limit and remedy")
  void loadProcessorsAndBatteryAreWarnedOf() {
    assertEquals(
        List.of(
            "load average is 2.50 (limit 0.5): other programs run. Stop them, or wait and start"
                + " again"),
        Warnings.of(root, host(8, 2.5, "25"), false));
    assertTrue(
        Warnings.of(root, host(2, 0, "25"), false)
            .getFirst()
            .startsWith("2 processors (at least 4 wanted)"));
    assertEquals(
        List.of("on battery: the clock is held down. Plug it in"), Warnings.of(root, GOOD, true));
  }

  @Test
  @DisplayName("variables that give options to every JVM are warned of, and what to use instead")
  void jvmVariablesAreWarnedOf() {
    assertEquals(
        List.of(
            "JAVA_TOOL_OPTIONS is '-Xmx1g': workers start without it, so that two runs compare."
                + " Use --jvm-arg, which the results file tells"),
        Warnings.variables(Map.of("JAVA_TOOL_OPTIONS", "-Xmx1g", "PATH", "/bin")));
  }

  @Test
  @DisplayName(
      "a calibration is quoted with its age; none, an old one and one of another machine ask for a"
          + " new one")
  void calibrationIsQuotedWithAge() throws IOException {
    var file = root.resolve("calibration.json");
    var now = Instant.parse("2026-03-03T12:00:00Z");
    assertTrue(Warnings.calibration(file, GOOD, now).startsWith("not calibrated: the rate of"));
    for (var garbage : List.of("garbage", "", "null", "{}", "[]", "{\"measured\": \"once\"}")) {
      Files.writeString(file, garbage);
      assertTrue(
          Warnings.calibration(file, GOOD, now)
              .startsWith("not calibrated: " + file + ": not a calibration: "),
          garbage);
    }
    var checks =
        List.of(Check.atMost(5, "A/A", 2.5, "%", ""), Check.atLeast(90, "power", 85, "%", ""));
    ResultsFile.write(file, new Calibration("2026-03-01T00:00:00Z", GOOD, null, checks, null));
    assertEquals(
        "calibrated 2 days ago, 1 of 2 checks missed their target",
        Warnings.calibration(file, GOOD, now));
    assertTrue(
        Warnings.calibration(file, GOOD, Instant.parse("2026-09-01T00:00:00Z"))
            .endsWith("./jbang calibrate again"));
    assertTrue(
        Warnings.calibration(file, host(8, 0, "26"), now)
            .startsWith("calibrated on another machine or JDK"));
  }

  @Test
  @DisplayName("the published table says whose levels JMH finds too, and why others are others")
  void witnessesExplainDifferences() {
    var checks =
        List.of(
            Check.atMost(5, "A/A", 2.5, "%", ""),
            Check.between(0.95, 1.05, "JMH over this, bare", 1.02, "x", ""),
            Check.between(0.95, 1.05, "pyperf over this, anyio-trio", 0.9, "x", ""),
            Check.between(0.95, 1.05, "JMH over this, netty", 1.13, "x", "").because("a reason"));
    assertEquals(
        """

        `task_spawn` as users write it, measured by JMH or pyperf, is within 5 % of this project's level with `bare`. Otherwise:

        - pyperf finds 0.900x of the level of `anyio-trio`. Why: not known.
        - JMH finds 1.13x of the level of `netty`. Why: a reason.
        """,
        new CalibrationReport(new Calibration("", GOOD, null, checks, null)).witnesses());
    var none = new Calibration("", GOOD, null, List.of(), null);
    assertEquals("", new CalibrationReport(none).witnesses());
  }
}
