//DEPS org.junit.jupiter:junit-jupiter:6.1.3
//SOURCES ../../Library.java
//SOURCES ../support/Command.java

package test.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import backend.Backends;
import cli.Project;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import result.ResultsFile;
import test.support.Command;

/// `cancellation`: which part of the work is timed.
@DisplayName("Cancellation")
public class CancellationTest {
  @TempDir static Path folder;

  private static Command measure(String backend, Path file, String... more) {
    var line =
        List.of(
            "cancellation",
            "--backend=" + backend,
            "--tasks=2000",
            "--rounds=1",
            "--warmup=0s",
            "--repetitions=3",
            Command.CHEAP,
            "--json=" + file);
    return Command.jbang(Stream.concat(line.stream(), Stream.of(more)).toArray(String[]::new))
        .withoutTrace();
  }

  @Test
  @DisplayName("an adapter that tidies up off the clock posts no number")
  void offTheClock() {
    var backends = "virtual-threads,mutiny,asyncio,trio";
    var file = folder.resolve("later.json");
    measure(backends, file, "--mutant=tidies-up-later")
        .refuses(backends, "when the clock stopped, ")
        .refuses(backends, " were left, to be tidied up off the clock");
    for (var cell : ResultsFile.read(file).cells()) assertEquals(Map.of(), cell.metrics());
  }

  @Test
  @DisplayName("what is looked at comes after what is measured")
  void inspectionComesAfterMeasuring() {
    var file = folder.resolve("counts.json");
    measure("bare,asyncio", file).exits(0);
    for (var cell : ResultsFile.read(file).cells())
      assertEquals(3, cell.rounds().getFirst().repetitions().size(), cell.backend());
  }

  /// `whenComplete` and `allOf` would wrap each cancellation in an exception with a stack trace.
  @Test
  @DisplayName("completable-future makes no exception for each cancelled task")
  void noExceptionPerCancelledTask() throws Exception {
    int tasks = 1_000;
    var file = folder.resolve("exceptions.jfr");
    try (var on = Backends.find("completable-future").orElseThrow().open();
        var recording = new Recording()) {
      var started = new CountDownLatch(tasks);
      var life = on.then(on.call(started::countDown), on.sleep(Duration.ofHours(1)));
      var program = on.all(tasks, _ -> on.onCancel(on.timed(life, _ -> {}), () -> {}));
      var running = on.start(program);
      started.await();
      recording.enable("jdk.JavaExceptionThrow").with("throttle", "off");
      recording.start();
      new IllegalStateException("to know that it is seen");
      running.cancel();
      running.await();
      recording.stop();
      recording.dump(file);
    }
    var made =
        RecordingFile.readAllEvents(file).stream()
            .map(event -> event.getClass("thrownClass").getName())
            .toList();
    assertTrue(made.contains("java.lang.IllegalStateException"), made::toString);
    assertTrue(made.size() < tasks / 10, made.size() + ": " + made.stream().distinct().toList());
  }

  @Test
  @DisplayName("adapters that tell a cancellation themselves share one exception, without a stack")
  void adaptersShareOneException() throws IOException {
    try (var adapters = Files.list(Project.root().resolve("lib/backend"))) {
      for (var adapter : adapters.filter(Files::isRegularFile).toList()) {
        var code = Files.readString(adapter);
        boolean own = adapter.endsWith("Cancelled.java");
        assertEquals(own, code.contains("extends CancellationException"), adapter.toString());
        assertTrue(!code.contains("new CancellationException("), adapter.toString());
      }
    }
  }
}
