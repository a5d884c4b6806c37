//SOURCES ../../Library.java
//SOURCES ../support/BrokenWorker.java
//SOURCES ../support/Command.java

package test.process;

import static org.junit.jupiter.api.Assertions.assertEquals;

import module java.base;

import backend.Backends;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import semantics.Matrix;
import semantics.Observation;
import semantics.Probe;
import semantics.Probes;
import semantics.Session;
import test.support.BrokenWorker;
import test.support.Command;

@DisplayName("Observations")
public class ObservationsTest {
  @TempDir Path folder;

  /// Each of the backends answers every probe, whatever the answer is.
  @Test
  @DisplayName("the whole matrix of a backend of each runtime comes from real runs")
  void everyProbe() {
    var file = folder.resolve("semantics.json");
    var backends = List.of("virtual-threads", "asyncio");
    Command.jbang(
            "semantics", "--quick", "--backend", String.join(",", backends), "--out", "" + file)
        .exits(0)
        .withoutTrace();
    var matrix = Matrix.read(file);
    var probes = Probes.all().stream().map(Probe::id).toList();
    for (var backend : backends) {
      var answered =
          matrix.cells().stream()
              .filter(cell -> cell.backend().equals(backend))
              .map(Matrix.Cell::probe)
              .toList();
      assertEquals(probes, answered, backend);
    }
  }

  @Test
  @DisplayName("a probe that hangs or crashes its worker shows as that, and the others go on")
  void brokenWorker() throws Exception {
    var names = List.of("first", "hangs", "second", "crashes", "third");
    var probes = names.stream().map(name -> new Probe(name, "?", "", (_, _) -> null)).toList();
    var session =
        new Session(
            Backends.find("bare").orElseThrow(),
            null,
            BrokenWorker.class.getName(),
            Duration.ofSeconds(3));
    var seen = session.shared(probes, 1);
    var says =
        names.stream().flatMap(name -> seen.get(name).stream().map(Observation::says)).toList();
    assertEquals(List.of("fine", "hangs", "fine", "crashes", "fine"), says);
  }

  @Test
  @DisplayName("a wrong name is answered with those that are allowed")
  void wrongNames() {
    Command.jbang("semantics", "--probe", "child-fail")
        .exits(2)
        .says("Did you mean 'child-fails'?");
    Command.jbang("semantics", "--backend", "trioo").exits(2).says("Did you mean 'trio'?");
  }
}
