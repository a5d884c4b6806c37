///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25
//PREVIEW
//DESCRIPTION Blocking call: tasks that each make one call that blocks its thread, beside a heartbeat
//SOURCES ../lib/Library.java

/// What does a call cost that blocks its thread, as a database driver's does? In calls/s and ms: a
/// call's latency counts from when its task is asked for. The code runs where the library lets code
/// block. `added` is how many more platform threads there were at once than while as many tasks
/// only waited. A heartbeat shows how much tasks that do not block are delayed.
///
/// `./jbang blocking-call --backend virtual-threads,reactor,asyncio`

import bench.Bench;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import picocli.CommandLine.Option;
import scenario.Heartbeat;

@Option(names = "--tasks", description = "tasks per repetition (default: ${DEFAULT-VALUE})")
int tasks = 100;

@Option(names = "--block", description = "how long each call blocks (default: 20ms)")
Duration block = Duration.ofMillis(20);

static final Duration BEAT = Duration.ofMillis(1);

final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
int waiting;

void main(String... args) {
  Bench.scenario(this)
      .within("--tasks", 1, 1_000_000, () -> tasks)
      .within("--block", Duration.ZERO, Duration.ofMinutes(1), () -> block)
      .counts("calls", () -> tasks)
      .reports("heartbeat_p95", "ms")
      .reports("heartbeat_max", "ms")
      .reports("added", "threads")
      .uses(on -> {
        threads.resetPeakThreadCount();
        on.start(on.all(tasks + 1, _ -> on.sleep(block.plus(BEAT)))).await();
        waiting = threads.getPeakThreadCount();
        return () -> {};
      })
      .measured((on, record) -> {
        var heart = Heartbeat.start(on, BEAT);
        threads.resetPeakThreadCount();
        var work =
            on.all(
                tasks,
                i -> {
                  var done = record.begun(i);
                  return on.blockingCall(() -> {
                    Thread.sleep(block);
                    done.run();
                  });
                });
        record.clock(() -> on.start(work).await());
        record.value("added", Math.max(0, threads.getPeakThreadCount() - waiting));
        heart.stop(record);
      })
      .run(args);
}
