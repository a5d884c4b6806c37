//SOURCES Law.java
//SOURCES Leftovers.java
//SOURCES ../backend/Backend.java
//SOURCES ../backend/Running.java

package laws;

import static laws.Law.FOREVER;
import static laws.Law.expect;

import module java.base;

import backend.Backend;
import backend.Running;
import java.lang.management.ManagementFactory;

/// The laws about how a program ends early: by failure or by cancellation.
final class Endings {
  /// Long enough for a cancellation, also on a busy machine.
  private static final Duration LONG = Duration.ofSeconds(5);

  private Endings() {}

  static void cancelledOnce(Backend<Object> on) throws Exception {
    int tasks = 200;
    var seen = new AtomicIntegerArray(tasks);
    cancelWhenStarted(on, tasks, i -> seen.incrementAndGet(i));
    for (int i = 0; i < tasks; i++) {
      expect(seen.get(i) == 1, "task " + i + " saw its cancellation " + seen.get(i) + " times");
    }
  }

  static void teardownBeforeAwait(Backend<Object> on) throws Exception {
    int tasks = 5;
    var ended = new AtomicInteger();
    cancelWhenStarted(
        on,
        tasks,
        _ -> {
          long end = System.nanoTime() + 100_000_000;
          // The interrupt may leave a permit, so parking once is not enough.
          while (System.nanoTime() < end) LockSupport.parkNanos(end - System.nanoTime());
          ended.incrementAndGet();
        });
    expect(
        ended.get() == tasks, ended + " of " + tasks + " teardowns had ended when await returned");
  }

  private static void cancelWhenStarted(Backend<Object> on, int tasks, IntConsumer teardown)
      throws Exception {
    var started = new CountDownLatch(tasks);
    var running =
        on.start(
            on.all(
                tasks,
                i ->
                    on.onCancel(
                        on.then(on.call(started::countDown), on.sleep(FOREVER)),
                        () -> teardown.accept(i))));
    started.await();
    running.cancel();
    running.await();
  }

  static void quiet(Backend<Object> on) throws Exception {
    var ticks = new AtomicLong();
    var started = new CountDownLatch(20);
    var tick = on.then(on.call(ticks::incrementAndGet), on.sleep(Duration.ofMillis(1)));
    var running =
        on.start(
            on.all(20, _ -> on.then(on.call(started::countDown), on.repeat(1_000_000, _ -> tick))));
    started.await();
    Thread.sleep(20);
    running.cancel();
    running.await();
    long atEnd = ticks.get();
    Thread.sleep(50);
    expect(ticks.get() == atEnd, ticks.get() - atEnd + " operations ran after await had returned");
  }

  static void cancelAnyTime(Backend<Object> on) throws Exception {
    var early = on.start(on.all(20, _ -> on.sleep(FOREVER)));
    early.cancel();
    early.cancel();
    early.await();
    var ended = on.start(on.sleep(Duration.ofMillis(1)));
    ended.await();
    ended.cancel();
    ended.await();
    var alive = new AtomicInteger();
    on.start(on.all(20, _ -> on.call(alive::incrementAndGet))).await();
    expect(alive.get() == 20, "after two cancelled programs, " + alive + " of 20 children ran");
  }

  static void failure(Backend<Object> on) throws Exception {
    int tasks = 9;
    for (int failing : new int[] {0, tasks / 2, tasks - 1}) {
      var planned = new IOException("planned");
      var running =
          on.start(
              on.all(
                  tasks,
                  i ->
                      i == failing
                          ? on.call(() -> {
                            throw planned;
                          })
                          : on.sleep(Duration.ofMillis(5))));
      Throwable seen = null;
      try {
        running.await();
      } catch (Exception e) {
        seen = e;
      }
      expect(
          seen == planned,
          "child " + failing + " of " + tasks + " threw " + planned + ", await saw " + seen);
    }
  }

  /// The library runs code of the caller that throws. The program must fail; it must not hang.
  static void mistakes(Backend<Object> on) throws Exception {
    IntFunction<Object> asked =
        _ -> {
          throw new ArrayIndexOutOfBoundsException("planned");
        };
    LongConsumer told =
        _ -> {
          throw new ArrayIndexOutOfBoundsException("planned");
        };
    var tick = on.sleep(Duration.ofMillis(1));
    var programs = new LinkedHashMap<String, Object>();
    programs.put("asking for a step", on.repeat(3, asked));
    programs.put("asking for a later step", on.repeat(3, i -> i == 0 ? tick : asked.apply(i)));
    programs.put("asking for a child", on.all(3, i -> i == 1 ? asked.apply(i) : tick));
    programs.put("asking in a child", on.all(3, _ -> on.repeat(2, asked)));
    programs.put("telling a time", on.timed(tick, told));
    programs.put("telling an end", on.after(tick, () -> told.accept(0)));
    for (var program : programs.entrySet()) {
      Throwable seen = null;
      try {
        on.start(program.getValue()).await();
      } catch (Exception e) {
        seen = e;
      }
      expect(
          seen instanceof ArrayIndexOutOfBoundsException,
          "an exception in " + program.getKey() + " reached await as " + seen);
    }
  }

  static void startReturns(Backend<Object> on) throws Exception {
    var gate = new CountDownLatch(1);
    var running = on.start(on.call(gate::await));
    // If the program runs on the stack of `start`, this line is not reached, and the gate stays
    // shut.
    gate.countDown();
    running.await();
  }

  /// A failure and a cancellation come at the same time, and the first of them decides. The program
  /// ends normally or with that very failure, and every task that had started is notified once.
  /// Libraries differ in whether a task that was about to start is notified.
  static void failureMeetsCancellation(Backend<Object> on) throws Exception {
    int tasks = 20;
    for (int cycle = 0; cycle < 200; cycle++) {
      var planned = new IOException("planned");
      var started = new AtomicIntegerArray(tasks);
      var torn = new AtomicIntegerArray(tasks);
      var all = new CountDownLatch(tasks);
      var fails =
          on.then(
              on.sleep(Duration.ofMillis(2)),
              on.call(() -> {
                throw planned;
              }));
      var running =
          on.start(
              on.all(
                  tasks,
                  i -> {
                    var starts =
                        on.call(() -> {
                          started.set(i, 1);
                          all.countDown();
                        });
                    return i == 0
                        ? on.then(on.call(all::countDown), fails)
                        : on.onCancel(
                            on.then(starts, on.sleep(FOREVER)), () -> torn.incrementAndGet(i));
                  }));
      if (all.await(2, TimeUnit.MILLISECONDS)) Thread.sleep(cycle % 3);
      running.cancel();
      try {
        running.await();
      } catch (IOException e) {
        expect(e == planned, "await saw " + e);
      }
      for (int i = 0; i < tasks; i++) {
        expect(
            started.get(i) <= torn.get(i) && torn.get(i) <= 1,
            "task %d, %s, saw its cancellation %d times"
                .formatted(i, started.get(i) == 0 ? "not started" : "started", torn.get(i)));
      }
    }
  }

  /// The task that asks for children does not wait at that moment. The cancellation must reach what
  /// the task waits for next.
  static void cancelWhileAsking(Backend<Object> on) throws Exception {
    for (int cycle = 0; cycle < 20; cycle++) {
      var self = new CompletableFuture<Running>();
      var sleptOut = new AtomicBoolean();
      var asleep = on.all(10, _ -> on.sleep(LONG));
      var running =
          on.start(
              on.then(
                  on.all(
                      50,
                      i -> {
                        if (i == 25) self.join().cancel();
                        return on.call(() -> {});
                      }),
                  on.then(asleep, on.call(() -> sleptOut.set(true)))));
      self.complete(running);
      running.await();
      expect(
          !sleptOut.get(),
          "a program slept for " + LONG.toSeconds() + " s, though cancelled at its start");
    }
  }

  /// If something is gone a little later, or when the next program starts, the library has cleaned
  /// up outside of the measured time.
  static void nothingLeft(Backend<Object> on) throws Exception {
    int tasks = threadPerTask(on) ? 1_000 : 5_000;
    startAndCancel(on, 5, tasks, 1, () -> {});
    var found =
        Leftovers.found(on, tasks, (watched, ended) -> startAndCancel(watched, 1, tasks, 1, ended));
    expect(
        found.isEmpty(), "of %,d cancelled tasks, %s were left".formatted(tasks, found.orElse("")));
  }

  /// If a timer of an hour is forgotten instead of cancelled, it keeps its task in memory: 25 MB in
  /// all.
  static void nothingKept(Backend<Object> on) throws Exception {
    int cycles = threadPerTask(on) ? 100 : 1_000;
    int bytes = 250_000 / cycles;
    startAndCancel(on, cycles / 10, 100, bytes, () -> {});
    long before = used();
    startAndCancel(on, cycles, 100, bytes, () -> {});
    long kept = used() - before;
    expect(
        kept < 10_000_000,
        "%.1f MB are kept after %d cancelled programs of 100 tasks".formatted(kept / 1e6, cycles));
  }

  /// Threads of the kernel take far longer to start than other tasks, so there are fewer of them.
  private static boolean threadPerTask(Backend<Object> on) {
    return on.mostTasks() < Integer.MAX_VALUE;
  }

  /// @param bytes that each task holds
  private static void startAndCancel(
      Backend<Object> on, int cycles, int tasks, int bytes, Runnable ended) throws Exception {
    for (int cycle = 0; cycle < cycles; cycle++) {
      var started = new CountDownLatch(tasks);
      var running =
          on.start(
              on.all(
                  tasks,
                  _ -> {
                    var memory = new byte[bytes];
                    return on.onCancel(
                        on.then(on.call(started::countDown), on.sleep(FOREVER)), () -> memory[0]++);
                  }));
      started.await();
      running.cancel();
      running.await();
      ended.run();
    }
  }

  /// Bytes of the heap in use. This is the lowest of several readings, because references may be
  /// cleared late.
  private static long used() throws InterruptedException {
    var heap = ManagementFactory.getMemoryMXBean();
    long least = Long.MAX_VALUE;
    for (int i = 0; i < 5; i++) {
      System.gc();
      least = Math.min(least, heap.getHeapMemoryUsage().getUsed());
      Thread.sleep(20);
    }
    return least;
  }
}
