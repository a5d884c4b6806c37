//SOURCES Endings.java
//SOURCES Offloading.java
//SOURCES Telling.java
//SOURCES Threads.java
//SOURCES ../backend/Backend.java
//SOURCES ../backend/Running.java

package laws;

import module java.base;

import backend.Backend;
import backend.Running;

/// The laws that every adapter keeps. A backend that breaks one posts no number.
public final class Laws {

  /// @param sentence what must hold
  /// @param check throws if it does not; the backend is fresh and is closed by the caller
  public record Law(String sentence, Check check) {
    @Override
    public String toString() {
      return sentence;
    }
  }

  /// The body of a law.
  public interface Check {
    void on(Backend<Object> backend) throws Exception;
  }

  /// How long a law may take before it counts as broken: a program that never ends.
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  /// After this time without a new child, no other is expected.
  private static final Duration STANDSTILL = Duration.ofSeconds(5);

  static final Duration FOREVER = Duration.ofHours(1);

  private static final List<Law> ALL =
      List.of(
          law("all runs every child exactly once", Laws::everyChildOnce),
          law("all starts no child on the stack that asks for it", Laws::asynchronousStart),
          law("all runs its children concurrently", Laws::concurrent),
          law("all ends after its last child, also when nested", Laws::lastChild),
          law("all takes 200,000 children at once", Laws::manyChildren),
          law("sleep waits for the whole delay", Laws::wholeDelay),
          law("timed tells once, the time of what it ran", Telling::timedOnce),
          law("timed tells nothing of what failed or was cancelled", Telling::timedNever),
          law("after runs its code once, when the operation has ended", Telling::afterOnce),
          law(
              "after runs nothing where the operation failed or was cancelled",
              Telling::afterNever),
          law("repeat runs one step after another", Laws::sequential),
          law("repeat takes a million steps", Laws::millionSteps),
          law(
              "blocking runs its code exactly once and lets others go on meanwhile",
              Offloading::keeps),
          law("a failure reaches whoever awaits, as that exception", Endings::failure),
          law("a mistake in the caller's own code fails the program", Endings::mistakes),
          law("start returns at once", Endings::startReturns),
          law("a started task sees its cancellation exactly once", Endings::cancelledOnce),
          law("nothing runs any more after cancel and await", Endings::quiet),
          law("await returns after the last teardown", Endings::teardownBeforeAwait),
          law("cancel may come at once, twice or after the end", Endings::cancelAnyTime),
          law("failure and cancellation may come at once", Endings::failureMeetsCancellation),
          law("a cancelled program leaves nothing in memory", Endings::nothingKept),
          law("what a cancellation leaves behind is gone when await returns", Endings::nothingLeft),
          law(
              "a cancellation while children are asked for is not lost",
              Endings::cancelWhileAsking),
          law("close leaves no thread behind", Laws::noThread));

  private Laws() {}

  private static Law law(String sentence, Check check) {
    return new Law(sentence, check);
  }

  public static List<Law> all() {
    return ALL;
  }

  /// Checks one law on a fresh backend, within a bounded time.
  ///
  /// @return what was seen instead, if the law is broken
  public static Optional<String> broken(Law law, Supplier<Backend<Object>> factory) {
    var before = Threads.own();
    var outcome =
        new FutureTask<Void>(() -> {
          try (var backend = factory.get()) {
            law.check.on(backend);
          }
          var left = Threads.left(before);
          expect(left.isEmpty(), "threads left after close: " + left);
          return null;
        });
    // On a thread of its own: a wrong adapter may block it for ever.
    Thread.ofPlatform().daemon().name("law").start(outcome);
    try {
      outcome.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
      return Optional.empty();
    } catch (ExecutionException e) {
      return Optional.of(
          e.getCause() instanceof Broken broken ? broken.getMessage() : "" + e.getCause());
    } catch (TimeoutException e) {
      return Optional.of("no end after " + PATIENCE.toSeconds() + " s");
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  static final class Broken extends Exception {
    private static final long serialVersionUID = 1;

    Broken(String message) {
      super(message);
    }
  }

  static void expect(boolean holds, String seen) throws Broken {
    if (!holds) throw new Broken(seen);
  }

  private static void everyChildOnce(Backend<Object> on) throws Exception {
    int tasks = 20_000;
    var runs = new AtomicIntegerArray(tasks);
    on.start(on.all(tasks, i -> on.call(() -> runs.incrementAndGet(i)))).await();
    for (int i = 0; i < tasks; i++) {
      expect(runs.get(i) == 1, "child " + i + " of " + tasks + " ran " + runs.get(i) + " times");
    }
  }

  /// A child that runs between two requests of the thread that asks runs on its stack.
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

  /// The child that is asked for last takes much longer, so that a busy machine blurs nothing.
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

  /// All of them wait for the last. A backend that cannot hold as many says so, and is asked for
  /// 10,000 at most.
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

  /// One millisecond of grace: some libraries round to the tick of their clock, which is theirs to
  /// do.
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
    // The rest is checked when the backend has been closed.
  }
}
