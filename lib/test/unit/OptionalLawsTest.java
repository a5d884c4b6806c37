//DEPS org.junit.jupiter:junit-jupiter:6.1.3
//SOURCES ../../Library.java
//SOURCES ../support/OptionalMutants.java

package test.unit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import backend.plain.PlainBackends;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import laws.Law;
import laws.OptionalLaws;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import test.support.OptionalMutants;

@DisplayName("Laws of optional operations")
public class OptionalLawsTest {

  /// What a library breaks. `Util.uninterruptible` of Jox 0.5.0 ends its own scope when it is
  /// interrupted. A sink of Reactor refuses a message as long as nobody has subscribed.
  private static final Set<String> BROKEN =
      Set.of(
          "jox: a shielded operation runs to its end",
          "reactor: a channel delivers every message once, in order",
          "reactor: a channel holds no more than its capacity");

  static Stream<Arguments> everywhere() {
    return PlainBackends.ids().stream()
        .sorted()
        .flatMap(id ->
            OptionalLaws.all().stream()
                .filter(law -> !BROKEN.contains(id + ": " + law))
                .map(law -> Arguments.of(id, law)));
  }

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource("everywhere")
  void libraryKeepsLaw(String id, Law law) {
    assertEquals(Optional.empty(), law.broken(() -> PlainBackends.open(id)));
  }

  @ParameterizedTest(name = "refuse {0}")
  @MethodSource("test.support.OptionalMutants#cases")
  void lawRejectsMutant(OptionalMutants.Case mutant) {
    var law =
        OptionalLaws.all().stream()
            .filter(one -> one.sentence().equals(mutant.law()))
            .findFirst()
            .orElseThrow();
    assertTrue(law.broken(mutant.library()).isPresent(), mutant + " keeps the law: " + law);
  }
}
