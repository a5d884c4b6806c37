//DEPS com.github.oshi:oshi-core:7.5.0
//DEPS org.slf4j:slf4j-nop:2.0.17
//RUNTIME_OPTIONS --enable-native-access=ALL-UNNAMED
//SOURCES SystemFile.java
//SOURCES ../result/Host.java

package machine;

import module java.base;

import java.lang.management.ManagementFactory;
import oshi.SystemInfo;
import result.Host;

/// What OSHI and the system's own files say about this machine.
public final class Machine {
  private Machine() {}

  /// Whatever only describes the machine may be unknown, and never ends a run: the library that is
  /// asked has native code, which may not load, or throws an `Error` if it is of another version.
  public static Host host(String gc) {
    double load = ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
    var hardware = known(() -> new SystemInfo().getHardware());
    return new Host(
        known(() -> hardware.getProcessor().getProcessorIdentifier().getName().strip()),
        Runtime.getRuntime().availableProcessors(),
        Objects.requireNonNullElse(known(() -> hardware.getMemory().getTotal()), 0L),
        Objects.requireNonNullElse(known(Machine::system), System.getProperty("os.name")),
        System.getProperty("os.version"),
        SystemFile.first(Path.of("/sys/devices/system/cpu/cpu0/cpufreq/scaling_governor")),
        load < 0 ? null : load,
        container(known(() -> hardware.getComputerSystem().getModel())),
        System.getProperty("java.vendor.version", "Java " + Runtime.version()),
        gc,
        null);
  }

  private static String system() {
    var os = new SystemInfo().getOperatingSystem();
    return String.join(" ", os.getFamily(), os.getVersionInfo().getVersion());
  }

  /// Null if it cannot be had.
  private static <T> T known(Supplier<T> description) {
    try {
      return description.get();
    } catch (RuntimeException | Error e) {
      return null;
    }
  }

  /// Whether the machine runs on battery.
  public static boolean discharging() {
    return Boolean.TRUE.equals(
        known(() ->
            new SystemInfo()
                .getHardware().getPowerSources().stream()
                    .anyMatch(source -> source.isDischarging())));
  }

  private static String container(String model) {
    if (Files.exists(Path.of("/.dockerenv")) || Files.exists(Path.of("/run/.containerenv")))
      return "container";
    boolean virtual =
        SystemFile.lines(Path.of("/proc/cpuinfo")).stream()
            .anyMatch(line -> line.startsWith("flags") && line.contains(" hypervisor"));
    if (!virtual) return null;
    return model == null || model.isBlank() || model.equals("unknown") ? "virtual machine" : model;
  }

  /// The commit of this project that is checked out here, with "+" if files differ from it; null
  /// outside of the project.
  public static String commit() {
    if (!Files.exists(Path.of("lib", "bench", "Bench.java"))) return null;
    var head = git("rev-parse", "--short=12", "HEAD");
    if (head == null) return null;
    var changes = git("status", "--porcelain", "--untracked-files=no", "--", "scripts", "lib");
    return changes == null || changes.isEmpty() ? head : head + "+";
  }

  private static String git(String... args) {
    try {
      var command = new ArrayList<>(List.of("git"));
      command.addAll(List.of(args));
      var process =
          new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
      var text =
          new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
      return process.waitFor() == 0 ? text : null;
    } catch (IOException e) {
      return null;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return null;
    }
  }
}
