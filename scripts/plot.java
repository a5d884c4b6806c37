///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25
//PREVIEW
//DESCRIPTION Draws the pictures of a results file
//SOURCES ../lib/Library.java

/// Which backend is better, by how much, and how sure is that? A picture per scenario and metric, and one of the latency by
/// percentile per scenario; each says its unit. A new scenario is a new line below.
///
/// `./jbang plot results/latest.json --out plots --format png,svg`

import chart.Format;
import chart.Gallery;
import cli.Cli;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Parameters(arity = "0..1", paramLabel = "FILE", description = "default: ${DEFAULT-VALUE}")
Path file = Path.of("results/latest.json");

@Option(names = "--out", paramLabel = "FOLDER", description = "default: ${DEFAULT-VALUE}")
Path out = Path.of("plots");

@Option(names = "--format", split = ",", paramLabel = "ID", description = "png, svg (default: png)")
List<String> formats = List.of("png");

void main(String... args) {
  System.setProperty("java.awt.headless", "true");
  var pictures =
      new Gallery()
          .scenario("task_spawn", "Task spawn")
          .metric("throughput", "tiny tasks per second", "Started, run and ended; more is better.")
          .latency(
              "how long a tiny task takes",
              "From when it is asked for to its end; lower is better.")
          .scenario("io_bound", "Simulated I/O")
          .metric("throughput", "waits per second", "Of many workers at once; more is better.")
          .metric("latency_p95", "95th percentile of a wait", "95 % are shorter; lower is better.")
          .latency("how long a wait takes", "The ideal is what was asked for; lower is better.")
          .scenario("cpu_mixed", "Waits beside work")
          .metric(
              "overshoot_p99",
              "how much later a wait ends",
              "The 99th percentile, beside tasks that compute; lower is better.")
          .metric("heartbeat_max", "lateness of a heartbeat", "The worst beat; lower is better.")
          .latency("how long a wait takes", "Beside tasks that compute; lower is better.")
          .scenario("http_echo", "HTTP echo")
          .metric("throughput", "requests per second", "Answered and checked; more is better.")
          .latency("how long a request takes", "Until its answer was read; lower is better.")
          .scenario("cancellation", "Cancellation")
          .metric("settle", "until the last task ends", "From the call of cancel; lower is better.")
          .latency("until a task ends", "From the call of cancel; lower is better.")
          .scenario("footprint", "Footprint")
          .metric("bytes_per_task", "memory of a parked task", "Resident; lower is better.")
          .metric("release", "until the last parked task ends", "Lower is better.")
          .latency("until a parked task ends", "From the call of cancel; lower is better.");

  Cli.of(this, "./jbang plot")
      .about(
          "Draws the pictures of a results file.",
          "./jbang plot",
          "./jbang plot results/latest.json --out plots --format png,svg")
      .run(args, () -> draw(pictures));
}

int draw(Gallery pictures) {
  formats.forEach(id -> Cli.oneOf("--format", id, Format.ids()));
  pictures.draw(file, out, formats.stream().distinct().map(Format::of).toList(), System.out);
  return 0;
}
