///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25
//PREVIEW
//DESCRIPTION Simulated I/O: workers that each wait for many operations of random length, one after another
//SOURCES ../lib/Library.java

/// How close does a library come to the ideal when many workers wait most of the time? In ops/s and
/// ms. The delays are drawn once from the seed and are the same on every backend. The ideal is
/// computed from exactly these delays. They are whole milliseconds, so that a timer that counts
/// milliseconds loses nothing. `--grain 0` draws them from all numbers, as the first study did.
///
/// `./jbang io-bound --backend virtual-threads,structured --workers 50`

import backend.Backend;
import bench.Bench;
import picocli.CommandLine.Option;
import scenario.Delays;
import scenario.Recording;

@Option(names = "--workers", description = "concurrent workers (default: ${DEFAULT-VALUE})")
int workers = 200;

@Option(names = "--operations", description = "operations per worker (default: ${DEFAULT-VALUE})")
int operations = 200;

@Option(names = "--mean", description = "mean of the exponential delay (default: 5ms)")
Duration mean = Duration.ofMillis(5);

@Option(
    names = "--grain",
    description = "delays are multiples of this; 0 for no rounding (default: 1ms)")
Duration grain = Duration.ofMillis(1);

Delays delays;

void main(String... args) {
  Bench.scenario(this)
      .within("--workers", 1, 100_000, () -> workers)
      .within("--operations", 1, 10_000, () -> operations)
      .within("--mean", Duration.ofNanos(1), Duration.ofSeconds(10), () -> mean)
      .within("--grain", Duration.ZERO, Duration.ofSeconds(10), () -> grain)
      .checks(() -> Delays.check(mean, grain))
      .counts("ops", () -> workers * operations)
      .prepare(seed -> delays = Delays.exponential(mean, grain, workers, operations, seed))
      .asks(() -> delays.asked())
      .inputs(() -> Map.of("delays", delays.nanos()))
      .ideal(() -> delays.ideal())
      .program((on, record) ->
          on.all(workers, worker -> on.repeat(operations, i -> wait(on, record, worker, i))))
      .run(args);
}

Object wait(Backend<Object> on, Recording record, int worker, int i) {
  var delay = delays.get(worker, i);
  return on.timed(on.sleep(delay), record.sleeping(worker * operations + i, delay));
}
