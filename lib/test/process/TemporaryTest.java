//SOURCES ../../Library.java
//SOURCES ../support/Command.java
//SOURCES ../support/Mounts.java
//SOURCES ../support/Wait.java

package test.process;

import static org.junit.jupiter.api.Assertions.assertEquals;

import module java.base;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import result.ResultsFile;
import test.support.Command;
import test.support.Mounts;
import test.support.Wait;

/// What runs do in the temporary folder. Each has one of its own in place of `/tmp`, which is
/// Java's whatever `TMPDIR` says, and a `TMPDIR` in it.
@DisplayName("Temporary")
public class TemporaryTest {
  @TempDir Path folder;

  /// Several of these libraries unpack native code.
  private static String[] line(Path temporary, String... more) {
    Command.build("http-echo");
    var run =
        Stream.of(
            "--backend=vertx,netty,reactor,zio,cats-effect,trio",
            "--connections=5",
            "--requests=20",
            "--rounds=1",
            "--warmup=50ms",
            "--measure=50ms",
            Command.CHEAP);
    var line =
        Stream.of(Stream.of(Command.line("http-echo")), run, Stream.of(more)).flatMap(one -> one);
    return Mounts.line("mount --bind '" + temporary + "' /tmp", line.toArray(String[]::new));
  }

  private static Command.Started start(Path temporary, String... line) throws IOException {
    Files.createDirectory(temporary.resolve("own"));
    return Command.start(Map.of("TMPDIR", "/tmp/own"), line);
  }

  private static void assertEmpty(Path temporary) throws Exception {
    Wait.until("the end of all processes", () -> Mounts.processes(temporary).isEmpty());
    try (var files = Files.walk(temporary)) {
      assertEquals(
          List.of(),
          files
              .filter(file -> !file.equals(temporary) && !file.endsWith("own"))
              .filter(file -> !isOfOthers(file))
              .toList());
    }
  }

  /// The lock of the machine where the system has no folder for locks, and what the JVM of a JBang
  /// that is installed makes before the run.
  private static boolean isOfOthers(Path file) {
    return file.endsWith("concurrency-bench.lock")
        || Files.isDirectory(file) && file.getFileName().toString().startsWith("hsperfdata_");
  }

  @ParameterizedTest(
      quoteTextArguments = false,
      name = "a run that ends with exit code {0}, given {1}, leaves the temporary folder as it was")
  @CsvSource({"0, --repetitions=1", "1, --timeout=1s", "2, --requests=0"})
  void endedRunLeavesNothing(int exit, String option) throws Exception {
    var temporary = Files.createTempDirectory(folder, "tmp");
    start(temporary, line(temporary, option)).end().exits(exit);
    assertEmpty(temporary);
  }

  /// A file that is deleted a moment later stays behind if its process is killed meanwhile.
  @Test
  @DisplayName("a run writes no file into the temporary folder, not even for a moment")
  void nothingIsWritten() throws Exception {
    var temporary = Files.createTempDirectory(folder, "tmp");
    try (var watch = temporary.getFileSystem().newWatchService()) {
      temporary.register(watch, StandardWatchEventKinds.ENTRY_CREATE);
      start(temporary, line(temporary, "--repetitions=1")).end().exits(0);
      var written =
          Stream.iterate(watch.poll(), Objects::nonNull, _ -> watch.poll())
              .flatMap(key -> key.pollEvents().stream())
              .map(event -> temporary.resolve("" + event.context()))
              .filter(file -> !file.endsWith("own") && !isOfOthers(file))
              .toList();
      assertEquals(List.of(), written);
    }
  }

  @ParameterizedTest(
      quoteTextArguments = false,
      name = "SIG{0} while worker {1} runs leaves the temporary folder as it was")
  @CsvSource({"TERM, 2, 143", "KILL, 1, 137", "KILL, 4, 137"})
  void killedRunLeavesNothing(String signal, int worker, int exit) throws Exception {
    var temporary = Files.createTempDirectory(folder, "tmp");
    var run = start(temporary, line(temporary));
    Wait.until(
        "the worker",
        () -> run.err().text().contains("[" + worker + "/") || !run.process().isAlive());
    Thread.sleep(700);
    Command.run(Map.of(), "", "kill", "-s", signal, "" + run.process().pid()).exits(0);
    run.end().exits(exit);
    assertEmpty(temporary);
  }

  @Test
  @DisplayName("a run on a terminal that is killed leaves the temporary folder as it was")
  void killedOnTerminalLeavesNothing() throws Exception {
    var temporary = Files.createTempDirectory(folder, "tmp");
    var typed = String.join(" ", Command.line("task-spawn", "--backend=bare", "--rounds=9"));
    Command.build("task-spawn");
    var run =
        start(
            temporary,
            Mounts.line(
                "mount --bind '" + temporary + "' /tmp",
                "script",
                "--quiet",
                "--command",
                "exec " + typed,
                "/dev/null"));
    Wait.until("the bar", () -> run.out().text().contains("% ["));
    Mounts.processes(temporary).forEach(ProcessHandle::destroyForcibly);
    run.end();
    assertEmpty(temporary);
  }

  @Test
  @DisplayName("where no native code may be executed, the machine is described by less, no more")
  void nativeCodeNotExecutable() throws Exception {
    var file = folder.resolve("noexec.json");
    var line =
        Command.line(
            "task-spawn",
            "--backend=bare,netty,vertx",
            "--rounds=1",
            "--warmup=0s",
            "--measure=50ms",
            Command.CHEAP,
            "--json=" + file);
    Command.build("task-spawn");
    var noexec = "mount --bind /tmp /tmp && mount -o remount,bind,noexec /tmp";
    var caches = Map.of("XDG_CACHE_HOME", folder.resolve("caches").toString());
    Command.run(caches, "", Mounts.line(noexec, line)).exits(0).withoutTrace();
    var results = ResultsFile.read(file);
    assertEquals(null, results.host().cpu());
    assertEquals(0, results.host().memoryBytes());
    assertEquals(3, results.cells().stream().filter(cell -> cell.ok()).count());
    // The file can be used like any other.
    Command.jbang("compare", file.toString(), file.toString()).exits(0);
    Command.jbang("plot", file.toString(), "--out", folder.resolve("plots").toString()).exits(0);
  }

  /// Two releases of it are on the class path, because two libraries need one.
  @Test
  @DisplayName("native code of another release does not end a run")
  void nativeCodeOfAnotherRelease() throws Exception {
    Command.build("task-spawn");
    var code = "com/sun/jna/linux-x86-64/libjnidispatch.so";
    var found = getClass().getClassLoader().resources(code);
    for (var library : found.toList()) {
      var place = Files.createTempDirectory(folder, "native");
      try (var text = library.openStream()) {
        Files.copy(text, place.resolve("libjnidispatch.so"));
      }
      var run =
          Command.line(
              "task-spawn", "--backend=bare", "--rounds=1", "--quick", "--tasks=10", Command.CHEAP);
      Command.run(Map.of("JAVA_TOOL_OPTIONS", "-Djna.boot.library.path=" + place), "", run)
          .exits(0)
          .says("bare");
    }
  }
}
