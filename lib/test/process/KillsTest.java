//DEPS org.junit.jupiter:junit-jupiter:6.1.3
//SOURCES ../../Library.java
//SOURCES ../support/Command.java
//SOURCES ../support/Disk.java
//SOURCES ../support/Environment.java
//SOURCES ../support/FaultInjection.java
//SOURCES ../support/Wait.java

package test.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.opentest4j.TestAbortedException;
import result.Cell;
import result.Results;
import result.ResultsFile;
import result.Round;
import test.support.Command;
import test.support.Disk;
import test.support.Environment;
import test.support.FaultInjection;
import test.support.Wait;

/// Disturbances of a whole run from outside. Every worker of these runs starts processes that would
/// be left over.
@DisplayName("Kills")
@Execution(ExecutionMode.SAME_THREAD)
public class KillsTest {
  private static final String[] BRIEF = {"--rounds=2", "--measure=250ms"};

  /// The limit for something that never happens.
  private static final Duration PATIENCE = Duration.ofMinutes(10);

  @TempDir static Path folder;
  private static FaultInjection faulty;
  private static Results complete;

  /// How long the complete run took.
  private static long millis;

  @BeforeAll
  static void complete() throws Exception {
    faulty = FaultInjection.in(folder);
    var file = folder.resolve("complete.json");
    // Not the first start, which compiles.
    Command.run(Map.of(), "", line("--help")).exits(0);
    long start = System.nanoTime();
    run("--json=" + file).exits(0);
    millis = Duration.ofNanos(System.nanoTime() - start).toMillis();
    faulty.assertGone();
    complete = ResultsFile.read(file);
  }

  private static String[] line(String... more) {
    return faulty.line("starts", Stream.of(BRIEF, more).flatMap(Stream::of).toArray(String[]::new));
  }

  private static Command run(String... more) {
    return Command.run(Map.of(), "", line(more));
  }

  @Test
  @DisplayName("class archives whose writer was killed halfway hurt no later worker")
  void cutArchivesHurtNoWorker() throws Exception {
    var caches = folder.resolve("caches");
    var own = Environment.withCaches(caches);
    Command.run(own, "", line()).exits(0);
    List<Path> archives;
    try (var files = Files.find(caches, 3, (file, _) -> file.toString().endsWith(".jsa"))) {
      archives = files.toList();
    }
    assertEquals(2, archives.size(), caches + " has one for each backend");
    for (var archive : archives) {
      var bytes = Files.readAllBytes(archive);
      Arrays.fill(bytes, bytes.length / 2, bytes.length, (byte) 0);
      Files.write(archive, bytes);
    }
    Command.run(own, "", line()).exits(0);
    faulty.assertGone();
  }

  @ParameterizedTest(
      quoteTextArguments = false,
      name = "SIG{0} to {2} ends it with exit code {1}: nothing is lost, left behind or repeated")
  @CsvSource({
    "INT, 130, the run and all of its workers",
    "HUP, 129, the run and all of its workers",
    "TERM, 143, the run",
    "KILL, 137, the run"
  })
  void signalLosesNothing(String name, int exit, String to) throws Exception {
    var file = folder.resolve(name + ".json");
    // A shell that starts the tests in the background makes them ignore SIGINT, and nohup SIGHUP. A
    // terminal sends a signal to the whole process group.
    var line =
        Stream.concat(
            Stream.of("setsid", "env", "--default-signal=INT,HUP"),
            Stream.of(line("--json=" + file)));
    var started = Command.start(Map.of(), line.toArray(String[]::new));
    Wait.until("two rounds", () -> rounds(file) >= 2 && faulty.running());
    var kill = "kill -s " + name + " -- " + (to.endsWith("workers") ? "-" : "");
    Command.run(Map.of(), "", "sh", "-c", kill + started.process().pid()).exits(0);
    var ended = started.end().exits(exit).withoutTrace();
    faulty.assertGone();
    var cut = ResultsFile.read(file);
    assertNull(cut.finished());
    assertEquals(List.of(), cut.cells().stream().filter(cell -> !cell.ok()).toList());
    if (exit != 137)
      ended.says("throughput tasks/s").says("Results: " + file).says("with --resume");

    int done = rounds(file);
    assertTrue(done >= 2 && done < 4, done + " rounds");
    run("--json=" + file, "--resume").exits(0).says("[1/" + (4 - done) + "]");
    faulty.assertGone();
    var whole = ResultsFile.read(file);
    assertNotNull(whole.finished());
    assertEquals(shape(complete), shape(whole));
    assertTrue(all(whole).containsAll(all(cut)), "a round was measured again");
  }

  @Test
  @DisplayName("with nohup, a closed terminal changes nothing")
  void closedTerminalChangesNothing() throws Exception {
    var file = folder.resolve("nohup.json");
    var line = Stream.concat(Stream.of("setsid", "nohup"), Stream.of(line("--json=" + file)));
    var started = Command.start(Map.of(), line.toArray(String[]::new));
    Wait.until("a round", () -> rounds(file) >= 1 && faulty.running());
    Command.run(Map.of(), "", "sh", "-c", "kill -s HUP -- -" + started.process().pid()).exits(0);
    started.end().exits(0).says("Found: ");
    faulty.assertGone();
    assertEquals(shape(complete), shape(ResultsFile.read(file)));
  }

  @ParameterizedTest(
      quoteTextArguments = false,
      name = "SIG{0} at a moment of seed {1} leaves no process, no draft and no damaged file")
  @CsvSource({"INT, 1", "TERM, 2", "KILL, 3"})
  void anyMomentDamagesNothing(String name, long seed) throws Exception {
    var own = Files.createDirectory(folder.resolve("moment-" + name));
    var file = own.resolve("latest.json");
    var line =
        Stream.concat(Stream.of("env", "--default-signal=INT"), Stream.of(line("--json=" + file)));
    var started = Command.start(Map.of(), line.toArray(String[]::new));
    Thread.sleep(new Random(seed).nextLong(millis));
    Command.run(Map.of(), "", "kill", "-s", name, "" + started.process().pid());
    started.end().withoutTrace();
    faulty.assertGone();
    try (var files = Files.list(own)) {
      assertTrue(Set.of(List.of(), List.of(file)).contains(files.toList()), "more than one file");
    }
    run("--json=" + file, "--resume").exits(0);
    faulty.assertGone();
    assertEquals(shape(complete), shape(ResultsFile.read(file)));
  }

  @Test
  @DisplayName("a disk that is full for a while is said once, and nothing is missing afterwards")
  void diskFullForAWhileLosesNothing() throws Exception {
    try (var disk = Disk.on(Files.createDirectory(folder.resolve("small")))) {
      var started = Command.start(Map.of(), line("--out=" + disk.folder()));
      Wait.until("a round", () -> rounds(disk.file()) == 1);
      disk.fill();
      Wait.until("a failed write", () -> started.err().text().contains("cannot be written"));
      disk.free();
      var said = started.end().exits(0).says("No space left on device").err();
      assertEquals(2, said.split("cannot be written", -1).length, said);
      assertEquals(shape(complete), shape(ResultsFile.read(disk.file())));
      assertEquals(List.of(), disk.drafts());
    }
  }

  @Test
  @DisplayName("a disk that stays full keeps the old file, and the results go elsewhere")
  void diskFullForGoodKeepsOldFile() throws Exception {
    try (var disk = Disk.on(Files.createDirectory(folder.resolve("tiny")))) {
      var started = Command.start(Map.of(), line("--out=" + disk.folder()));
      Wait.until("a round", () -> rounds(disk.file()) == 1);
      disk.fill();
      var before = Files.readString(disk.file());
      var ended = started.end().exits(1).says("No space left on device").withoutTrace();
      assertEquals(before, Files.readString(disk.file()));
      assertEquals(1, rounds(disk.file()));
      assertEquals(List.of(), disk.drafts());
      var rescued = ended.out().lines().filter(line -> line.startsWith("Results: ")).toList();
      assertEquals(1, rescued.size(), ended.out());
      var file = Path.of(rescued.getFirst().substring("Results: ".length()));
      assertEquals(shape(complete), shape(ResultsFile.read(file)));
      Files.delete(file);
      Files.delete(disk.file());
      disk.fill();
      run("--out=" + disk.folder()).exits(2).says("No space left on device").withoutTrace();
      assertEquals(List.of(), disk.drafts());
    }
  }

  @Test
  @DisplayName("a clock that jumps days back and forth changes no number, and its file can be used")
  void jumpingClockChangesNothing() throws Exception {
    var clock = folder.resolve("clock");
    var file = folder.resolve("jumps.json");
    set(clock, "+0d");
    // Without the last variable, waiting threads of a JVM spin. The numbers are correct, but the
    // run takes ten times as long.
    var jumping =
        Map.of(
            "LD_PRELOAD",
            faketime(),
            "FAKETIME_TIMESTAMP_FILE",
            clock.toString(),
            "FAKETIME_NO_CACHE",
            "1",
            "FAKETIME_DONT_FAKE_MONOTONIC",
            "1",
            "FAKETIME_FORCE_MONOTONIC_FIX",
            "0");
    long start = System.nanoTime();
    var started = Command.start(jumping, line("--json=" + file));
    Wait.until("a worker", () -> faulty.running());
    set(clock, "+30d");
    Wait.until("a round", () -> rounds(file) >= 1);
    set(clock, "-400d");
    started.end().exits(0).withoutTrace();
    long took = System.nanoTime() - start;
    faulty.assertGone();
    var results = ResultsFile.read(file);
    assertTrue(Instant.parse(results.finished()).isBefore(Instant.parse(results.started())));
    assertEquals(shape(complete), shape(results));
    long measured =
        all(results).stream()
            .flatMap(round -> round.repetitions().stream())
            .peek(repetition -> assertTrue(repetition.elapsedNs() > 900_000, "" + repetition))
            .mapToLong(repetition -> repetition.elapsedNs())
            .sum();
    assertTrue(measured > 0 && measured < took, measured + " ns of " + took);
    for (var cell : results.cells())
      assertTrue(cell.metrics().get("latency_max").value() < took / 1e6);
    run("--json=" + file, "--resume").exits(0);
    assertEquals(results.cells(), ResultsFile.read(file).cells());
    Command.jbang("plot", file.toString(), "--out", folder.resolve("plots").toString()).exits(0);
  }

  /// The library of the faketime command. The command does not print the path of its library.
  private static String faketime() {
    try {
      var path =
          Command.run(Map.of(), "", "faketime", "-m", "2020-01-01", "printenv", "LD_PRELOAD");
      return path.exits(0).out().strip();
    } catch (AssertionError e) {
      throw new TestAbortedException(
          "no faketime on PATH, so no clock can jump: apt-get install faketime, then test again",
          e);
    }
  }

  private static void set(Path clock, String offset) throws IOException {
    var draft = clock.resolveSibling("clock.new");
    Files.writeString(draft, offset + "\n");
    Files.move(draft, clock, StandardCopyOption.REPLACE_EXISTING);
  }

  private static int rounds(Path file) {
    return Files.exists(file) ? all(ResultsFile.read(file)).size() : 0;
  }

  private static Collection<Round> all(Results results) {
    return results.cells().stream().flatMap(cell -> cell.rounds().stream()).toList();
  }

  /// Everything in the results that does not depend on the current speed of the machine.
  private static List<List<Object>> shape(Results results) {
    return results.cells().stream().map(KillsTest::shape).toList();
  }

  private static List<Object> shape(Cell cell) {
    return List.of(
        cell.scenario(),
        cell.backend(),
        cell.status(),
        cell.params(),
        cell.metrics().keySet(),
        cell.rounds().stream().map(Round::round).sorted().toList());
  }
}
