///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25
//PREVIEW
//DESCRIPTION Race: the first of many tasks ends them all, by its result or by its failure
//SOURCES ../lib/Library.java

/// How long do the others take to end when one of many tasks has won? In ms from the start of all,
/// of which the winner takes 1 ms: until its result is known, and until the last loser has ended.
/// `failure`: one of them fails, which ends them all. `hedge`: requests with a second try where the
/// first is slow, as one in ten is; in ms, with the share of second tries.
///
/// `./jbang race --shape first,failure --racers 2,100,10000 --backend jox,structured,trio`

import backend.Plain;
import bench.Bench;
import picocli.CommandLine.Option;
import scenario.Delays;
import scenario.Hedges;
import scenario.Racers;
import scenario.Recording;

@Option(names = "--shape", description = "first, failure or hedge; default: first")
Shape shape = Shape.FIRST;

@Option(names = "--racers", description = "tasks in the race (default: ${DEFAULT-VALUE})")
int racers = 100;

@Option(names = "--after", description = "when the first ends, also a fast try (default: 1ms)")
Duration after = Duration.ofMillis(1);

@Option(names = "--workers", description = "that send requests, to hedge (default: 10)")
int workers = 10;

@Option(names = "--operations", description = "requests of each, to hedge (default: 50)")
int operations = 50;

@Option(names = "--slow", description = "what one try in ten takes, to hedge (default: 20ms)")
Duration slow = Duration.ofMillis(20);

@Option(names = "--second", description = "when the second try is made, to hedge (default: 5ms)")
Duration second = Duration.ofMillis(5);

static final int SLOW_PERCENT = 10;

Duration[][] lengths;

enum Shape {
  FIRST,
  FAILURE,
  HEDGE;

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}

void main(String... args) {
  Bench.scenario(this)
      .within("--racers", 2, 1_000_000, () -> racers)
      .within("--after", Duration.ofMillis(1), Duration.ofMinutes(1), () -> after)
      .within("--workers", 1, 10_000, () -> workers)
      .within("--operations", 1, 10_000, () -> operations)
      .within("--slow", Duration.ofMillis(1), Duration.ofMinutes(1), () -> slow)
      .within("--second", Duration.ofMillis(1), Duration.ofMinutes(1), () -> second)
      .counts("tasks", () -> shape == Shape.HEDGE ? workers * operations : racers)
      .measures(() -> shape == Shape.HEDGE ? "latency_p99" : "settle")
      .reports("result", "ms")
      .reports("second_tries", "%")
      .prepare(this::draw)
      .asks(() -> shape == Shape.HEDGE ? List.of(after, second, slow) : List.of(after))
      .inputs(() -> Map.of("lengths", nanos()))
      .usesLibrary((on, record) -> {
        switch (shape) {
          case FIRST -> new Racers(on, record, racers, after).first();
          case FAILURE -> new Racers(on, record, racers, after).failure();
          case HEDGE -> hedge(on, record);
        }
      })
      .run(args);
}

void draw(long seed) {
  lengths =
      Arrays.stream(Delays.chosen(SLOW_PERCENT, workers * operations, 2, seed))
          .map(tries -> new Duration[] {tries[0] ? slow : after, tries[1] ? slow : after})
          .toArray(Duration[][]::new);
}

long[][] nanos() {
  return Arrays.stream(lengths)
      .map(tries -> Arrays.stream(tries).mapToLong(Duration::toNanos).toArray())
      .toArray(long[][]::new);
}

void hedge(Plain<Object> on, Recording record) throws Exception {
  var hedges = new Hedges(on, second, lengths);
  var program =
      on.all(
          workers,
          worker ->
              on.repeat(operations, i -> request(on, record, hedges, worker * operations + i)));
  record.clock(() -> {
    on.start(program).await();
    record.value("second_tries", 100.0 * hedges.awaitAnswers() / (workers * operations));
  });
}

Object request(Plain<Object> on, Recording record, Hedges hedges, int unit) {
  return on.timed(hedges.request(unit), record.took(unit));
}
