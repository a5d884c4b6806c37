///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25
//PREVIEW
//DESCRIPTION Stream: items through five stages with bounded demand, one of them asynchronous
//SOURCES ../lib/Library.java

/// What do items cost on their way through a stream? In items/s and ms: the source, a map, a filter
/// that keeps every other item, an asynchronous map with 8 at once, batches, and a sink. The
/// latency of an item that is kept is its time from the source to the sink. `in_flight` is the most
/// items that were ever between them: a stream that lets its source run ahead has no number.
///
/// `./jbang stream --backend reactor,rxjava,mutiny --delay 0ms,1ms --items 10000`

import backend.Plain;
import backend.Stages;
import bench.Bench;
import picocli.CommandLine.Option;
import scenario.Flight;
import scenario.Recording;

@Option(names = "--items", description = "of the source (default: ${DEFAULT-VALUE})")
int items = 20_000;

@Option(
    names = "--parallelism",
    description = "of the asynchronous stage (default: ${DEFAULT-VALUE})")
int parallelism = 8;

@Option(
    names = "--delay",
    description = "that an item waits in that stage; 0 for a hop to a task (default: 0ms)")
Duration delay = Duration.ZERO;

@Option(names = "--batch", description = "items for the sink at once (default: ${DEFAULT-VALUE})")
int batch = 100;

void main(String... args) {
  Bench.scenario(this)
      .within("--items", 1, 10_000_000, () -> items)
      .within("--parallelism", 1, 1_000, () -> parallelism)
      .within("--delay", Duration.ZERO, Duration.ofMinutes(1), () -> delay)
      .within("--batch", 1, 1_000, () -> batch)
      .warmsUpFor(Duration.ofSeconds(10))
      .counts("items", () -> items)
      .asks(() -> delay.isZero() ? List.of() : List.of(delay))
      .reports("in_flight", "items")
      .usesLibrary(this::measure)
      .run(args);
}

void measure(Plain<Object> library, Recording record) throws Exception {
  var flight = new Flight(items, record);
  var program =
      library.stream(
          new Stages(
              items,
              flight::left,
              item -> 2 * item,
              flight::kept,
              parallelism,
              delay,
              item -> item + 1,
              batch,
              flight::arrived));
  record.clock(() -> library.start(program).await());
  flight.check();
}
