//SOURCES Commands.java
//SOURCES Python.java
//SOURCES ../backend/Backends.java
//SOURCES ../laws/Law.java
//SOURCES ../laws/Laws.java
//SOURCES ../result/Json.java
//SOURCES ../result/UserError.java

package process;

import module java.base;

import backend.Backends;
import com.fasterxml.jackson.core.JsonProcessingException;
import laws.Law;
import laws.Laws;
import result.Json;
import result.UserError;

/// Conformance: checks the same laws on every backend, whichever runtime it uses.
public final class Conformance {
  private static final Duration PATIENCE = Duration.ofMinutes(10);

  private Conformance() {}

  /// @param law the sentence of the law
  /// @param broken what was seen instead; null if the law is kept
  public record Outcome(String law, String broken) {}

  /// Checks every law, each on a fresh backend.
  ///
  /// @param python the interpreter for the backends of Python, or null for the newest
  /// @param laws only laws whose sentence contains this text are checked
  /// @param mutant a mutant of `lib/python/mutants.py` to check instead of the adapter, or null
  /// @throws UserError if the backend cannot run on this machine, or if there is no such law
  public static List<Outcome> check(
      Backends.Entry backend, Path python, String laws, String mutant) {
    var sentences = Laws.all().stream().map(Law::sentence).toList();
    if (sentences.stream().noneMatch(sentence -> sentence.contains(laws))) {
      throw new UserError(
          "No law contains '" + laws + "'. The laws: " + String.join("; ", sentences) + ".");
    }
    if (backend.runtime().equals("python"))
      return inPython(backend.id(), Python.here(python), laws, mutant);
    return Laws.all().stream()
        .filter(law -> law.sentence().contains(laws))
        .map(law -> new Outcome(law.sentence(), law.broken(backend::open).orElse(null)))
        .toList();
  }

  private static List<Outcome> inPython(String backend, Python python, String laws, String mutant) {
    if (!python.found()) throw new UserError(python.lacks() + ".");
    var command = python.command("--backend", backend, "--laws", laws);
    if (mutant != null) command.addAll(List.of("--mutant", mutant));
    var ended = Commands.run(PATIENCE, command);
    var outcomes =
        ended
            .out()
            .lines()
            .filter(line -> line.startsWith("{\"law\""))
            .map(Conformance::outcome)
            .toList();
    if (outcomes.isEmpty()) throw new UserError(python.explained(backend + ": " + ended.error()));
    return outcomes;
  }

  private static Outcome outcome(String line) {
    try {
      return Json.read(line, Outcome.class);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(line, e);
    }
  }
}
