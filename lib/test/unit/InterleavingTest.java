//DEPS org.junit.jupiter:junit-jupiter:6.1.3
//SOURCES ../../Library.java
//SOURCES ../support/Command.java

package test.unit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import module java.base;

import calibrate.Interleaving;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import process.Python;
import test.support.Command;

@DisplayName("Interleaving")
public class InterleavingTest {
  private static final int MANY = 1_000;

  @Test
  @DisplayName("each comes once in each pair")
  void eachPairHasBoth() {
    for (int turn = 0; turn < MANY; turn += 2)
      assertNotEquals(Interleaving.ofFirst(turn), Interleaving.ofFirst(turn + 1), "turn " + turn);
  }

  @ParameterizedTest(name = "what happens every {0} turns falls to both alike")
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 12, 15, 16, 17, 24, 31, 32, 33, 48, 64})
  void periodicNoiseHitsBothAlike(int every) {
    long first = IntStream.range(0, MANY).map(i -> i * every).filter(Interleaving::ofFirst).count();
    assertEquals(MANY / 2, first, 0.05 * MANY);
  }

  @Test
  @DisplayName("Python's worker takes the same turns")
  void pythonTakesSameTurns() throws IOException {
    var command = Python.here(null).command();
    var worker = Path.of(command.removeLast());
    var script =
        "import sys; sys.path.insert(0, sys.argv[1]); from handwritten import of_first;"
            + "print(*(int(of_first(turn)) for turn in range(%d)))".formatted(MANY);
    Collections.addAll(command, "-B", "-c", script, worker.getParent().toString());
    var turns =
        IntStream.range(0, MANY)
            .mapToObj(turn -> Interleaving.ofFirst(turn) ? "1" : "0")
            .collect(Collectors.joining(" "));
    assertEquals(
        turns, Command.run(Map.of(), "", command.toArray(String[]::new)).exits(0).out().strip());
  }
}
