///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25
//PREVIEW
//DESCRIPTION Cancellation: many long-lived tasks are cancelled at once
//SOURCES ../lib/Library.java

/// How long does it take from the call of cancel until the last task has finished its teardown? In
/// ms. The latency of a task is the time from the call to that task's own teardown. Every
/// cancellation is counted. When the clock stops, nothing of the tasks may be left: no timer, no
/// entry of a queue.
///
/// `./jbang cancellation --backend structured,bare --tasks 1000`

import bench.Bench;
import picocli.CommandLine.Option;

@Option(names = "--tasks", description = "tasks that are cancelled (default: ${DEFAULT-VALUE})")
int tasks = 5_000;

@Option(
    names = "--after",
    description = "how long they live once the last has started (default: 50ms)")
Duration after = Duration.ofMillis(50);

void main(String... args) {
  Bench.scenario(this)
      .within("--tasks", 1, 10_000_000, () -> tasks)
      .within("--after", Duration.ZERO, Duration.ofMinutes(1), () -> after)
      .counts("tasks", () -> tasks)
      .leavesNothing()
      .settles((on, record) -> {
        var life = on.then(on.call(record::started), on.sleep(Duration.ofHours(1)));
        var running = on.start(on.all(tasks, i -> on.onCancel(life, record.cancelling(i))));
        record.awaitStarted();
        Thread.sleep(after);
        record.clock(() -> {
          running.cancel();
          running.await();
        });
      })
      .run(args);
}
