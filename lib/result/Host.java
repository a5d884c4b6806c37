//SOURCES Nullable.java

package result;

import java.util.Objects;

/// The machine and the runtimes of a run; unknown is null.
///
/// @param cpu the processor's name
/// @param cores logical processors that the run may use
/// @param memoryBytes physical memory
/// @param os operating system and release
/// @param kernel its kernel
/// @param governor frequency governor of the first core
/// @param load load average over one minute, at the start of the run
/// @param container "container", a hypervisor's name, or null on bare metal
/// @param jdk the Java runtime
/// @param gc the garbage collectors of the workers
/// @param python the Python that ran the Python workers
public record Host(
    @Nullable String cpu,
    int cores,
    long memoryBytes,
    @Nullable String os,
    @Nullable String kernel,
    @Nullable String governor,
    @Nullable Double load,
    @Nullable String container,
    @Nullable String jdk,
    @Nullable String gc,
    @Nullable String python) {

  /// Whether the numbers of the two machines can be expected to be close: processor, cores and JDK
  /// are the same.
  public boolean alike(Host other) {
    return Objects.equals(cpu, other.cpu) && cores == other.cores && Objects.equals(jdk, other.jdk);
  }

  /// Whether the two may be one machine, perhaps with another JDK or release of its system:
  /// processor, cores and kind of system are the same.
  public boolean sameMachine(Host other) {
    return Objects.equals(cpu, other.cpu)
        && cores == other.cores
        && Objects.equals(system(), other.system());
  }

  /// The operating system without its release: "Debian GNU/Linux".
  private String system() {
    return os == null ? null : os.replaceFirst("\\s+\\d.*", "");
  }

  public Host withGc(String gc) {
    return new Host(
        cpu, cores, memoryBytes, os, kernel, governor, load, container, jdk, gc, python);
  }

  public Host withPython(String python) {
    return new Host(
        cpu, cores, memoryBytes, os, kernel, governor, load, container, jdk, gc, python);
  }
}
