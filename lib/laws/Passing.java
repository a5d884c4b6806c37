//SOURCES Law.java
//SOURCES LawPrograms.java
//SOURCES ../backend/Plain.java
//SOURCES ../backend/Unsupported.java

package laws;

import static laws.Law.FOREVER;
import static laws.Law.expect;

import module java.base;

import backend.Plain;
import backend.Unsupported;

/// The laws about what tasks pass to each other: messages, permits, values of a context.
final class Passing {
  private static final Duration SHORT = Duration.ofMillis(20);

  private Passing() {}

  /// A library may have channels of some capacities only.
  private static Optional<Plain.Channel<Object>> channel(Plain<Object> on, int capacity) {
    try {
      return Optional.of(on.channel(capacity));
    } catch (Unsupported e) {
      return Optional.empty();
    }
  }

  private record Message(int sender, int number) {}

  static void inOrder(Plain<Object> on) throws Exception {
    for (int capacity : new int[] {0, 1, 3}) {
      var channel = channel(on, capacity);
      if (channel.isPresent()) inOrder(on, channel.get(), "capacity " + capacity);
    }
  }

  private static void inOrder(Plain<Object> on, Plain.Channel<Object> channel, String which)
      throws Exception {
    int senders = 2;
    int messages = 300;
    var received = new ConcurrentLinkedQueue<Message>();
    var receiving =
        on.repeat(senders * messages, _ -> channel.receive(one -> received.add((Message) one)));
    var programs =
        on.all(
            senders + 1,
            i ->
                i == senders
                    ? receiving
                    : on.repeat(messages, number -> channel.send(new Message(i, number))));
    var running = on.start(programs);
    LawPrograms.reaches(() -> received.size() == senders * messages);
    running.cancel();
    running.await();
    for (int i = 0; i < senders; i++) {
      int sender = i;
      var numbers =
          received.stream().filter(one -> one.sender == sender).map(Message::number).toList();
      expect(
          numbers.equals(IntStream.range(0, messages).boxed().toList()),
          which + ": of sender " + i + " came " + numbers);
    }
  }

  static void capacity(Plain<Object> on) throws Exception {
    for (int capacity : new int[] {0, 1, 3}) {
      var channel = channel(on, capacity);
      if (channel.isEmpty()) continue;
      var sent = new AtomicInteger();
      var running =
          on.start(
              on.repeat(10, i -> on.then(channel.get().send(i), on.call(sent::incrementAndGet))));
      LawPrograms.reaches(() -> sent.get() >= capacity);
      Thread.sleep(100);
      int held = sent.get();
      running.cancel();
      running.await();
      expect(held == capacity, "a channel with room for " + capacity + " held " + held);
    }
  }

  static void permits(Plain<Object> on) throws Exception {
    int permits = 3;
    int most = most(on, on.limiter(permits), 50, Duration.ofMillis(2));
    expect(most == permits, "with " + permits + " permits, " + most + " ran at the same time");
  }

  /// How many of the tasks were inside at the same time.
  private static int most(
      Plain<Object> on, Plain.Limiter<Object> limiter, int tasks, Duration inside)
      throws Exception {
    var active = new AtomicInteger();
    var most = new AtomicInteger();
    var task =
        on.then(
            on.call(() -> most.accumulateAndGet(active.incrementAndGet(), Math::max)),
            on.then(on.sleep(inside), on.call(active::decrementAndGet)));
    on.start(on.all(tasks, _ -> limiter.within(task))).await();
    return most.get();
  }

  /// Permits are taken by operations that fail, by operations that are cancelled, and asked for by
  /// operations that are cancelled while they wait.
  static void permitsBack(Plain<Object> on) throws Exception {
    int permits = 3;
    var limiter = on.limiter(permits);
    for (int i = 0; i < permits; i++) {
      var failing = limiter.within(LawPrograms.failing(on, new LawPrograms.Planned()));
      var failure = LawPrograms.failure(on, failing);
      expect(failure != null, "the failure of an operation was lost");
    }
    for (int round = 0; round < 3; round++) {
      var inside = new AtomicInteger();
      var holding = on.then(on.call(inside::incrementAndGet), on.sleep(FOREVER));
      var running = on.start(on.all(2 * permits, _ -> limiter.within(holding)));
      expect(
          LawPrograms.reaches(() -> inside.get() == permits),
          inside + " of " + permits + " permits were left");
      running.cancel();
      running.await();
    }
    int most = most(on, limiter, 2 * permits, SHORT);
    expect(most == permits, most + " of " + permits + " permits were left");
  }

  static void local(Plain<Object> on) throws Exception {
    var local = on.local();
    var seen = new ConcurrentLinkedQueue<String>();
    Object read = local.read(value -> seen.add("" + value));
    var inner = on.then(local.with("b", read), read);
    on.start(on.then(read, on.then(local.with("a", on.then(read, inner)), read))).await();
    expect(List.copyOf(seen).equals(List.of("null", "a", "b", "a", "null")), "it read " + seen);
  }
}
