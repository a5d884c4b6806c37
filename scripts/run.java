///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25
//PREVIEW
//DESCRIPTION Measures every scenario on every backend and stores the results
//SOURCES ../lib/Library.java
//SOURCES blocking_call.java
//SOURCES cancellation.java
//SOURCES channel.java
//SOURCES context.java
//SOURCES cpu_mixed.java
//SOURCES footprint.java
//SOURCES http_echo.java
//SOURCES io_bound.java
//SOURCES limiter.java
//SOURCES race.java
//SOURCES stream.java
//SOURCES task_spawn.java
//SOURCES timeout.java
//SOURCES tree.java

/// Measures everything at once: each scenario on each backend, every process a fresh one. The
/// results go into `results/latest.json`.
///
/// `./jbang bench --quick`, `./jbang bench --sweep --quick`

import bench.Runner;
import picocli.CommandLine.Option;

@Option(
    names = "--scenario",
    split = ",",
    paramLabel = "ID",
    description =
        "scenarios, comma separated, or study (the default), or all: study and further variants")
List<String> chosen = List.of();

@Option(names = "--sweep", description = "measure how scenarios scale: each with several sizes")
boolean sweep;

void main(String... args) {
  Runner.of(this)
      .scenario("task_spawn")
      .core()
      .sweep("--tasks", 100, 1_000, 10_000)
      .each("--sleep", "500us", "1ms")
      .scenario("io_bound")
      .core()
      .scenario("cpu_mixed")
      .each("--offload", "false", "true")
      .scenario("http_echo", "--server=own")
      .sweep("--connections", 1, 10, 100)
      .each("--client", "own", "same", "wire")
      .scenario("cancellation")
      .core()
      .sweep("--tasks", 100, 1_000, 10_000)
      .scenario("footprint")
      .sweep("--tasks", 1_000, 10_000, 100_000)
      .scenario("channel")
      .each("--capacity", "0", "16")
      .further("--capacity", "100")
      .further("--shape", "chain", "pairs", "many")
      .scenario("stream")
      .scenario("timeout")
      .each("--shape", "unfired", "fired")
      .further("--shape", "busy")
      .scenario("race")
      .sweep("--racers", 2, 100, 10_000)
      .further("--shape", "failure", "hedge")
      .scenario("limiter")
      .further("--shape", "timeouts", "cancellations")
      .scenario("blocking_call")
      .scenario("context")
      .each("--values", "0", "8")
      .further("--values", "1", "2")
      .scenario("tree", "--leaves=100000")
      .further("--shape", "none", "io", "memoization", "mixed")
      .run(args, () -> chosen, () -> sweep);
}
