//SOURCES ControlGroup.java
//SOURCES SystemFile.java
//SOURCES ../cli/Jvm.java
//SOURCES ../result/Calibration.java
//SOURCES ../result/Host.java
//SOURCES ../result/ResultsFile.java
//SOURCES ../result/UserError.java

package machine;

import module java.base;

import cli.Jvm;
import result.Calibration;
import result.Host;
import result.ResultsFile;
import result.UserError;

/// Warns of conditions that make the numbers of a machine worse than they need to be. Each warning
/// has the value, the rule and the remedy.
public final class Warnings {
  private static final double MOST_LOAD = 0.5;
  private static final int LEAST_CORES = 4;
  private static final Duration FRESH = Duration.ofDays(30);

  private Warnings() {}

  /// @param root folder of the system's files: `/`, or a copy of some of them
  /// @param discharging whether the machine runs on battery
  public static List<String> of(Path root, Host host, boolean discharging) {
    var cpu = root.resolve("sys/devices/system/cpu");
    var found = new ArrayList<String>();
    var governor = SystemFile.first(cpu.resolve("cpu0/cpufreq/scaling_governor"));
    if (governor != null && !governor.equals("performance")) {
      found.add(
          "frequency governor is '"
              + governor
              + "' (should be 'performance'): the clock follows the load."
              + " Type sudo cpupower frequency-set -g performance");
    }
    if ("0".equals(SystemFile.first(cpu.resolve("intel_pstate/no_turbo")))
        || "1".equals(SystemFile.first(cpu.resolve("cpufreq/boost")))) {
      found.add(
          "turbo is on (should be off): the clock follows temperature and neighbours."
              + " Type echo 1 | sudo tee "
              + cpu.resolve("intel_pstate/no_turbo")
              + " or echo 0 | sudo tee "
              + cpu.resolve("cpufreq/boost"));
    }
    if (host.load() != null && host.load() > MOST_LOAD) {
      found.add(
          "load average is %.2f (limit %.1f): other programs run. Stop them, or wait and start again"
              .formatted(host.load(), MOST_LOAD));
    }
    new ControlGroup(root)
        .processors()
        .ifPresent(processors ->
            found.add(
                "the container may use %.1f of %d processors: it is throttled in bursts. Lift the quota, or pin with --cpus"
                    .formatted(processors, host.cores())));
    if (host.cores() < LEAST_CORES) {
      found.add(
          host.cores()
              + " processors (at least "
              + LEAST_CORES
              + " wanted): workers share them with this run and with the collector, and parallel"
              + " backends cannot show what they can do. Use a larger machine");
    }
    if (discharging) found.add("on battery: the clock is held down. Plug it in");
    return found;
  }

  /// Warns of variables that somebody may expect to affect the measurement, although workers do not
  /// get them.
  public static List<String> variables(Map<String, String> environment) {
    return Jvm.VARIABLES.stream()
        .filter(environment::containsKey)
        .sorted()
        .map(name ->
            "%s is '%s': workers start without it, so that two runs compare. Use --jvm-arg, which the results file tells"
                .formatted(name, environment.get(name)))
        .toList();
  }

  /// A message that says how old the calibration is, or that there is none for this machine.
  public static String calibration(Path file, Host host, Instant now) {
    var remedy = " Type ./jbang calibrate";
    if (!Files.exists(file))
      return "not calibrated: the rate of false verdicts on this machine is unknown." + remedy;
    Calibration last;
    try {
      last = ResultsFile.calibration(file);
    } catch (UserError e) {
      return "not calibrated: " + e.getMessage();
    }
    if (!host.alike(last.host()))
      return "calibrated on another machine or JDK ("
          + Objects.requireNonNullElse(last.host().cpu(), "unknown processor")
          + ", "
          + last.host().jdk()
          + ")."
          + remedy;
    var age = Duration.between(Instant.parse(last.measured()), now);
    var days = age.toDays() + (age.toDays() == 1 ? " day" : " days") + " ago";
    long missed = last.checks().stream().filter(check -> !check.settled()).count();
    var said =
        "calibrated "
            + (age.toDays() < 1 ? "today" : days)
            + ", "
            + missed
            + " of "
            + last.checks().size()
            + " checks missed their target";
    return age.compareTo(FRESH) > 0 ? said + "." + remedy + " again" : said;
  }
}
