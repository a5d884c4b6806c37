//DEPS org.junit.jupiter:junit-jupiter:6.1.3
//SOURCES ../support/Catalog.java
//SOURCES ../support/Command.java

package test.process;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.opentest4j.TestAbortedException;
import test.support.Catalog;
import test.support.Command;

/// The messages that a person sees: help, refused input with the reason, colours.
@DisplayName("Usage")
public class UsageTest {
  @TempDir Path folder;

  private static final String ESCAPE = "\033";
  private static final String ONE_WORKER =
      "--backend=bare --tasks=10 --rounds=1 --warmup=0s --measure=1ms " + Command.CHEAP;

  static Stream<Arguments> badInput() {
    return Stream.of(
        Arguments.of("task-spawn --backend virtual-thread", "Did you mean 'virtual-threads'?"),
        Arguments.of("task-spawn --backend go", "Unknown backend 'go'. Allowed: platform-threads"),
        Arguments.of(
            "task-spawn --tasks -3", "--tasks -3 is out of range: allowed are 1 to 10000000"),
        Arguments.of("task-spawn --tasks 0", "out of range"),
        Arguments.of("task-spawn --tasks 99999999999", "'99999999999' is not an int"),
        Arguments.of("task-spawn --tasks 100,0", "--tasks 0 is out of range"),
        Arguments.of("task-spawn --tasks=100,many", "'many' is not an int"),
        Arguments.of("task-spawn --tasks 100,,200", "'' is not an int"),
        Arguments.of("task-spawn --rounds 1,2", "'1,2' is not an int"),
        Arguments.of("bench --backend cores", "Did you mean 'core'?"),
        Arguments.of("bench --quick --precision 1%", "--quick adds no rounds, so that --precision"),
        Arguments.of("task-spawn --quick --budget 1m", "--quick adds no rounds, so that --budget"),
        Arguments.of("io-bound --budget 5s", "too short for one round of "),
        Arguments.of("bench --sweep --scenario io_bound", "Allowed: task_spawn"),
        Arguments.of("task-spawn --tasks many", "'many' is not an int"),
        Arguments.of("task-spawn --taks 5", "--tasks"),
        Arguments.of("task-spawn --sleep 5", "type a number and a unit"),
        Arguments.of("task-spawn --rounds 0", "--rounds 0 is out of range"),
        Arguments.of("task-spawn --resume", "add --out FOLDER or --json FILE"),
        Arguments.of("io-bound --workers -1", "--workers -1 is out of range"),
        Arguments.of("http-echo --server nowhere", "--server 'nowhere': type host:port"),
        Arguments.of("http-echo --body 4", "--body 4 is out of range: allowed are 8 to 1048576"),
        Arguments.of("echo-server --bind 192.0.2.1", "Cannot listen on 192.0.2.1"),
        Arguments.of("race-server --bind 192.0.2.1", "Cannot listen on 192.0.2.1"),
        Arguments.of("footprint --tasks 10000001", "allowed are 1 to 10000000"),
        Arguments.of("cancellation --after -5ms", "not a duration"),
        Arguments.of("bench --scenario task_spwan", "Did you mean 'task_spawn'?"),
        Arguments.of("bench --backend BARE", "Did you mean 'bare'?"),
        Arguments.of("bench --out jbang/results", "cannot be written"),
        Arguments.of("bench --out /proc/results", "cannot be written"),
        Arguments.of("plot no-such-file.json", "no-such-file.json: no such file"),
        Arguments.of("plot jbang-catalog.json", "not a results file"),
        Arguments.of("plot README.md", "not a results file"),
        Arguments.of("plot --format gif", "Allowed: png, svg"),
        Arguments.of("report no-such-file.json", "no-such-file.json: no such file"),
        Arguments.of("report --publish no-such-file.json", "no-such-file.json: no such file"),
        Arguments.of("report --publish --check", "choose one of them"),
        Arguments.of("report --check a.json", "or type ./jbang report --publish a.json"),
        Arguments.of("laws --law tmied", "No law contains 'tmied'. The laws: all runs"),
        Arguments.of("fmt --chekc", "--check"),
        Arguments.of("test --only Lwas", "Did you mean 'Laws'?"));
  }

  @ParameterizedTest(name = "{0} is refused with exit code 2, saying \"{1}\"")
  @MethodSource("badInput")
  void badInputIsRefused(String arguments, String said) {
    Command.jbang(arguments.split(" ")).exits(2).says(said).withoutTrace();
  }

  @Test
  @DisplayName("--verbose shows where")
  void verboseShowsStackTrace() {
    Command.jbang("task-spawn", "--backend", "go", "--verbose").exits(2).says("\tat ");
  }

  @ParameterizedTest(name = "{0} builds, and --help shows usage and examples, plain in a pipe")
  @MethodSource("aliases")
  void aliasShowsHelp(String alias) {
    var help =
        Command.help(alias).exits(0).says("Usage: ./jbang").says("Examples:").says("--verbose");
    assertFalse(help.out().contains(ESCAPE), help.out());
  }

  @Test
  @DisplayName("colours are for terminals, and never where NO_COLOR is set")
  void coloursAreForTerminals() {
    assertTrue(onTerminal("", "--help").contains(ESCAPE + "["));
    assertFalse(onTerminal("1", "--help").contains(ESCAPE));
    var bar = onTerminal("1", ONE_WORKER);
    assertTrue(bar.contains("100% ["), bar);
    assertFalse(Pattern.compile(ESCAPE + "\\[[0-9;]*m").matcher(bar).find(), bar);
  }

  @Test
  @DisplayName("what goes into a file is plain, although the rest is on a terminal")
  void filesArePlain() throws IOException {
    var file = folder.resolve("stderr");
    assertFalse(onTerminal("", ONE_WORKER + " 2>" + file).contains(ESCAPE));
    var stderr = Files.readString(file);
    assertTrue(stderr.contains("[1/1] task_spawn bare"), stderr);
    assertFalse(stderr.contains(ESCAPE), stderr);
  }

  /// The output of `./jbang task-spawn` with these arguments on a terminal.
  ///
  /// @param noColor value of that variable, empty for none
  private static String onTerminal(String noColor, String arguments) {
    var environment = Map.of("NO_COLOR", noColor, "TERM", "xterm");
    try {
      Command.run(environment, "", "script", "-qec", "true", "/dev/null").exits(0);
    } catch (AssertionError e) {
      throw new TestAbortedException("no terminal without script of util-linux", e);
    }
    Command.build("task-spawn");
    var typed = "./jbang task-spawn " + arguments;
    return Command.run(environment, "", "script", "-qec", typed, "/dev/null").exits(0).out();
  }

  static List<String> aliases() {
    return Catalog.aliases().stream().map(Catalog.Alias::name).toList();
  }
}
