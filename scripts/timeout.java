///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25
//PREVIEW
//DESCRIPTION Timeout: deadlines around operations that end in time, and around those that do not
//SOURCES ../lib/Library.java

/// What does a deadline cost that never fires, and how late is one that does? `unfired`: deadlines
/// around two children that end at once, in deadlines/s. `fired`: each task sets one around a sleep
/// of an hour; in ms, how late whoever set it knows. `busy`: the same beside tasks that compute.
/// Also what is left behind, in objects per deadline.
///
/// `./jbang timeout --shape unfired,fired,busy --backend virtual-threads,kotlin-coroutines,trio`

import backend.Plain;
import bench.Bench;
import laws.LeftBehind;
import picocli.CommandLine.Option;
import scenario.Burn;
import scenario.Deadline;
import scenario.Recording;
import scenario.Wrong;

@Option(names = "--shape", description = "unfired, fired or busy; default: unfired")
Shape shape = Shape.UNFIRED;

@Option(names = "--tasks", description = "tasks that set deadlines (default: ${DEFAULT-VALUE})")
int tasks = 500;

@Option(names = "--operations", description = "per task, if unfired (default: ${DEFAULT-VALUE})")
int operations = 20;

@Option(names = "--limit", description = "a deadline that does not fire (default: 10s)")
Duration limit = Duration.ofSeconds(10);

@Option(names = "--deadline", description = "one that fires (default: 10ms)")
Duration deadline = Duration.ofMillis(10);

@Option(names = "--workers", description = "tasks that compute, if busy (default: 4)")
int workers = 4;

@Option(names = "--burn", description = "processor time of each step of theirs (default: 2ms)")
Duration burn = Duration.ofMillis(2);

enum Shape {
  UNFIRED,
  FIRED,
  BUSY;

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}

static final int STEPS = 20;
static final Duration PAUSE = Duration.ofMillis(1);

Deadline fires;
Burn burning;
LeftBehind left = new LeftBehind();

void main(String... args) {
  Bench.scenario(this)
      .within("--tasks", 1, 1_000_000, () -> tasks)
      .within("--operations", 1, 1_000, () -> operations)
      .within("--limit", Duration.ofSeconds(1), Duration.ofHours(1), () -> limit)
      .within("--deadline", Duration.ofMillis(1), Duration.ofMinutes(1), () -> deadline)
      .within("--workers", 1, 1_000, () -> workers)
      .within("--burn", Duration.ZERO, Duration.ofSeconds(1), () -> burn)
      .warmsUpFor(Duration.ofSeconds(10))
      .counts("deadlines", this::deadlines)
      .measures(() -> shape == Shape.UNFIRED ? "throughput" : "overshoot_p99")
      .reports("left_behind", "objects")
      .asks(() -> shape == Shape.UNFIRED ? List.of() : List.of(deadline))
      .prepare(_ -> {
        fires = new Deadline(deadline);
        burning = Burn.of(shape == Shape.BUSY ? burn : Duration.ZERO);
      })
      .usesLibrary((on, record) -> {
        fires.check(on);
        var steps = new AtomicInteger();
        var program = program(on, record, steps);
        left.of(
            objects -> record.value("left_behind", objects),
            deadlines(),
            () -> record.clock(() -> on.start(program).await()));
        if (shape == Shape.BUSY && steps.get() != workers * STEPS)
          throw new Wrong("%d of %d steps were computed".formatted(steps.get(), workers * STEPS));
      })
      .run(args);
}

int deadlines() {
  return shape == Shape.UNFIRED ? tasks * operations : tasks;
}

Object program(Plain<Object> on, Recording record, AtomicInteger steps) {
  return switch (shape) {
    case UNFIRED ->
        on.all(tasks, t -> on.repeat(operations, i -> unfired(on, record, t * operations + i)));
    case FIRED -> on.all(tasks, unit -> fired(on, record, unit));
    case BUSY -> {
      var step = step(on, steps);
      yield on.all(
          workers + tasks,
          i -> i < workers ? on.repeat(STEPS, _ -> step) : fired(on, record, i - workers));
    }
  };
}

/// The operation is two children, which have not ended when their deadline is set: around what is
/// done already, some libraries set none, and a single child, some run in place.
Object unfired(Plain<Object> on, Recording record, int unit) {
  var done = record.begun(unit);
  return on.timeout(on.all(2, i -> i == 0 ? on.call(done::run) : on.call(() -> {})), limit);
}

Object fired(Plain<Object> on, Recording record, int unit) {
  return fires.around(on, on.sleep(Duration.ofHours(1)), record.sleeping(unit, deadline));
}

/// Computes, and pauses, so that others have their turn where one thread runs them all.
Object step(Plain<Object> on, AtomicInteger steps) {
  return on.then(
      on.call(() -> {
        burning.run();
        steps.incrementAndGet();
      }),
      on.sleep(PAUSE));
}
