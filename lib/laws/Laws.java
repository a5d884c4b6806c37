//SOURCES Endings.java
//SOURCES Law.java
//SOURCES Offloading.java
//SOURCES Telling.java
//SOURCES ../backend/Backend.java
//SOURCES ../backend/Running.java

package laws;

import static laws.Law.FOREVER;
import static laws.Law.expect;

import module java.base;

import backend.Backend;
import backend.Running;

/// The laws that every adapter must keep. A backend that breaks one gets no number in the results.
public final class Laws {

  /// If no new child has started for this time, no other is expected.
  private static final Duration STANDSTILL = Duration.ofSeconds(5);

  private static final List<Law> ALL =
      List.of(
          new Law("all runs every child exactly once", Laws::everyChildOnce),
          new Law("all starts no child on the stack that asks for it", Laws::asynchronousStart),
          new Law("all runs its children concurrently", Laws::concurrent),
          new Law("all ends after its last child, also when nested", Laws::lastChild),
          new Law("all takes 200,000 children at once", Laws::manyChildren),
          new Law("sleep waits for the whole delay", Laws::wholeDelay),
          new Law("timed tells once, the time of what it ran", Telling::timedOnce),
          new Law("timed tells nothing of what failed or was cancelled", Telling::timedNever),
          new Law("after runs its code once, when the operation has ended", Telling::afterOnce),
          new Law(
              "after runs nothing where the operation failed or was cancelled",
              Telling::afterNever),
          new Law("repeat runs one step after another", Laws::sequential),
          new Law("repeat takes a million steps", Laws::millionSteps),
          new Law(
              "blocking runs its code exactly once and lets others go on meanwhile",
              Offloading::keeps),
          new Law("a failure reaches whoever awaits, as that exception", Endings::failure),
          new Law("a mistake in the caller's own code fails the program", Endings::mistakes),
          new Law("start returns at once", Endings::startReturns),
          new Law("a started task sees its cancellation exactly once", Endings::cancelledOnce),
          new Law("nothing runs any more after cancel and await", Endings::quiet),
          new Law("await returns after the last teardown", Endings::teardownBeforeAwait),
          new Law("cancel may come at once, twice or after the end", Endings::cancelAnyTime),
          new Law("failure and cancellation may come at once", Endings::failureMeetsCancellation),
          new Law("a cancelled program leaves nothing in memory", Endings::nothingKept),
          new Law(
              "what a cancellation leaves behind is gone when await returns", Endings::nothingLeft),
          new Law(
              "a cancellation while children are asked for is not lost",
              Endings::cancelWhileAsking),
          new Law("close leaves no thread behind", Laws::noThread));

  private Laws() {}

  public static List<Law> all() {
    return ALL;
  }

  private static void everyChildOnce(Backend<Object> on) throws Exception {
    int tasks = 20_000;
    var runs = new AtomicIntegerArray(tasks);
    on.start(on.all(tasks, i -> on.call(() -> runs.incrementAndGet(i)))).await();
    for (int i = 0; i < tasks; i++) {
      expect(runs.get(i) == 1, "child " + i + " of " + tasks + " ran " + runs.get(i) + " times");
    }
  }

  /// If a child runs between two requests of the thread that asks for children, and on that same
  /// thread, it runs on the stack of the code that asks.
  private static void asynchronousStart(Backend<Object> on) throws Exception {
    int tasks = 50;
    var asker = new AtomicReference<Thread>();
    var onStack = new AtomicInteger();
    on.start(
            on.all(
                tasks,
                i -> {
                  asker.set(i < tasks - 1 ? Thread.currentThread() : null);
                  return on.call(() -> {
                    if (asker.get() == Thread.currentThread()) onStack.incrementAndGet();
                  });
                }))
        .await();
    expect(
        onStack.get() == 0,
        onStack + " of " + tasks + " children ran on the stack that asked for them");
  }

  private static void concurrent(Backend<Object> on) throws Exception {
    int tasks = 20;
    var active = new AtomicInteger();
    var most = new AtomicInteger();
    on.start(
            on.all(
                tasks,
                _ ->
                    on.then(
                        on.call(() -> most.accumulateAndGet(active.incrementAndGet(), Math::max)),
                        on.then(
                            on.sleep(Duration.ofMillis(300)), on.call(active::decrementAndGet)))))
        .await();
    expect(
        most.get() == tasks,
        "at most " + most + " of " + tasks + " children were active at the same time");
  }

  /// The child that is asked for last takes much longer than the others, so that a busy machine
  /// does not blur the result.
  private static void lastChild(Backend<Object> on) throws Exception {
    int outer = 20;
    int inner = 20;
    var ended = new AtomicInteger();
    on.start(
            on.all(
                outer,
                i ->
                    on.all(
                        inner,
                        j ->
                            on.then(
                                on.sleep(Duration.ofMillis((j == inner - 1 ? 100 : 0) + i + j)),
                                on.call(ended::incrementAndGet)))))
        .await();
    expect(
        ended.get() == outer * inner,
        ended + " of " + outer * inner + " children had ended when all did");
  }

  /// All children stay alive until the last one has started. A backend that cannot hold that many
  /// says so, and is asked for 10,000 at most.
  private static void manyChildren(Backend<Object> on) throws Exception {
    int tasks = on.mostTasks() >= 200_000 ? 200_000 : Math.min(10_000, on.mostTasks());
    var active = new AtomicInteger();
    var most = new AtomicInteger();
    var running =
        on.start(
            on.all(
                tasks,
                _ ->
                    on.then(
                        on.call(() -> most.accumulateAndGet(active.incrementAndGet(), Math::max)),
                        on.then(on.sleep(FOREVER), on.call(active::decrementAndGet)))));
    for (long seen = -1, since = 0; most.get() < tasks; Thread.sleep(10)) {
      long now = System.nanoTime();
      if (most.get() == seen && now - since > STANDSTILL.toNanos()) break;
      if (most.get() > seen) since = now;
      seen = most.get();
    }
    running.cancel();
    running.await();
    expect(most.get() == tasks, "at most " + most + " of " + tasks + " children were alive");
  }

  /// A sleep may end one millisecond early, because some libraries round to the tick of their
  /// clock, and they may do that.
  private static void wholeDelay(Backend<Object> on) throws Exception {
    for (int millis : new int[] {5, 20, 50}) {
      long start = System.nanoTime();
      on.start(on.sleep(Duration.ofMillis(millis))).await();
      double slept = (System.nanoTime() - start) / 1e6;
      expect(slept >= millis - 1, "a sleep of " + millis + " ms took " + slept + " ms");
    }
  }

  private static void sequential(Backend<Object> on) throws Exception {
    var steps = new ArrayList<String>();
    on.start(
            on.repeat(
                3,
                i -> {
                  steps.add("ask " + i);
                  return on.then(
                      on.sleep(Duration.ofMillis(5)), on.call(() -> steps.add("end " + i)));
                }))
        .await();
    expect(
        steps.equals(List.of("ask 0", "end 0", "ask 1", "end 1", "ask 2", "end 2")),
        "steps were " + steps);
  }

  private static void millionSteps(Backend<Object> on) throws Exception {
    var ran = new AtomicInteger();
    on.start(on.repeat(1_000_000, _ -> on.call(ran::incrementAndGet))).await();
    expect(ran.get() == 1_000_000, ran + " of 1000000 steps ran");
  }

  private static void noThread(Backend<Object> on) throws Exception {
    Running running = on.start(on.all(100, _ -> on.sleep(Duration.ofMillis(1))));
    running.await();
    // The rest is checked after the backend has been closed.
  }
}
