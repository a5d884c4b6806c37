package machine;

import module java.base;

/// Processes that a worker starts and leaves behind. They have no parent any more, so they are
/// found by an environment variable that every process inherits from the one that started it.
public final class Orphans {
  private static final String NAME = "BENCH_WORKER";
  private static final Path PROC = Path.of("/proc");

  private Orphans() {}

  /// Marks all processes that the builder will start.
  ///
  /// @return the mark, which is unique
  public static String mark(ProcessBuilder builder) {
    var mark = UUID.randomUUID().toString();
    builder.environment().put(NAME, mark);
    return NAME + "=" + mark;
  }

  /// The mark of this process. If somebody started the worker by hand, this is a mark that no
  /// process has.
  public static String ownMark() {
    return NAME + "=" + System.getenv().getOrDefault(NAME, UUID.randomUUID().toString());
  }

  /// Ends every other process that has the mark. Without /proc, it finds none.
  public static void end(String mark) {
    if (!Files.isDirectory(PROC)) return;
    // A process may start another one while the list is made. So this repeats until a list is
    // empty.
    for (int lists = 0; lists < 100; lists++) {
      var marked = ProcessHandle.allProcesses().filter(process -> has(process, mark)).toList();
      if (marked.isEmpty()) return;
      marked.forEach(ProcessHandle::destroyForcibly);
    }
  }

  private static boolean has(ProcessHandle process, String mark) {
    if (process.equals(ProcessHandle.current())) return false;
    try {
      var environment = Files.readAllBytes(PROC.resolve(process.pid() + "/environ"));
      return List.of(new String(environment, StandardCharsets.ISO_8859_1).split("\0"))
          .contains(mark);
    } catch (IOException e) {
      // The process has ended, or it belongs to another user.
      return false;
    }
  }
}
