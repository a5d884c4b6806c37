//DEPS org.junit.jupiter:junit-jupiter:6.1.3
//SOURCES ../../Library.java
//SOURCES ../support/Command.java

package test.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import module java.base;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import process.Python;
import result.Json;
import semantics.Observation;
import semantics.Probe;
import semantics.Probes;
import semantics.SemanticsWorker;
import test.support.Command;

/// The probes of Python's backends, through the protocol of their worker.
@DisplayName("Python's semantics")
public class PythonSemanticsTest {
  /// Patterns need a server.
  private static final String PATTERN = "race-";

  /// A library that is changed.
  ///
  /// @param backend which says something else
  /// @param says what the probe must say of the changed one
  record Mutant(String name, String backend, String probe, String says) {
    @Override
    public String toString() {
      return name;
    }
  }

  private static JsonNode list() throws IOException {
    return Json.read(worker("--list", "--probes").getLast(), JsonNode.class);
  }

  static List<Mutant> mutants() throws IOException {
    var mutants = new ArrayList<Mutant>();
    for (var one : list().get("mutants").properties()) {
      var about = one.getValue();
      var mutant =
          new Mutant(
              one.getKey(), about.get(0).asText(), about.get(1).asText(), about.get(2).asText());
      if (!mutant.probe().startsWith(PATTERN)) mutants.add(mutant);
    }
    return mutants;
  }

  @Test
  @DisplayName("the worker has the probes that the JVM's has")
  void sameProbes() throws IOException {
    var probes = new TreeSet<String>();
    for (var id : list().get("probes"))
      if (!id.asText().startsWith(PATTERN)) probes.add(id.asText());
    var wanted =
        Probes.all().stream()
            .filter(probe -> probe.body() != null)
            .map(Probe::id)
            .filter(id -> !id.startsWith(PATTERN))
            .toList();
    assertEquals(new TreeSet<>(wanted), probes);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("mutants")
  @DisplayName("a library that misbehaves changes the observation")
  void mutantIsShown(Mutant mutant) throws IOException {
    var seen = observe(mutant.backend(), mutant.probe(), "--mutant", mutant.name());
    assertEquals(mutant.says(), seen.says(), seen::toString);
    assertNotEquals(mutant.says(), observe(mutant.backend(), mutant.probe()).says());
  }

  private static Observation observe(String backend, String probe, String... more)
      throws IOException {
    var args =
        Stream.concat(Stream.of("--backend", backend, "--probes", probe), Stream.of(more))
            .toArray(String[]::new);
    return Json.read(worker(args).getLast(), SemanticsWorker.Line.class).observation();
  }

  private static List<String> worker(String... args) {
    var command = Python.here(null).command(args);
    return Command.run(Map.of(), "", command.toArray(String[]::new))
        .exits(0)
        .out()
        .lines()
        .toList();
  }
}
