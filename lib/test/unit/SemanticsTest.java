//SOURCES ../../Library.java
//SOURCES ../support/PlainMutants.java

package test.unit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import module java.base;

import backend.plain.PlainBackends;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import semantics.Judgement;
import semantics.Probe;
import semantics.Probes;
import semantics.SemanticsWorker;
import test.support.PlainMutants;

@DisplayName("Semantics")
public class SemanticsTest {
  private static final Duration PATIENCE = SemanticsWorker.PATIENCE;

  @ParameterizedTest
  @MethodSource("test.support.PlainMutants#cases")
  @DisplayName("a backend that misbehaves changes the observation")
  void mutantIsShown(PlainMutants.Case mutant) {
    var probe = Probes.find(mutant.probe()).orElseThrow();
    var real = SemanticsWorker.observe(probe, () -> PlainBackends.open(mutant.backend()), PATIENCE);
    var seen = SemanticsWorker.observe(probe, mutant.mutant()::get, PATIENCE);
    assertEquals(mutant.says(), seen.says(), seen::toString);
    assertNotEquals(real.says(), seen.says(), real::toString);
  }

  @Test
  @DisplayName("a probe that fails or has no such operation says so")
  void probesThatDoNotEnd() {
    var fails =
        new Probe(
            "fails",
            "",
            "",
            (_, _) -> {
              throw new IllegalStateException("planned");
            });
    var seen =
        SemanticsWorker.observe(fails, () -> PlainBackends.open("virtual-threads"), PATIENCE);
    assertEquals(Judgement.BROKEN, seen.judgement());
    assertEquals("IllegalStateException: planned", seen.evidence());
    var lacks =
        new Probe(
            "lacks",
            "",
            "",
            (on, _) -> {
              on.shield(on.sleep(Duration.ZERO));
              throw new AssertionError("threads have no shield");
            });
    seen = SemanticsWorker.observe(lacks, () -> PlainBackends.open("virtual-threads"), PATIENCE);
    assertEquals(Judgement.NONE, seen.judgement());
    var hangs =
        new Probe(
            "hangs",
            "",
            "",
            (on, _) -> {
              on.start(on.sleep(Duration.ofHours(1))).await();
              return null;
            });
    seen =
        SemanticsWorker.observe(
            hangs, () -> PlainBackends.open("virtual-threads"), Duration.ofMillis(300));
    assertEquals("hangs", seen.says());
  }

  @Test
  @DisplayName("every probe has an id of its own, a question and a safe answer")
  void probesAreDescribed() {
    var ids = Probes.all().stream().map(Probe::id).toList();
    assertEquals(ids.size(), Set.copyOf(ids).size());
    for (var probe : Probes.all()) {
      assertEquals(probe.id(), probe.id().replaceAll("[^a-z0-9-]", ""));
      assertEquals('?', probe.question().charAt(probe.question().length() - 1), probe::id);
      assertNotEquals("", probe.safe());
    }
  }
}
