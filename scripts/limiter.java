///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25
//PREVIEW
//DESCRIPTION Limiter: many tasks share a few permits
//SOURCES ../lib/Library.java

/// What does it cost to let only so many in? In acquisitions/s, and in ms: a latency is a task's
/// wait for its permit, so the longest one shows how fair the library is. There must never be more
/// than `--permits` inside, and at the end all permits must have come back.
///
/// - `plain`: everybody waits until it is in, and has its permit for `--work`.
/// - `timeouts`: every second one has a deadline of `--limit` for its wait and its work.
/// - `cancellations`: the half that came first is cancelled when a quarter of all has been in.
/// - `busy`: nobody waits inside.
///
/// `./jbang limiter --shape busy --tasks 100 --permits 10 --acquisitions 1000`

import backend.Plain;
import bench.Bench;
import picocli.CommandLine.Option;
import result.UserError;
import scenario.Permits;
import scenario.Recording;
import scenario.Wrong;

@Option(names = "--shape", description = "plain, timeouts, cancellations or busy (default: plain)")
Shape shape = Shape.PLAIN;

@Option(names = "--tasks", description = "that share the permits (default: ${DEFAULT-VALUE})")
int tasks = 10_000;

@Option(
    names = "--acquisitions",
    description = "of each task, one after another (default: ${DEFAULT-VALUE})")
int acquisitions = 1;

@Option(names = "--permits", description = "how many may be inside (default: ${DEFAULT-VALUE})")
int permits = 100;

@Option(names = "--work", description = "how long each is inside, unless busy (default: 1ms)")
Duration work = Duration.ofMillis(1);

@Option(names = "--limit", description = "the deadline of the shape timeouts (default: 20ms)")
Duration limit = Duration.ofMillis(20);

void main(String... args) {
  Bench.scenario(this)
      .within("--tasks", 4, 1_000_000, () -> tasks)
      .within("--acquisitions", 1, 100_000, () -> acquisitions)
      .within("--permits", 1, 100_000, () -> permits)
      .within("--work", Duration.ofNanos(1), Duration.ofSeconds(10), () -> work)
      .within("--limit", Duration.ofMillis(1), Duration.ofMinutes(1), () -> limit)
      .checks(this::checkAcquisitions)
      .asks(() -> shape == Shape.BUSY ? List.of() : List.of(work))
      .counts("acquisitions", () -> tasks * acquisitions)
      .ideal(this::ideal)
      .reports("gave_up", "acquisitions")
      .usesLibrary(this::measure)
      .run(args);
}

void checkAcquisitions() {
  if (shape == Shape.CANCELLATIONS && acquisitions > 1)
    throw new UserError(
        "--shape cancellations has one acquisition per task: leave out --acquisitions.");
}

Map<String, Double> ideal() {
  return shape == Shape.PLAIN ? Map.of("throughput", permits * 1e9 / work.toNanos()) : Map.of();
}

void measure(Plain<Object> on, Recording record) throws Exception {
  var all = new Permits(on, permits, record);
  if (shape == Shape.CANCELLATIONS) record.clock(() -> cancelHalf(on, all));
  else {
    var program = on.all(tasks, task -> on.repeat(acquisitions, i -> one(on, all, task, i)));
    record.clock(() -> on.start(program).await());
  }
  record.value("gave_up", all.gaveUp());
  all.check();
}

Object one(Plain<Object> on, Permits all, int task, int i) {
  int unit = task * acquisitions + i;
  if (shape == Shape.BUSY) return all.passes(unit);
  if (shape == Shape.PLAIN || unit % 2 == 0) return all.works(unit, work);
  var attempt = all.attempt(unit, work, () -> {});
  return on.caught(on.timeout(attempt.works(), limit), _ -> attempt.givesUp());
}

/// Every task of the first program has been in or sees its cancellation.
void cancelHalf(Plain<Object> on, Permits all) throws Exception {
  int half = tasks / 2;
  var started = new CountDownLatch(half);
  var in = new CountDownLatch(half / 2);
  var first = on.start(on.all(half, task -> cancellable(on, all, task, started, in)));
  var others = on.start(on.all(tasks - half, task -> all.works(half + task, work)));
  await(started);
  await(in);
  first.cancel();
  first.await();
  others.await();
}

Object cancellable(
    Plain<Object> on, Permits all, int task, CountDownLatch started, CountDownLatch in) {
  var attempt = all.attempt(task, work, in::countDown);
  return on.onCancel(on.then(on.call(started::countDown), attempt.works()), attempt::givesUp);
}

void await(CountDownLatch latch) throws Exception {
  if (!latch.await(1, TimeUnit.MINUTES))
    throw new Wrong(latch.getCount() + " tasks had no permit after a minute");
}

enum Shape {
  PLAIN,
  TIMEOUTS,
  CANCELLATIONS,
  BUSY;

  /// The name as a user types it.
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
