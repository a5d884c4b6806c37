//DEPS org.junit.jupiter:junit-jupiter:6.1.3
//SOURCES Command.java
//SOURCES ../cli/Project.java
//SOURCES ../result/ResultsFile.java

package test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cli.Project;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import result.ResultsFile;

/// A scenario that somebody wrote outside of the project, and that does one thing wrong on `bare`.
@DisplayName("Faults")
class FaultsTest {
  @TempDir static Path folder;

  private static final String SCRIPT =
      """
      ///usr/bin/env jbang "$0" "$@" ; exit $?
      //JAVA 25
      //PREVIEW
      //DESCRIPTION does one thing wrong
      //SOURCES %s/lib/bench/Bench.java
      import bench.Bench;
      import picocli.CommandLine.Option;

      @Option(names = "--fault") String fault;

      void main(String... args) {
        Bench.scenario(this, "does one thing wrong")
            .counts("tasks", () -> 10)
            .program((on, record) -> {
              boolean spoilt = on.parallelism() == 1 && on.getClass().getSimpleName().equals("EventLoop");
              int tasks = spoilt ? spoil() : 10;
              return on.all(tasks, i -> on.timed(on.sleep(Duration.ofMillis(1)), record.sleeping(Duration.ofMillis(1))));
            })
            .run(args);
      }

      int spoil() throws Exception {
        switch (fault) {
          case "loses" -> { return 9; }
          case "adds" -> { return 11; }
          case "throws" -> throw new java.io.IOException("no such luck");
          case "exits" -> Runtime.getRuntime().halt(137);
          case "hangs" -> Thread.sleep(Duration.ofHours(1));
          case "lacks" -> throw new backend.Unsupported("it has no tasks");
          case "prints" -> { for (int i = 0; i < 1000; i++) System.out.println("{\\"report\\":1, garbage " + i); }
          case "memory" -> throw new OutOfMemoryError("planned");
        }
        return 10;
      }
      """;

  @BeforeAll
  static void write() throws IOException {
    Files.writeString(folder.resolve("faulty.java"), SCRIPT.formatted(Project.root()));
  }

  @ParameterizedTest(name = "a backend that {0} is {2}: \"{3}\", and the others keep their numbers")
  @CsvSource({
    "loses, 1, failed, counted 9 tasks where 10 were asked for",
    "adds, 1, failed, counted 11 tasks where 10 were asked for",
    "throws, 1, failed, no such luck",
    "exits, 1, failed, exit code 137 without a report",
    "hangs, 1, failed, no end after 3 s (--timeout)",
    "memory, 1, failed, OutOfMemoryError",
    "lacks, 0, unsupported, it has no tasks",
    "prints, 0, ok, bare"
  })
  void fault(String fault, int exit, String status, String said) {
    var file = folder.resolve(fault + ".json");
    Command.jbang(
            folder.resolve("faulty.java").toString(),
            "--fault",
            fault,
            "--backend",
            "bare,virtual-threads",
            "--rounds",
            "2",
            "--warmup",
            "0s",
            "--measure",
            "10ms",
            "--timeout",
            "3s",
            "--json",
            file.toString())
        .exits(exit)
        .says(said)
        .withoutTrace();
    var results = ResultsFile.read(file);
    assertEquals(status, results.cell("faulty", "bare").orElseThrow().status());
    var other = results.cell("faulty", "virtual-threads").orElseThrow();
    assertEquals("ok", other.status());
    assertEquals(2, other.rounds().size());
    assertTrue(other.metrics().get("throughput").value() > 0);
  }
}
