//SOURCES Lost.java
//SOURCES Observation.java
//SOURCES Probe.java
//SOURCES Programs.java
//SOURCES ../backend/Plain.java
//SOURCES ../backend/Running.java

package semantics;

import static semantics.Observation.byDesign;
import static semantics.Observation.safe;
import static semantics.Observation.unsafe;

import module java.base;

import backend.Plain;
import backend.Running;

/// Probes of what tasks share: threads, channels, permits, context.
final class Sharing {
  static final Probe BLOCKING =
      new Probe(
          "blocking-inside",
          "Tasks make a call that blocks its thread: do the others go on?",
          "yes: a forgotten blocking call slows down nobody else",
          Sharing::blocking);

  static final Probe NO_CONSUMER =
      new Probe(
          "no-consumer",
          "A million messages are sent through a channel for 16, and nobody receives: what"
              + " happens?",
          "the sender waits: memory stays bounded, and no message is lost",
          Sharing::noConsumer);

  static final Probe CONTEXT =
      new Probe(
          "context",
          "Does a value of the context reach a child, and is it still there after a wait?",
          "yes, both: a request's identity is in every log line",
          Sharing::context);

  static final Probe LIMITER_LEAK =
      new Probe(
          "limiter-leak",
          "20,000 acquisitions of ten permits meet their time-outs: is a permit leaked?",
          "none: afterwards ten can be held at once, and never more",
          Sharing::limiterLeak);

  static final Probe FAIRNESS =
      new Probe(
          "fairness",
          "Do waiters for a permit get it in their order, and what does a cancelled one leave?",
          "in order, and the next one gets what the cancelled one does not need",
          Sharing::fairness);

  private Sharing() {}

  private static Observation blocking(Plain<Object> on, Lost lost) throws Exception {
    int blocked = 16;
    int beats = 40;
    var late = new AtomicLongArray(beats);
    var beat = Duration.ofMillis(5);
    var heart =
        on.repeat(
            beats, i -> on.timed(on.sleep(beat), nanos -> late.set(i, nanos - beat.toNanos())));
    var blocks = on.then(on.sleep(beat.multipliedBy(4)), on.call(() -> Programs.sleep(100)));
    on.start(on.all(blocked + 1, i -> i == 0 ? heart : blocks)).await();
    var sorted = IntStream.range(0, beats).mapToLong(late::get).sorted().toArray();
    long most = sorted[beats - 1] / 1_000_000;
    var evidence =
        "%d calls of 100 ms; a heartbeat of 5 ms was late by %d ms at p50, %d ms at most"
            .formatted(blocked, sorted[beats / 2] / 1_000_000, most);
    return most >= 150 ? unsafe("others stand still", evidence) : safe("others go on", evidence);
  }

  private static Observation noConsumer(Plain<Object> on, Lost lost) throws Exception {
    int messages = 1_000_000;
    var sent = new AtomicInteger();
    var channel = on.channel(16);
    var ended = new CompletableFuture<Exception>();
    var running =
        on.start(
            on.repeat(messages, i -> on.then(channel.send(i), on.call(sent::incrementAndGet))));
    Thread.ofVirtual()
        .start(() -> {
          var failure = Programs.failure(running);
          ended.complete(failure);
        });
    for (int seen = -1; seen != sent.get() && !ended.isDone(); Thread.sleep(200)) seen = sent.get();
    var evidence = "%,d of %,d sent".formatted(sent.get(), messages);
    if (sent.get() == messages) return unsafe("grows without bound", evidence);
    if (!ended.isDone()) {
      running.cancel();
      return safe("the sender waits", evidence);
    }
    return byDesign("the send fails", evidence + ", then " + Programs.name(ended.get()));
  }

  /// Two siblings have a value each, and read it after both have set theirs.
  private static Observation context(Plain<Object> on, Lost lost) throws Exception {
    var values = on.local();
    var child = new AtomicReferenceArray<Object>(2);
    var after = new AtomicReferenceArray<Object>(2);
    var outside = new AtomicReference<Object>();
    IntFunction<Object> reads =
        i ->
            on.all(
                1,
                _ ->
                    on.then(
                        values.read(value -> child.set(i, value)),
                        on.then(
                            on.sleep(Duration.ofMillis(20)),
                            values.read(value -> after.set(i, value)))));
    var siblings = on.all(2, i -> values.with("v" + i, reads.apply(i)));
    on.start(on.then(siblings, values.read(outside::set))).await();
    var evidence =
        "values v0 and v1: in their children %s, after a wait %s, outside %s"
            .formatted(child, after, outside.get());
    for (int i = 0; i < 2; i++) {
      var sibling = "v" + (1 - i);
      if (sibling.equals(child.get(i)) || sibling.equals(after.get(i)))
        return byDesign("siblings share it", evidence);
    }
    for (int i = 0; i < 2; i++) {
      if (child.get(i) == null) return unsafe("lost in the child", evidence);
      if (after.get(i) == null) return unsafe("lost after a wait", evidence);
    }
    return outside.get() == null
        ? safe("reaches child, survives wait", evidence)
        : unsafe("stays outside too", evidence);
  }

  private static Observation limiterLeak(Plain<Object> on, Lost lost) throws Exception {
    int permits = 10;
    int tasks = 200;
    // A thread of the kernel for each of 20,000 attempts would take too long.
    int each = on.mostTasks() < 100_000 ? 10 : 100;
    var limiter = on.limiter(permits);
    var random = new Random(1);
    var delays = random.longs((long) tasks * each, 0, 2_000_000).toArray();
    var inside = new AtomicInteger();
    var most = new AtomicInteger();
    var late = new AtomicInteger();
    IntFunction<Object> acquires =
        at ->
            on.caught(
                on.timeout(
                    limiter.within(on.sleep(Duration.ofNanos(delays[at]))), Duration.ofMillis(1)),
                _ -> late.incrementAndGet());
    on.start(on.all(tasks, task -> on.repeat(each, i -> acquires.apply(task * each + i)))).await();
    // What is not awaited may still hold a permit for a moment.
    Thread.sleep(100);
    var holds =
        limiter.within(
            on.then(
                on.call(() -> most.accumulateAndGet(inside.incrementAndGet(), Math::max)),
                on.then(on.sleep(Duration.ofMillis(100)), on.call(inside::decrementAndGet))));
    var all = on.start(on.all(2 * permits, _ -> holds));
    Programs.reaches(() -> most.get() >= permits, Duration.ofSeconds(2));
    Thread.sleep(50);
    int held = most.get();
    all.cancel();
    var evidence =
        "%,d acquisitions, %,d ended by their time-out; %d of %d permits can be held afterwards"
            .formatted(tasks * each, late.get(), held, permits);
    if (held > permits) return unsafe("too many inside", evidence);
    return held < permits ? unsafe("permits leaked", evidence) : safe("none leaked", evidence);
  }

  private static Observation fairness(Plain<Object> on, Lost lost) throws Exception {
    int waiters = 30;
    var limiter = on.limiter(1);
    var order = new ConcurrentLinkedQueue<Integer>();
    var programs = new ArrayList<Running>();
    programs.add(on.start(limiter.within(on.sleep(Duration.ofMillis(400)))));
    Thread.sleep(20);
    for (int i = 0; i < waiters; i++) {
      int own = i;
      var begun = new CountDownLatch(1);
      programs.add(
          on.start(
              on.then(on.call(begun::countDown), limiter.within(on.call(() -> order.add(own))))));
      begun.await();
      Thread.sleep(5);
    }
    for (var program : programs) program.await();
    var got = List.copyOf(order);
    long inversions =
        IntStream.range(1, got.size()).filter(i -> got.get(i) < got.get(i - 1)).count();
    boolean left = afterCancelled(on, limiter);
    var evidence =
        "%d waiters, %d out of order; after a cancelled waiter the others %s"
            .formatted(waiters, inversions, left ? "go on" : "wait for ever");
    if (!left) return unsafe("a cancelled waiter blocks", evidence);
    return inversions == 0 ? safe("in order", evidence) : byDesign("not in order", evidence);
  }

  private static boolean afterCancelled(Plain<Object> on, Plain.Limiter<Object> limiter)
      throws Exception {
    var entered = new AtomicInteger();
    var waiter = limiter.within(on.call(entered::incrementAndGet));
    var holder = on.start(limiter.within(on.sleep(Duration.ofMillis(60))));
    Thread.sleep(10);
    var first = on.start(waiter);
    Thread.sleep(10);
    on.start(waiter);
    on.start(waiter);
    first.cancel();
    Programs.failure(holder);
    return Programs.reaches(() -> entered.get() >= 2, Duration.ofSeconds(1));
  }
}
