///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25
//PREVIEW
//DESCRIPTION Footprint: the memory of many parked tasks, and the time to park and to release them
//SOURCES ../lib/Library.java

/// How much memory does a task take that only waits? In bytes per task, of the whole process and of
/// its heap. Also in ms: how long it takes to start all tasks, and how long it takes from their
/// cancellation until the last has ended. Every task is counted at its end.
///
/// `./jbang footprint --tasks 1000000 --rounds 1 --jvm-arg=-Xmx8g`

import bench.Bench;
import picocli.CommandLine.Option;
import scenario.Memory;

@Option(names = "--tasks", description = "tasks that are parked (default: ${DEFAULT-VALUE})")
int tasks = 15_000;

void main(String... args) {
  Bench.scenario(this)
      .within("--tasks", 1, 10_000_000, () -> tasks)
      .counts("tasks", () -> tasks)
      .atLeast(5)
      .headline("bytes_per_task", "bytes")
      .reports("heap_per_task", "bytes")
      .reports("park", "ms")
      .reports("release", "ms")
      .measured((on, record) -> {
        var life = on.then(on.call(record::started), on.sleep(Duration.ofHours(1)));
        var program = on.all(tasks, i -> on.onCancel(life, record.cancelling(i)));
        var without = Memory.settled();
        long asked = System.nanoTime();
        var running = on.start(program);
        record.awaitStarted();
        record.value("park", (System.nanoTime() - asked) / 1e6);
        var more = Memory.settled().since(without);
        record.value("bytes_per_task", (double) more.residentBytes() / tasks);
        record.value("heap_per_task", (double) more.heapBytes() / tasks);
        record.clock(() -> {
          running.cancel();
          running.await();
        });
        record.value("release", record.elapsedMs());
      })
      .run(args);
}
