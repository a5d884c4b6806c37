///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25
//PREVIEW
//DESCRIPTION CPU mixed: workers that wait, some of whose operations compute instead
//SOURCES ../lib/Library.java

/// How do operations that compute affect operations that wait on the same scheduler? In ms: the
/// latency of the operations that wait, and the lateness of a heartbeat alongside them. Also ops/s
/// of all operations. `--offload` computes where the library wants such code. Waits are those of
/// `io_bound`, in whole milliseconds.
///
/// `./jbang cpu-mixed --share 0,1,5,20 --backend virtual-threads,vertx,asyncio`

import backend.Backend;
import bench.Bench;
import picocli.CommandLine.Option;
import scenario.Burn;
import scenario.Delays;
import scenario.Heartbeat;
import scenario.Recording;

@Option(names = "--workers", description = "concurrent workers (default: ${DEFAULT-VALUE})")
int workers = 20;

@Option(names = "--operations", description = "operations per worker (default: ${DEFAULT-VALUE})")
int operations = 100;

@Option(names = "--mean", description = "mean of the exponential delay (default: 5ms)")
Duration mean = Duration.ofMillis(5);

@Option(
    names = "--grain",
    description = "delays are multiples of this; 0 for no rounding (default: 1ms)")
Duration grain = Duration.ofMillis(1);

@Option(names = "--share", description = "operations that compute, in %% (default: 5)")
int share = 5;

@Option(names = "--burn", description = "processor time of one that computes (default: 2ms)")
Duration burn = Duration.ofMillis(2);

@Option(names = "--offload", description = "compute where the library wants such code")
boolean offload;

static final Duration BEAT = Duration.ofMillis(10);

Delays delays;
boolean[][] burns;
Burn burning;

void main(String... args) {
  Bench.scenario(this)
      .within("--workers", 1, 100_000, () -> workers)
      .within("--operations", 1, 10_000, () -> operations)
      .within("--mean", Duration.ofNanos(1), Duration.ofSeconds(10), () -> mean)
      .within("--grain", Duration.ZERO, Duration.ofSeconds(10), () -> grain)
      .checks(() -> Delays.check(mean, grain))
      .within("--share", 0, 100, () -> share)
      .within("--burn", Duration.ZERO, Duration.ofSeconds(1), () -> burn)
      .counts("ops", () -> workers * operations)
      .prepare(this::draw)
      .asks(() -> delays.asked())
      .inputs(() -> Map.of("delays", delays.nanos(), "burns", burns))
      .reports("heartbeat_p95", "ms")
      .reports("heartbeat_max", "ms")
      .measured((on, record) -> {
        var heart = Heartbeat.start(on, BEAT);
        var work = on.all(workers, w -> on.repeat(operations, i -> operation(on, record, w, i)));
        record.clock(() -> on.start(work).await());
        heart.stop(record);
      })
      .run(args);
}

void draw(long seed) {
  delays = Delays.exponential(mean, grain, workers, operations, seed);
  burns = Delays.chosen(share, workers, operations, seed);
  burning = Burn.of(burn);
}

Object operation(Backend<Object> on, Recording record, int worker, int i) {
  int unit = worker * operations + i;
  var delay = delays.get(worker, i);
  if (!burns[worker][i]) return on.timed(on.sleep(delay), record.sleeping(unit, delay));
  return compute(
      on,
      () -> {
        burning.run();
        record.done(unit);
      });
}

Object compute(Backend<Object> on, backend.Action action) {
  return offload ? on.blocking(action) : on.call(action);
}
