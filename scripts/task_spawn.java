///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25
//PREVIEW
//DESCRIPTION Task spawn and teardown: many tiny tasks that each sleep a moment
//SOURCES ../lib/Library.java

/// How many tiny tasks per second can a library start, run and end, and how long does a task take
/// from the moment it is asked for? In tasks/s and ms.
///
/// `./jbang task-spawn --backend virtual-threads,structured --tasks 1000`

import bench.Bench;
import picocli.CommandLine.Option;

@Option(names = "--tasks", description = "tasks per repetition (default: ${DEFAULT-VALUE})")
int tasks = 10_000;

@Option(names = "--sleep", description = "what each task sleeps (default: 500us)")
Duration sleep = Duration.ofNanos(500_000);

void main(String... args) {
  Bench.scenario(this)
      .within("--tasks", 1, 10_000_000, () -> tasks)
      .within("--sleep", Duration.ZERO, Duration.ofMinutes(1), () -> sleep)
      .asks(() -> List.of(sleep))
      .counts("tasks", () -> tasks)
      .program((on, record) -> {
        var nap = on.sleep(sleep);
        return on.all(tasks, i -> on.told(nap, record.asked(i, sleep)));
      })
      .run(args);
}
