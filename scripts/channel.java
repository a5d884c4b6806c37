///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25
//PREVIEW
//DESCRIPTION Channel: messages from task to task through channels that hold a few of them
//SOURCES ../lib/Library.java

/// What does it cost to hand a message to another task? In messages/s, and in ms from send to
/// receive. Every message is counted, in the order of its sender, and no channel may hold more than
/// `--capacity`.
///
/// - `pair`: a sender and a receiver.
/// - `pairs`: `--tasks` such pairs at once, each with a channel of its own.
/// - `chain`: each of `--tasks` channels leads to the next task. Every hop counts as a message.
/// - `many`: eight senders and eight receivers share a channel.
///
/// `./jbang channel --capacity 0,16,100 --backend kotlin-coroutines,jox,virtual-threads`

import backend.Plain;
import bench.Bench;
import picocli.CommandLine.Option;
import result.UserError;
import scenario.Checked;
import scenario.Messages;
import scenario.Recording;

@Option(names = "--shape", description = "pair, chain, pairs or many (default: pair)")
Shape shape = Shape.PAIR;

@Option(names = "--messages", description = "in all channels together (default: ${DEFAULT-VALUE})")
int messages = 100_000;

@Option(
    names = "--capacity",
    description = "of each channel; 0: a sender waits for its receiver (default: ${DEFAULT-VALUE})")
int capacity = 16;

@Option(
    names = "--tasks",
    description = "channels of a chain, or pairs (default: ${DEFAULT-VALUE})")
int tasks = 10_000;

/// Senders of `many`, and receivers.
static final int SIDE = 8;

void main(String... args) {
  Bench.scenario(this)
      .within("--messages", 1, 100_000_000, () -> messages)
      .within("--capacity", 0, 1_000_000, () -> capacity)
      .within("--tasks", 1, 1_000_000, () -> tasks)
      .checks(this::checkShare)
      .counts("messages", () -> messages)
      .reports("ns_per_message", "ns")
      .usesLibrary(this::measure)
      .run(args);
}

/// How many channels there are or, for `many`, senders.
int lines() {
  return switch (shape) {
    case PAIR -> 1;
    case CHAIN, PAIRS -> tasks;
    case MANY -> SIDE;
  };
}

void checkShare() {
  if (messages % lines() != 0)
    throw new UserError(
        "--messages %d cannot be shared by %d: use a multiple of it.".formatted(messages, lines()));
}

void measure(Plain<Object> on, Recording record) throws Exception {
  var checked = new Checked();
  var program = program(on, record, checked);
  record.clock(() -> checked.run(on, program));
  record.value("ns_per_message", (double) record.elapsedNs() / messages);
}

Object program(Plain<Object> on, Recording record, Checked checked) {
  int each = messages / lines();
  if (shape == Shape.MANY) {
    var all = new Messages(on, capacity, SIDE, SIDE, each, 0, record, checked);
    return on.all(2 * SIDE, i -> i < SIDE ? all.sends(i) : all.receives(i - SIDE));
  }
  var lines = new Messages[lines()];
  for (int i = 0; i < lines.length; i++)
    lines[i] = new Messages(on, capacity, 1, 1, each, i * each, record, checked);
  if (shape != Shape.CHAIN)
    return on.all(
        2 * lines.length, i -> i % 2 == 0 ? lines[i / 2].sends(0) : lines[i / 2].receives(0));
  return on.all(
      lines.length + 1,
      i -> {
        if (i == 0) return lines[0].sends(0);
        return i == lines.length ? lines[i - 1].receives(0) : lines[i - 1].passesOnTo(lines[i]);
      });
}

enum Shape {
  PAIR,
  CHAIN,
  PAIRS,
  MANY;

  /// The name as a user types it.
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
