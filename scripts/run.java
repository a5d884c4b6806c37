///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25
//PREVIEW
//DESCRIPTION Measures every scenario on every backend and stores the results
//SOURCES ../lib/bench/Runner.java
//SOURCES cancellation.java
//SOURCES footprint.java
//SOURCES http_echo.java
//SOURCES io_bound.java
//SOURCES task_spawn.java

/// Everything at once: each scenario on each backend, every process a fresh one, into `results/latest.json`.
///
/// `./jbang bench --quick`

import bench.Runner;
import picocli.CommandLine.Option;

@Option(
    names = "--scenario",
    split = ",",
    paramLabel = "ID",
    description = "scenarios, comma separated (default: all)")
List<String> chosen = List.of();

void main(String... args) {
  Runner.of(this)
      .scenario("task_spawn", "many tiny tasks: tasks/s, latency from asking to the end")
      .scenario("io_bound", "workers that wait on timers: ops/s, latency, overshoot")
      .scenario("http_echo", "HTTP requests over loopback, closed loop: requests/s, latency")
      .scenario("cancellation", "long-lived tasks cancelled at once: ms until the last has ended")
      .scenario("footprint", "parked tasks: bytes per task, ms to park and to release them")
      .run(args, () -> chosen);
}
