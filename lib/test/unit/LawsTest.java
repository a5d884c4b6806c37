//DEPS org.junit.jupiter:junit-jupiter:6.1.3
//SOURCES ../../Library.java
//SOURCES ../support/Mutants.java

package test.unit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import backend.Backends;
import java.util.Optional;
import java.util.stream.Stream;
import laws.Law;
import laws.Laws;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import test.support.Mutants;

@DisplayName("Laws")
public class LawsTest {

  static Stream<Arguments> everywhere() {
    return Backends.on("jvm").stream()
        .flatMap(backend -> Laws.all().stream().map(law -> Arguments.of(backend.id(), law)));
  }

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource("everywhere")
  void backendKeepsLaw(String backend, Law law) {
    assertEquals(Optional.empty(), law.broken(Backends.find(backend).orElseThrow()::open));
  }

  @ParameterizedTest(name = "refuse {0}")
  @MethodSource("test.support.Mutants#cases")
  void lawRejectsMutant(Mutants.Case mutant) {
    var law =
        Laws.all().stream()
            .filter(one -> one.sentence().equals(mutant.law()))
            .findFirst()
            .orElseThrow();
    assertTrue(law.broken(mutant.adapter()).isPresent(), mutant + " keeps the law: " + law);
  }
}
