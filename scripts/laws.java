///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25
//PREVIEW
//DESCRIPTION Checks on each backend that its adapter keeps the laws: the kit for a new adapter
//SOURCES ../lib/backend/Backends.java
//SOURCES ../lib/bench/Chosen.java
//SOURCES ../lib/cli/Cli.java
//SOURCES ../lib/laws/Laws.java

/// Does an adapter do what a measurement takes for granted? A line per backend, and what was seen where a law is broken; exit
/// code 1 then.
///
/// `./jbang laws --backend reactor,netty`

import backend.Backends;
import bench.Chosen;
import cli.Cli;
import laws.Laws;
import picocli.CommandLine.Option;

@Option(
    names = "--backend",
    split = ",",
    paramLabel = "ID",
    description = "backends, comma separated, or jvm, python, all (default: all)")
List<String> chosen = List.of("all");

void main(String... args) {
  Cli.of(this, "./jbang laws")
      .about(
          "Checks on each backend that its adapter keeps the laws.",
          "./jbang laws",
          "./jbang laws --backend reactor,netty")
      .run(
          args,
          () -> {
            boolean all = true;
            for (var backend : Chosen.backends(chosen)) all &= keepsAll(backend);
            return all ? 0 : 1;
          });
}

boolean keepsAll(Backends.Entry backend) {
  int kept = 0;
  for (var law : Laws.all()) {
    var seen = Laws.broken(law, backend::open);
    if (seen.isEmpty()) kept++;
    else System.out.println("  ! " + backend.id() + ": " + law + "; " + seen.get());
  }
  System.out.printf("%-20s keeps %d of %d laws%n", backend.id(), kept, Laws.all().size());
  return kept == Laws.all().size();
}
