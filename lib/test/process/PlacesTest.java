//SOURCES ../../Library.java
//SOURCES ../support/Command.java
//SOURCES ../support/Rows.java

package test.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import module java.base;

import cli.Project;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import result.Json;
import result.Results;
import result.ResultsFile;
import test.support.Command;
import test.support.Rows;

@DisplayName("Places")
public class PlacesTest {
  private static final String JBANG = Project.root().resolve("jbang").toString();

  @TempDir Path folder;

  private static String[] spawn(String... more) {
    var line =
        new ArrayList<>(List.of("task-spawn", "--backend=bare", "--tasks=100", "--rounds=1"));
    line.addAll(List.of("--warmup=0s", "--measure=20ms", Command.CHEAP));
    line.addAll(List.of(more));
    return line.toArray(String[]::new);
  }

  private static Command shell(String line) {
    return Command.run(Map.of(), "", "sh", "-c", line);
  }

  @Test
  @DisplayName("--json - prints the results and nothing else")
  void jsonToStandardOutput() throws Exception {
    var said = Command.jbang(spawn("--json=-")).exits(0);
    assertEquals(1, Json.read(said.out(), Results.class).cells().size());
    assertTrue(said.err().contains("Intervals: 95 %"), said.err());
  }

  @Test
  @DisplayName("a FIFO is given the results once, and stays a FIFO")
  void jsonIntoFifo() throws Exception {
    var fifo = folder.resolve("fifo");
    Command.run(Map.of(), "", "mkfifo", fifo.toString()).exits(0);
    var read = new FutureTask<>(() -> Files.readString(fifo));
    Thread.ofVirtual().start(read);
    Command.jbang(spawn("--json=" + fifo)).exits(0);
    assertEquals(1, Json.read(read.get(), Results.class).cells().size());
    assertFalse(Files.isRegularFile(fifo));
  }

  @Test
  @DisplayName("output that cannot be written is exit code 2")
  void fullStandardOutput() {
    var file = folder.resolve("one.json");
    ResultsFile.write(file, Rows.results());
    shell("cd '%s' && ./jbang compare '%s' '%2$s' > /dev/full".formatted(Project.root(), file))
        .exits(2)
        .says("could not be written");
  }

  @Test
  @DisplayName("who closes a pipe early, as head does, hears nothing of it")
  void closedPipe() {
    Command.build("compare");
    var closed =
        shell(
            "cd '%s' && { ./jbang compare --help; echo code $? >&2; } | true"
                .formatted(Project.root()));
    assertEquals("code 141", closed.exits(0).err().strip());
    var read = shell("cd '%s' && ./jbang compare --help | head -n 1".formatted(Project.root()));
    assertEquals("", read.exits(0).says("Usage").err());
  }

  @ParameterizedTest
  @DisplayName("a JVM that talks at its start runs the command all the same")
  @ValueSource(
      strings = {
        "JAVA_TOOL_OPTIONS=-Xlog:gc",
        "JAVA_TOOL_OPTIONS=-XX:+PrintCommandLineFlags",
        "JDK_JAVA_OPTIONS=-Xlog:gc",
        "JBANG_JAVA_OPTIONS=-verbose:class"
      })
  void talkingJvm(String variable) {
    var parts = variable.split("=", 2);
    Command.jbang(Map.of(parts[0], parts[1]), "compare", "--version").exits(0).says("1.0.0");
  }

  @ParameterizedTest
  @DisplayName("in a locale without UTF-8, a file with an umlaut is found")
  @ValueSource(strings = {"C", "POSIX"})
  void umlautInPlainLocale(String locale) {
    var file = folder.resolve("größe.json");
    ResultsFile.write(file, Rows.results());
    var line = "cd '%s' && LC_ALL=%s ./jbang compare '%s' '%3$s'";
    shell(line.formatted(Project.root(), locale, file)).exits(0).says("about equal");
  }

  @Test
  @DisplayName("without HOME, and with a relative cache folder, commands work")
  void noHome() {
    shell(
            "unset HOME; cd '%s' && XDG_CACHE_HOME=relative '%s' compare --version"
                .formatted(Project.root(), JBANG))
        .exits(0)
        .says("1.0.0");
    assertFalse(Files.exists(Project.root().resolve("relative")));
  }

  @Test
  @DisplayName("--cpus takes processors that this process may use")
  void pinnedToAllowed() {
    Command.build("task-spawn");
    var last = machine.Allowed.processors().getLast();
    shell(
            "cd '%s' && taskset -c %d ./jbang %s --cpus 1"
                .formatted(Project.root(), last, String.join(" ", spawn())))
        .exits(0)
        .says("bare");
  }

  @Test
  @DisplayName("too few file descriptors are told of before anything is measured")
  void fewFileDescriptors() {
    // Compiling needs more of them.
    Command.build("http-echo");
    shell(
            "cd '%s' && ulimit -n 200 && ./jbang http-echo --backend bare --connections 300"
                .formatted(Project.root()))
        .exits(2)
        .says("300 connections need about 400 open files, and 200 are allowed");
  }
}
