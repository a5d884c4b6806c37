//DEPS org.junit.jupiter:junit-jupiter:6.1.3
//SOURCES ../../Library.java
//SOURCES ../support/Command.java
//SOURCES ../support/Copy.java
//SOURCES ../support/Shown.java
//SOURCES ../support/Wait.java

package test.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import cli.Project;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.opentest4j.TestAbortedException;
import process.Python;
import test.support.Command;
import test.support.Copy;
import test.support.Shown;
import test.support.Wait;

/// The commands that README, CONTRIBUTING and the pages under docs tell a person to type. Every
/// line of every `sh` block is run in a copy of the project, as the page shows it, with small
/// sizes. The folder `/tmp/` of the pages is replaced by a folder of this test.
@DisplayName("Commands")
public class CommandsTest {

  /// What is added to a command.
  ///
  /// @param start the beginning of the commands to which the entry applies, as a regular
  ///     expression; the first entry that matches counts
  /// @param lacking options that are added if the command does not have them; `OUT` stands for a
  ///     folder of the command's own
  /// @param always options at the end, where the last one wins
  /// @param says what the command prints
  /// @param exits the allowed exit codes
  private record Entry(
      String start, String lacking, String always, String says, Set<Integer> exits) {
    Entry(String start, String lacking, String always, String says) {
      this(start, lacking, always, says, Set.of(0));
    }

    boolean fits(String line) {
      return Pattern.compile(start + "( |$)").matcher(line).lookingAt();
    }

    String added(String line) {
      var words = new StringBuilder(line);
      for (var option : lacking.split(" ")) {
        var given = Pattern.compile(" " + option.replaceFirst("=.*", "") + "( |=|$)");
        if (!given.matcher(line).find()) words.append(' ').append(option);
      }
      return words.append(' ').append(always).toString();
    }
  }

  private static final String BRIEF =
      "--quick --rounds=1 --warmup=20ms --measure=20ms " + Command.CHEAP;
  private static final String MEASURED = "Intervals: 95 %";
  private static final String LISTENS = "listening on ";

  private static final List<Entry> TABLE =
      List.of(
          new Entry("./jbang bench --list", "", "", "ready"),
          // README's first command stores its results in the results/ of the copy. `compare` needs
          // an interval, so this run has two processes.
          new Entry(
              "./jbang bench --quick --open",
              "--backend=bare,virtual-threads",
              BRIEF + " --rounds=2",
              "results/report.html"),
          new Entry(
              "./jbang bench --scenario",
              "--backend=bare --out=OUT",
              BRIEF + " --rounds=2",
              MEASURED),
          new Entry(
              "./jbang bench --sweep",
              "--backend=bare --scenario=cancellation --out=OUT",
              BRIEF,
              MEASURED),
          new Entry(
              "./jbang bench --verify",
              "--backend=bare --scenario=task_spawn --out=OUT",
              BRIEF,
              "laws of bare"),
          new Entry(
              "./jbang bench",
              "--backend=bare --scenario=task_spawn --out=OUT",
              BRIEF.replace("--quick ", "") + " --budget=10s",
              MEASURED),
          new Entry("./jbang (task-spawn|io-bound)", "--backend=bare", BRIEF, MEASURED),
          new Entry("./jbang http-echo", "--backend=bare", BRIEF + " --requests=10", MEASURED),
          new Entry(
              "./jbang cpu-mixed",
              "--backend=bare",
              BRIEF + " --workers=5 --operations=5 --share=5,20",
              MEASURED),
          new Entry("./jbang footprint", "--backend=bare", BRIEF + " --tasks=1000", MEASURED),
          new Entry("./jbang (echo|race)-server", "", "", LISTENS),
          new Entry("./jbang plot", "", "", "_throughput."),
          // A run as small as this lacks some of the numbers that the pages show.
          new Entry(
              "./jbang report --publish", "", "", "Written: docs/study/report.md", Set.of(0, 1)),
          new Entry("./jbang history", "", "", "pairs of neighbours"),
          new Entry("./jbang report --format csv", "", "", "Written: results/report.csv"),
          new Entry("./jbang report .*--html", "", "", "Written: "),
          new Entry("./jbang report", "", "", "Written: results/report.md"),
          new Entry("./jbang compare", "", "--force", "regressions beyond", Set.of(0, 1)),
          new Entry("./jbang laws", "", "--law=timed", "keeps 2 of 2 laws"),
          new Entry(
              "./jbang calibrate --only jmh",
              "--backend=completable-future --out=OUT",
              "--quick",
              "JMH over this, completable-future",
              Set.of(0, 1)),
          new Entry(
              "./jbang calibrate --only overhead",
              "--backend=bare --out=OUT",
              "--quick --rounds=1",
              "adapter overhead of bare",
              Set.of(0, 1)),
          new Entry(
              "./jbang calibrate --only timers",
              "--backend=bare --out=OUT",
              "--quick",
              "Beside it"),
          new Entry(
              "./jbang calibrate",
              "--only=noise --out=OUT",
              "--quick",
              "hiccups of a spinning thread",
              Set.of(0, 1)),
          new Entry("./jbang semantics --list", "", "", "child-fails"),
          // Another command may be writing the pages of the copy.
          new Entry("./jbang semantics --check", "", "", "the study", Set.of(0, 1)),
          new Entry(
              "./jbang semantics --publish",
              "--backend=virtual-threads --probe=context --out=OUT.json",
              "--quick",
              "docs/semantics.md"),
          new Entry(
              "./jbang semantics",
              "--backend=virtual-threads,asyncio --probe=child-fails,context --out=OUT.json",
              "--quick",
              "child-fails"),
          new Entry("./jbang test", "--only=Words", "", "passed, 0 failed"),
          new Entry("./jbang fmt", "", "--check", "Problems to mend by hand: 0"),
          new Entry(
              "uv run lib/python/worker.py",
              "",
              "--warmup=10ms --measure=10ms --set tasks=100",
              "\"status\":\"ok\""));

  /// A page that a command opens is shown by `true`, so that no browser starts.
  private static final Map<String, String> UNSEEN =
      Map.of(
          "BROWSER", "true",
          "DISPLAY", "",
          "WAYLAND_DISPLAY", "",
          "XDG_CURRENT_DESKTOP", "X-Generic");

  private static Optional<Entry> entry(Shown shown) {
    return TABLE.stream().filter(entry -> entry.fits(shown.line())).findFirst();
  }

  @TempDir static Path folder;
  private static final List<Shown> SHOWN = Shown.everywhere();

  /// Each command runs once: either in its own test or in that of a command that needs it,
  /// whichever comes first.
  private static final Map<Shown, FutureTask<Void>> TYPED = new ConcurrentHashMap<>();

  private static final Queue<Command.Started> SERVERS = new ConcurrentLinkedQueue<>();
  private static Copy project;

  private static void typed(Shown shown) throws Exception {
    var typing =
        TYPED.computeIfAbsent(
            shown,
            one ->
                new FutureTask<>(() -> {
                  type(one);
                  return null;
                }));
    typing.run();
    try {
      typing.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof TestAbortedException lacking) throw lacking;
      throw new AssertionError(shown + ": " + e.getCause().getMessage(), e);
    }
  }

  private static void type(Shown shown) throws Exception {
    var entry =
        entry(shown).orElseThrow(() -> new AssertionError("a new command needs an entry in TABLE"));
    for (var need : shown.needs()) typed(need);
    if (readsLast(shown.line())) typed(SHOWN.getFirst());
    var out = folder.resolve("out-" + SHOWN.indexOf(shown)).toString();
    var typed = entry.added(shown.line().replace("/tmp/", folder + "/")).replace("OUT", out);
    Command.build(shown.line().replaceFirst("^\\S+ (\\S+).*", "$1"));
    if (entry.says.equals(LISTENS)) serve(typed);
    else run(typed, entry.exits).says(entry.says).withoutTrace();
  }

  /// Whether the command reads the last run. README's first command makes one.
  private static boolean readsLast(String line) {
    return line.matches("./jbang (plot|report)( --.*)?") || line.contains(" results/");
  }

  private static Command run(String typed, Set<Integer> exits) {
    var ended = Command.start(project.folder(), UNSEEN, "sh", "-c", withPython(typed)).end("");
    if (!exits.contains(ended.exit())) ended.exits(0);
    var skipped = ended.out().lines().filter(line -> line.contains(": skipped: ")).toList();
    if (!skipped.isEmpty()) throw new TestAbortedException(String.join("\n", skipped));
    return ended;
  }

  /// If there is no `uv`, the interpreter that has been provided runs the same script.
  private static String withPython(String typed) {
    boolean uv = Command.run(Map.of(), "", "sh", "-c", "command -v uv").exit() == 0;
    if (uv || !typed.startsWith("uv run ")) return typed;
    return typed.replaceFirst("uv run", Python.here(null).interpreter().toString());
  }

  /// Starts a server and sends it one request. The server runs until the last test has ended.
  private static void serve(String typed) {
    var server = Command.start(project.folder(), Map.of(), "sh", "-c", typed);
    SERVERS.add(server);
    try (var client = HttpClient.newHttpClient()) {
      Wait.until("a port", () -> server.out().text().endsWith("\n"));
      var address = server.out().text().strip().replace(LISTENS, "");
      var echo = HttpRequest.newBuilder(URI.create("http://" + address + "/echo"));
      var asked = echo.POST(HttpRequest.BodyPublishers.ofString("a question")).build();
      assertEquals("a question", client.send(asked, HttpResponse.BodyHandlers.ofString()).body());
    } catch (IOException | InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @BeforeAll
  static void before() throws IOException {
    project = Copy.of(Project.root(), folder.resolve("project")).withScriptsOf(Project.root());
  }

  @AfterAll
  static void after() {
    for (var server : SERVERS) {
      server.process().descendants().forEach(ProcessHandle::destroy);
      server.process().destroy();
      server.end();
    }
  }

  @Test
  @DisplayName("each that is shown has an entry, and each entry has a command")
  void commandsAndEntriesMatch() {
    assertFalse(SHOWN.isEmpty());
    var unknown = SHOWN.stream().filter(shown -> entry(shown).isEmpty()).toList();
    assertEquals(List.of(), unknown, "a new command in the documents needs an entry in TABLE");
    var used = SHOWN.stream().flatMap(shown -> entry(shown).stream()).toList();
    var unused = TABLE.stream().filter(entry -> !used.contains(entry)).toList();
    assertEquals(List.of(), unused, "no document shows such a command any more");
  }

  static List<Shown> documents() {
    return SHOWN;
  }

  @ParameterizedTest(quoteTextArguments = false, name = "{0}")
  @MethodSource("documents")
  void shownCommandWorks(Shown shown) throws Exception {
    typed(shown);
  }
}
