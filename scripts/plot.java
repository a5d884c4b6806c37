///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25
//PREVIEW
//DESCRIPTION Draws the pictures of a results file
//SOURCES ../lib/chart/Gallery.java
//SOURCES ../lib/cli/Cli.java

/// Which backend is better, by how much, and how sure is that? A picture per scenario and metric, and one of the latency by
/// percentile per scenario; each says its unit. A new scenario is a new line below.
///
/// `./jbang plot results/latest.json --out plots --format png,svg`
import chart.Format;
import chart.Gallery;
import cli.Cli;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Parameters(arity = "0..1", paramLabel = "FILE", description = "results to draw (default: ${DEFAULT-VALUE})")
Path file = Path.of("results/latest.json");

@Option(names = "--out", paramLabel = "FOLDER", description = "where the pictures go (default: ${DEFAULT-VALUE})")
Path out = Path.of("plots");

@Option(names = "--format", split = ",", paramLabel = "FORMAT", description = "png, svg or both, comma separated (default: png)")
List<String> formats = List.of("png");

void main(String... args) {
  System.setProperty("java.awt.headless", "true");
  var gallery = new Gallery()
      .metric("task_spawn", "throughput", "Starting, running and ending tiny tasks", "Tasks per second, all of them at once; more is better.")
      .latency("task_spawn", "How long a tiny task takes", "From asking for a task to its end; lower is better.")
      .metric("io_bound", "throughput", "Waiting on many timers", "Operations per second; more is better, the ideal has no overhead at all.")
      .metric("io_bound", "latency_p95", "Waiting on many timers: the slow operations", "95 % of all operations take no longer than this; lower is better.")
      .latency("io_bound", "How long a wait on a timer takes", "From the start of an operation to its end; lower is better, the ideal is the delay that was asked for.")
      .metric("cancellation", "settle", "Cancelling many tasks at once", "From the call of cancel until the last task has ended; lower is better.")
      .latency("cancellation", "How long a task lives after cancel", "From the call of cancel to the end of each task; lower is better.");

  Cli.of(this, "./jbang plot")
      .about("Draws the pictures of a results file.", "./jbang plot", "./jbang plot results/latest.json --out plots --format png,svg")
      .run(args, () -> {
        var chosen = formats.stream().map(format -> Format.of(Cli.oneOf("--format", format, Format.ids()))).distinct().toList();
        gallery.draw(file, out, chosen, System.out);
        return 0;
      });
}
