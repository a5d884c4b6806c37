///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25
//PREVIEW
//DESCRIPTION Finds out how far the numbers of this machine can be trusted
//SOURCES ../lib/Library.java
//SOURCES ../lib/jmh/Fork.java
//SOURCES cancellation.java
//SOURCES io_bound.java
//SOURCES task_spawn.java
//COMPILE_OPTIONS -proc:full -Xlint:-processing

/// How often does this instrument see a difference where there is none, or miss one that is there?
/// What do adapters and recording cost? Do JMH and pyperf find the same levels? How fine are the
/// timers, and how noisy is the machine? Each answer is a number; some numbers have a target.
///
/// `./jbang calibrate --quick`

import bench.Bench;
import calibrate.Calibrate;
import calibrate.Calibrate.Plan;
import calibrate.Interleaving;
import calibrate.baseline.Handwritten;
import jmh.Fork;
import picocli.CommandLine.Option;

@Option(
    names = "--only",
    split = ",",
    paramLabel = "CHECK",
    description = "aa, quick, power, overhead, jmh, recording, timers, noise (default: all)")
List<String> only = List.of();

@Option(
    names = "--tables",
    description =
        "tables of equal rows that are cut out of each cell, for each number of processes (default:"
            + " ${DEFAULT-VALUE})")
int tables = 100;

@Option(
    names = "--from",
    paramLabel = "FILE",
    description = "cut those out of a run of many processes, and end")
Path from;

@Option(
    names = "--trials",
    description = "trials with an injected slowdown (default: ${DEFAULT-VALUE})")
int trials = 20;

@Option(names = "--show", description = "print what is stored, and end")
boolean show;

@Option(names = "--hand", hidden = true)
String hand;

@Option(names = "--turn", hidden = true)
int turn;

@Option(names = "--tasks", hidden = true)
int tasks = 10_000;

final Duration sleep = Duration.ofNanos(500_000);

void main(String... args) {
  if (Bench.isWorker(args)) spawn(args);
  else {
    Calibrate.of(this, Fork::tasksPerSecond)
        .run(
            args,
            List.of("task_spawn", "cancellation", "io_bound"),
            () -> new Plan(only, tables, from, trials, show));
  }
}

/// Runs `task_spawn` by hand and through the adapter, in turns.
void spawn(String... args) {
  Bench.scenario(this)
      .counts("tasks", () -> tasks)
      .measured((on, record) -> {
        var nap = on.sleep(sleep);
        var program = on.all(tasks, i -> on.told(nap, record.asked(i, sleep)));
        boolean byHand = Interleaving.ofFirst(turn++);
        record.clock(
            byHand ? Handwritten.spawn(hand, tasks, sleep) : () -> on.start(program).await());
        // The program by hand counts nothing, so its units are counted here.
        if (byHand) IntStream.range(0, tasks).forEach(record::done);
      })
      .run(args);
}
