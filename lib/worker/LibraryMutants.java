//SOURCES ChannelMutants.java
//SOURCES ContextMutants.java
//SOURCES DeadlineMutants.java
//SOURCES StreamMutants.java
//SOURCES ../backend/Plain.java
//SOURCES ../cli/Cli.java

package worker;

import module java.base;

import backend.Plain;
import cli.Cli;

/// Mutants for scenarios that use what not every library has (`--mutant`). No mutant may yield a
/// number. The mutants of Python are in `lib/python/library_mutants.py`.
final class LibraryMutants {
  private static final Map<String, UnaryOperator<Plain<Object>>> WAYS =
      Stream.of(ChannelMutants.WAYS, ContextMutants.WAYS, DeadlineMutants.WAYS, StreamMutants.WAYS)
          .flatMap(ways -> ways.entrySet().stream())
          .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));

  private LibraryMutants() {}

  /// @throws result.UserError if there is no mutant of that name; it names those that there are
  static Plain<Object> of(String way, Plain<Object> good) {
    return WAYS.get(Cli.oneOf("mutant", way, new TreeSet<>(WAYS.keySet()))).apply(good);
  }
}
