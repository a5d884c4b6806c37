//DEPS org.junit.jupiter:junit-jupiter:6.1.3
//SOURCES ../../Library.java
//SOURCES ../support/Command.java

package test.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import backend.Backends;
import cli.Project;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import process.Python;
import result.Json;
import test.support.Command;

/// Checks the short description of each library in docs/libraries.md: it is compared with the
/// threads on which the adapter runs tasks.
@DisplayName("Sentences")
@ResourceLock(value = "clients", mode = ResourceAccessMode.READ_WRITE)
public class SentencesTest {
  private static final int TASKS = 200;
  private static final Pattern ROW =
      Pattern.compile("(?m)^\\| ((?:`[\\w-]+`(?:, )?)+) \\| (.+) \\|$");
  private static final Pattern ID = Pattern.compile("`([\\w-]+)`");

  /// A thread on which a task ran.
  private record Seen(long id, String name, boolean virtual) {}

  /// The words of a description, and the check whether the threads of 200 tasks agree with them.
  private static final Map<String, Predicate<List<Seen>>> CLAIMS = new LinkedHashMap<>();

  static {
    claim("a thread of the operating system per task", seen -> each(seen) && !virtual(seen));
    claim("a virtual thread per task", seen -> each(seen) && virtual(seen));
    claim("virtual threads in a", seen -> each(seen) && virtual(seen));
    claim("on the common pool", named("ForkJoinPool\\.commonPool-worker-.*"));
    claim("on `Dispatchers.Default`", named("DefaultDispatcher-worker-.*"));
    claim("on `Schedulers.parallel()`", named("parallel-\\d+"));
    claim("on `Schedulers.computation()`", named("RxComputationThreadPool-\\d+"));
    claim("a cached pool of threads", named("pool-\\d+-thread-\\d+"));
    claim(
        "a verticle per processor",
        named("vert.x-eventloop-thread-\\d+")
            .and(seen -> threads(seen) == Runtime.getRuntime().availableProcessors()));
    claim(
        "a single verticle", named("vert.x-eventloop-thread-\\d+").and(seen -> threads(seen) == 1));
    claim("an actor per task", named("bench-pekko.actor.default-dispatcher-\\d+"));
    claim(
        "a group of event loops",
        named("multiThreadIoEventLoopGroup-.*").and(seen -> threads(seen) > 1));
    claim("a fiber of `IO` per task", named("io-compute-.*"));
    claim("ZIO: a fiber per task", named("ZScheduler-Worker-.*"));
    claim("a hand-written single-thread event loop", seen -> threads(seen) == 1 && !virtual(seen));
  }

  /// The same for Python: the words of a description, and a part of what a worker reports about its
  /// event loop.
  private static final Map<String, String> LOOPS =
      Map.of(
          "on its default loop", "event loop asyncio.unix_events",
          "the loop of libuv", "event loop uvloop.",
          "a task in a nursery", "event loop trio.run");

  private static void claim(String words, Predicate<List<Seen>> holds) {
    CLAIMS.put(words, holds);
  }

  private static Predicate<List<Seen>> named(String pattern) {
    return seen -> seen.stream().allMatch(one -> one.name.matches(pattern));
  }

  private static boolean each(List<Seen> seen) {
    return threads(seen) == TASKS;
  }

  private static boolean virtual(List<Seen> seen) {
    return seen.stream().allMatch(Seen::virtual);
  }

  private static long threads(List<Seen> seen) {
    return seen.stream().map(Seen::id).distinct().count();
  }

  /// The description of each backend.
  private static Map<String, String> sentences() throws IOException {
    var page = Files.readString(Project.root().resolve("docs/libraries.md"));
    var table = page.split("\\| Backend \\| What it is \\|\n")[1].split("\n\n")[0];
    var sentences = new LinkedHashMap<String, String>();
    var before = "";
    for (var row : ROW.matcher(table).results().toList()) {
      // "The same with ..." states only the difference from the row above.
      boolean same = row.group(2).startsWith("the same with");
      before = same ? before + ", " + row.group(2) : row.group(2);
      for (var id : ID.matcher(row.group(1)).results().toList()) sentences.put(id.group(1), before);
    }
    return sentences;
  }

  static List<String> jvm() {
    return Backends.on("jvm").stream().map(Backends.Entry::id).toList();
  }

  static List<String> python() {
    return Backends.on("python").stream().map(Backends.Entry::id).toList();
  }

  @Test
  @DisplayName("there is one for every backend, in the order of the list")
  void everyBackendHasSentence() throws IOException {
    assertEquals(Backends.ids(), List.copyOf(sentences().keySet()));
  }

  private static List<Seen> threadsOf(String backend) throws Exception {
    var seen = new ConcurrentLinkedQueue<Seen>();
    try (var on = Backends.find(backend).orElseThrow().open()) {
      var task =
          on.then(
              on.sleep(Duration.ofMillis(20)),
              on.call(() -> {
                var thread = Thread.currentThread();
                seen.add(new Seen(thread.threadId(), thread.getName(), thread.isVirtual()));
              }));
      on.start(on.all(TASKS, _ -> task)).await();
    }
    return List.copyOf(seen);
  }

  @ParameterizedTest(name = "{0} runs its tasks where the page says")
  @MethodSource("jvm")
  void threadsMatchSentence(String backend) throws Exception {
    var sentence = sentences().get(backend);
    var claims = CLAIMS.keySet().stream().filter(sentence::contains).toList();
    assertEquals(1, claims.size(), sentence);
    var seen = threadsOf(backend);
    assertEquals(TASKS, seen.size());
    assertTrue(
        CLAIMS.get(claims.getFirst()).test(seen),
        () ->
            "\"%s\" is not so: %d threads, such as %s"
                .formatted(claims.getFirst(), threads(seen), seen.getFirst()));
  }

  @ParameterizedTest(name = "refuse \"{0}\" of another backend")
  @MethodSource("words")
  void wrongSentenceIsRejected(String words) throws Exception {
    var right = sentences().entrySet().stream().filter(one -> one.getValue().contains(words));
    var wrong = words.contains("virtual") ? "netty" : "virtual-threads";
    assertTrue(right.findAny().isPresent(), "nobody says \"" + words + "\"");
    assertTrue(!CLAIMS.get(words).test(threadsOf(wrong)), wrong);
  }

  static List<String> words() {
    return List.copyOf(CLAIMS.keySet());
  }

  @ParameterizedTest(name = "{0} has the event loop that the page says")
  @MethodSource("python")
  void loopMatchesSentence(String backend) throws IOException {
    var command = new ArrayList<>(Python.here(null).command("--backend=" + backend));
    command.addAll(List.of("--set", "tasks=1", "--warmup=0s", "--repetitions=1"));
    var said = Command.run(Map.of(), "", command.toArray(String[]::new)).exits(0).out();
    var loop = Json.read(said, JsonNode.class).get("environment").asText();
    var sentence = sentences().get(backend);
    var claimed =
        LOOPS.entrySet().stream()
            .filter(one -> sentence.contains(one.getKey()))
            .map(Map.Entry::getValue)
            .collect(Collectors.toList());
    if (backend.startsWith("anyio-")) {
      assertTrue(sentence.contains("on each of the three"), sentence);
      claimed.add(
          Map.of(
                  "anyio-asyncio", "event loop asyncio.unix_events",
                  "anyio-trio", "event loop trio.run",
                  "anyio-uvloop", "event loop uvloop.")
              .get(backend));
    }
    assertEquals(1, claimed.size(), sentence);
    assertTrue(loop.contains(claimed.getFirst()), loop + " is not " + claimed);
  }
}
