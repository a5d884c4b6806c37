///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25
//PREVIEW
//DESCRIPTION Checks on each backend that its adapter keeps the laws: the conformance suite for a new adapter
//SOURCES ../lib/Library.java

/// Does an adapter do what a measurement takes for granted? Prints a line per backend. If a law is
/// broken, prints what was seen instead, and the exit code is 1.
///
/// `./jbang laws --backend reactor,netty`

import backend.Backends;
import cli.Cli;
import picocli.CommandLine.Option;
import process.Conformance;
import run.BackendFilter;

@Option(
    names = "--backend",
    split = ",",
    paramLabel = "ID",
    description = "backends, comma separated, or jvm, python, all (default: all)")
List<String> chosen = List.of("all");

@Option(
    names = "--law",
    paramLabel = "TEXT",
    description = "only laws whose sentence contains this text (default: all)")
String law = "";

@Option(names = "--python", paramLabel = "PATH", description = "the Python for its backends")
Path python;

void main(String... args) {
  Cli.of(this, "./jbang laws")
      .about(
          "Checks on each backend that its adapter keeps the laws.",
          "./jbang laws",
          "./jbang laws --backend reactor,netty",
          "./jbang laws --backend reactor --law cancel")
      .run(
          args,
          () -> {
            boolean all = true;
            for (var backend : BackendFilter.backends(chosen)) all &= keepsAll(backend);
            return all ? 0 : 1;
          });
}

boolean keepsAll(Backends.Entry backend) {
  var outcomes = Conformance.check(backend, python, law, null);
  var broken = outcomes.stream().filter(outcome -> outcome.broken() != null).toList();
  for (var one : broken)
    System.out.println("  ! " + backend.id() + ": " + one.law() + "; " + one.broken());
  System.out.printf(
      "%-20s keeps %d of %d laws%n",
      backend.id(), outcomes.size() - broken.size(), outcomes.size());
  return broken.isEmpty();
}
