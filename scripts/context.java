///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25
//PREVIEW
//DESCRIPTION Context: values that go with a task into its children and past their end
//SOURCES ../lib/Library.java

/// What does it cost that a task carries values, such as the identity of a request? In hops/s, and
/// in ns per hop. Each task has values of its own. A hop starts two children, which read one of
/// them, and waits for their end, after which the task reads it, too: a value crosses a start and a
/// wait. All values take turns. One that is lost, or another task's, fails the cell. Without
/// values, the program is the same and reads nothing.
///
/// `./jbang context --values 0,1,8 --backend virtual-threads,reactor,asyncio`

import backend.Plain;
import bench.Bench;
import picocli.CommandLine.Option;
import scenario.Carried;

@Option(names = "--values", description = "that a task carries (default: ${DEFAULT-VALUE})")
int values = 1;

@Option(names = "--tasks", description = "concurrent tasks (default: ${DEFAULT-VALUE})")
int tasks = 100;

@Option(names = "--hops", description = "of each task (default: ${DEFAULT-VALUE})")
int hops = 100;

Carried carried;

void main(String... args) {
  Bench.scenario(this)
      .within("--values", 0, 100, () -> values)
      .within("--tasks", 1, 100_000, () -> tasks)
      .within("--hops", 1, 100_000, () -> hops)
      .checks(() -> Carried.check(values, hops))
      .warmsUpFor(Duration.ofSeconds(10))
      .counts("hops", () -> tasks * hops)
      .reports("hop", "ns")
      .uses(on -> {
        carried = Carried.open((Plain<Object>) on, values, tasks);
        return () -> {};
      })
      .usesLibrary((library, record) -> {
        var work =
            library.all(
                tasks,
                t ->
                    carried.with(
                        t, library.repeat(hops, h -> carried.hop(record, t, h, t * hops + h))));
        record.clock(() -> library.start(work).await());
        record.value("hop", record.elapsedMs() * 1e6 / (tasks * hops));
      })
      .run(args);
}
