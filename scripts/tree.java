///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25
//PREVIEW
//DESCRIPTION Tree: tasks that start tasks, in the shapes of two public benchmarks
//SOURCES ../lib/Library.java

/// How long does a whole tree of tasks take? In ms, and a leaf's latency counts from when it is
/// asked for. In `skynet`, each task has ten children, and the numbers of the leaves are added up
/// on the way to the root. In the other shapes, those of pyperformance's `async_tree`, it has six,
/// and a leaf does nothing (`none`), waits (`io`), waits unless the answer is known
/// (`memoization`), or computes in half of the cases (`mixed`).
///
/// `./jbang tree --backend virtual-threads,asyncio --shape skynet,io`

import bench.Bench;
import picocli.CommandLine.Option;
import scenario.Skynet;
import scenario.Tree;
import scenario.TreeShape;
import scenario.Trees;

@Option(
    names = "--shape",
    description = "skynet, none, io, memoization or mixed (default: ${DEFAULT-VALUE})")
TreeShape shape = TreeShape.SKYNET;

@Option(names = "--leaves", description = "of skynet, a power of ten (default: ${DEFAULT-VALUE})")
int leaves = 10_000;

@Option(names = "--depth", description = "levels of the others (default: ${DEFAULT-VALUE})")
int depth = 6;

@Option(names = "--io", description = "how long a leaf waits (default: 50ms)")
Duration io = Duration.ofMillis(50);

Tree tree;

void main(String... args) {
  Bench.scenario(this)
      .within("--leaves", 1, 10_000_000, () -> leaves)
      .checks(() -> Skynet.check(leaves))
      .within("--depth", 1, 8, () -> depth)
      .within("--io", Duration.ZERO, Duration.ofMinutes(1), () -> io)
      .prepare(seed -> tree = Trees.draw(shape, leaves, depth, io, seed))
      .warmsUpFor(Duration.ofSeconds(10))
      .counts("leaves", () -> tree.leaves())
      .asks(() -> tree.asked())
      .inputs(() -> Map.of("data", tree.data()))
      .headline("tree", "ms")
      .measured((on, record) -> {
        on.needs(tree.tasks());
        record.clock(() -> on.start(tree.program(on, record)).await());
        record.value("tree", record.elapsedMs());
      })
      .run(args);
}
