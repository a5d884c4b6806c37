//DEPS info.picocli:picocli:4.7.7
//SOURCES ../cli/Cli.java
//SOURCES ../cli/Durations.java
//SOURCES ../machine/Allowed.java
//SOURCES ../result/UserError.java

package process;

import module java.base;

import cli.Cli;
import cli.Durations;
import machine.Allowed;
import picocli.CommandLine.Option;
import result.UserError;

/// The options that say how worker processes are started, whatever they measure.
public final class ProcessOptions {
  @Option(names = "--cpus", description = "pin workers to that many processors")
  public Integer cpus;

  @Option(
      names = "--jvm-arg",
      paramLabel = "ARG",
      description = "an extra argument for JVM workers; may be repeated")
  public List<String> jvmArgs = new ArrayList<>();

  @Option(
      names = "--timeout",
      description = "most time for one worker process (default: ${DEFAULT-VALUE})",
      defaultValue = "2m")
  public Duration timeout;

  @Option(
      names = "--python",
      paramLabel = "PATH",
      description = "the Python for its workers (default: the newest that is found)")
  public Path python;

  @Option(names = "--mutant", hidden = true)
  public String mutant;

  /// @param warmup the longest warm-up of a process
  /// @param measure the minimum measuring time of a process
  /// @throws UserError if a value is out of range; it names the first one
  public void check(Duration warmup, Duration measure) {
    Cli.between("--timeout", timeout, Duration.ofSeconds(1), Duration.ofDays(1));
    if (warmup.plus(measure).compareTo(timeout) >= 0)
      throw new UserError(
          "--timeout %s leaves no time for --warmup %s and --measure %s. Raise --timeout."
              .formatted(Durations.text(timeout), Durations.text(warmup), Durations.text(measure)));
    var allowed = Allowed.processors().size();
    if (cpus != null && allowed == 0)
      throw new UserError("--cpus: this system does not tell which processors are allowed.");
    Cli.between("--cpus", cpus, 1, allowed);
  }
}
