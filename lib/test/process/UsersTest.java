//SOURCES ../../Library.java
//SOURCES ../support/Command.java
//SOURCES ../support/Mounts.java
//SOURCES ../support/Wait.java

package test.process;

import static org.junit.jupiter.api.Assertions.assertFalse;

import module java.base;

import machine.Lock;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.opentest4j.TestAbortedException;
import test.support.Command;
import test.support.Mounts;
import test.support.Wait;

/// Commands of the user who runs the tests, and of another one, who may read the same files.
@DisplayName("Users")
public class UsersTest {
  @TempDir Path folder;

  private static Stream<String> asOther() {
    var user =
        List.of(
            "setpriv",
            "--reuid=65534",
            "--regid=65534",
            "--clear-groups",
            "--inh-caps=+dac_read_search",
            "--ambient-caps=+dac_read_search");
    var tried = Stream.concat(user.stream(), Stream.of("true")).toArray(String[]::new);
    if (Command.run(Map.of(), "", tried).exit() != 0)
      throw new TestAbortedException(
          "no command can be run as another user: test as root on Linux");
    return user.stream();
  }

  /// The folder of the lock is one that no other run uses.
  private String[] line(String user, String... more) {
    Command.build("task-spawn");
    var before = user.equals("other") ? asOther() : Stream.<String>empty();
    var run =
        Command.line("task-spawn", "--backend=bare", "--rounds=1", "--warmup=0s", Command.CHEAP);
    var line = Stream.of(before, Stream.of(run), Stream.of(more)).flatMap(part -> part);
    return Mounts.line(
        "mount --bind '%s' '%s'".formatted(folder, Lock.FILE.getParent()),
        line.toArray(String[]::new));
  }

  @ParameterizedTest(
      quoteTextArguments = false,
      name = "while {0} measures, {1} is told so, and by which process")
  @CsvSource({"one, other", "other, one", "other, other"})
  void lockIsOneForAllUsers(String first, String second) throws Exception {
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxrwxrwx"));
    var holder = Command.start(Map.of(), line(first, "--measure=1m"));
    try {
      Wait.until("the worker", () -> holder.err().text().contains("[1/1]"));
      assertFalse(holder.err().text().contains("another run"), holder.err().text());
      Command.run(Map.of(), "", line(second, "--measure=10ms"))
          .exits(0)
          .says("another run is going on (process " + holder.process().pid() + ")");
    } finally {
      holder.process().destroy();
      holder.end();
    }
    // The next one is told nothing: the system has released the lock.
    var alone = Command.run(Map.of(), "", line(second, "--measure=10ms")).exits(0);
    assertFalse(alone.err().contains("another run"), alone.err());
    assertFalse(alone.err().contains("no lock"), alone.err());
  }

  @Test
  @DisplayName("the limit on a user's processes counts in what is promised and in what is tried")
  void limitOnProcessesCounts() {
    Command.build("task-spawn");
    var limited = Stream.concat(Stream.of("prlimit", "--nproc=2000"), asOther()).toList();
    var promised = "task-spawn --backend=platform-threads --list";
    run(limited, promised).exits(0).says("at most 1,600 tasks at once");
    var tried = "task-spawn --backend=platform-threads --rounds=1 --quick --tasks=1601";
    run(limited, tried).exits(0).says("unsupported").says("this kernel grants about 1,600");
    // The system does not hold root to it.
    var root = run(List.of("prlimit", "--nproc=2000"), promised).exits(0);
    assertFalse(root.out().contains("1,600"), root.out());
  }

  private static Command run(List<String> before, String typed) {
    var line = Stream.concat(before.stream(), Stream.of(Command.line(typed.split(" "))));
    return Command.run(Map.of(), "", line.toArray(String[]::new));
  }
}
