///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25
//PREVIEW
//DESCRIPTION Observes what each library guarantees: failures, cancellation, deadlines, by running short programs
//SOURCES ../lib/Library.java
//SOURCES race_server.java

/// What does each library guarantee? Runs short programs, probes, on every backend, and shows what
/// was observed beside the safe answer. The observations are in `results/semantics.json`.
///
/// `./jbang semantics --backend reactor,asyncio --probe child-fails,deadline-work`

import cli.Cli;
import picocli.CommandLine.Option;
import run.BackendFilter;
import semantics.Matrix;
import semantics.MatrixText;
import semantics.Observer;
import semantics.Probe;
import semantics.Probes;
import semantics.SemanticsPage;
import semantics.SemanticsWorker;

@Option(
    names = "--backend",
    split = ",",
    paramLabel = "ID",
    description = "backends, comma separated, or jvm, python, core, all (default: all)")
List<String> backends = List.of("all");

@Option(
    names = "--probe",
    split = ",",
    paramLabel = "ID",
    description = "probes, comma separated (default: all); --list shows them")
List<String> probes = List.of();

@Option(names = "--quick", description = "run each probe once instead of five times")
boolean quick;

@Option(names = "--list", description = "list the probes with their questions, then end")
boolean list;

@Option(
    names = "--out",
    paramLabel = "FILE",
    description = "where the observations are stored (default: ${DEFAULT-VALUE})")
Path out = Path.of("results/semantics.json");

@Option(
    names = "--publish",
    description = "also make them those of docs/semantics.md and README.md")
boolean publish;

@Option(
    names = "--check",
    description = "only check whether docs/semantics.md and README.md match the published ones")
boolean check;

@Option(names = "--python", paramLabel = "PATH", description = "the Python for its backends")
Path python;

void main(String... args) throws Exception {
  if (SemanticsWorker.isWorker(args)) SemanticsWorker.main(args);
  else
    Cli.of(this, "./jbang semantics")
        .about(
            "Observes what each library guarantees, by running short programs on every backend.",
            "./jbang semantics",
            "./jbang semantics --quick --backend core",
            "./jbang semantics --backend reactor,asyncio --probe child-fails,deadline-work",
            "./jbang semantics --check")
        .run(args, this::observe);
}

int observe() throws IOException {
  if (list) return list();
  if (check) return SemanticsPage.check();
  var chosen = probes.isEmpty() ? Probes.all() : probes.stream().map(this::probe).toList();
  var rows = BackendFilter.backends(backends);
  var matrix = Observer.observe(rows, chosen, quick ? 1 : 5, python, getClass().getSimpleName());
  Matrix.write(out, matrix);
  System.out.print(MatrixText.of(matrix));
  System.out.println("Observations with their evidence: " + out);
  boolean whole = matrix.cells().size() == rows.size() * chosen.size();
  return publish ? SemanticsPage.publish(matrix) : whole ? 0 : 1;
}

Probe probe(String id) {
  return Probes.find(Cli.oneOf("probe", id, Probes.all().stream().map(Probe::id).toList()))
      .orElseThrow();
}

int list() {
  for (var probe : Probes.all()) System.out.printf("%-24s %s%n", probe.id(), probe.question());
  return 0;
}
