//SOURCES Command.java

package test.support;

import module java.base;

import org.opentest4j.TestAbortedException;

/// Commands that see other files than everybody else in some places. Each has a mount namespace of
/// its own, which needs permission to mount.
public final class Mounts {
  private Mounts() {}

  /// The command line that runs another one.
  ///
  /// @param mount a shell command that runs before it, such as `mount --bind FOLDER /tmp`
  /// @throws TestAbortedException without that permission
  public static String[] line(String mount, String... line) {
    var tried = Command.run(Map.of(), "", "unshare", "--mount", "sh", "-c", mount);
    if (tried.exit() != 0)
      throw new TestAbortedException(
          "nothing can be mounted without the right to do so: test as root on Linux. "
              + tried.err());
    var before = Stream.of("unshare", "--mount", "sh", "-c", mount + " && exec \"$@\"", "sh");
    return Stream.concat(before, Stream.of(line)).toArray(String[]::new);
  }

  /// The processes that see this folder in place of another one.
  ///
  /// @param folder whose name no other folder has
  public static List<ProcessHandle> processes(Path folder) {
    return ProcessHandle.allProcesses()
        .filter(process -> mounts(process).contains(folder.getFileName() + " "))
        .toList();
  }

  private static String mounts(ProcessHandle process) {
    try {
      return Files.readString(Path.of("/proc/" + process.pid() + "/mountinfo"));
    } catch (IOException e) {
      return "";
    }
  }
}
