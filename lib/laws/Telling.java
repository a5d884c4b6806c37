//SOURCES Law.java
//SOURCES ../backend/Backend.java

package laws;

import static laws.Law.FOREVER;
import static laws.Law.expect;

import module java.base;

import backend.Backend;

/// The laws about operations that report their end.
final class Telling {
  private Telling() {}

  static void timedOnce(Backend<Object> on) throws Exception {
    int times = 100;
    var ran = new AtomicInteger();
    var told = new ConcurrentLinkedQueue<Long>();
    on.start(on.repeat(times, _ -> on.timed(on.call(ran::incrementAndGet), told::add))).await();
    expect(ran.get() == times, "of " + times + " timed operations " + ran + " ran");
    expect(told.size() == times, times + " timed operations told " + told.size() + " times");
    told.clear();
    on.start(on.timed(on.sleep(Duration.ofMillis(20)), told::add)).await();
    expect(told.size() == 1 && told.peek() >= 19_000_000, "a sleep of 20 ms told " + told + " ns");
  }

  static void timedNever(Backend<Object> on) throws Exception {
    never(on, (operation, told) -> on.timed(operation, _ -> told.run()), "told a time");
  }

  static void afterOnce(Backend<Object> on) throws Exception {
    int times = 20;
    var ended = new AtomicInteger();
    var seen = new ConcurrentLinkedQueue<Integer>();
    var step = on.then(on.sleep(Duration.ofMillis(1)), on.call(ended::incrementAndGet));
    on.start(on.repeat(times, _ -> on.after(step, () -> seen.add(ended.get())))).await();
    expect(
        seen.size() == times, "after " + times + " operations, code ran " + seen.size() + " times");
    var wanted = IntStream.rangeClosed(1, times).boxed().toList();
    expect(List.copyOf(seen).equals(wanted), "of " + times + " operations had ended " + seen);
  }

  static void afterNever(Backend<Object> on) throws Exception {
    never(on, on::after, "ran the code after it");
  }

  /// @param after makes an operation that reports its end
  private static void never(
      Backend<Object> on, BiFunction<Object, Runnable, Object> after, String does)
      throws Exception {
    int tasks = 50;
    var told = new AtomicInteger();
    var started = new CountDownLatch(tasks);
    var torn = new AtomicInteger();
    var waits =
        on.onCancel(on.then(on.call(started::countDown), on.sleep(FOREVER)), torn::incrementAndGet);
    var running = on.start(on.all(tasks, _ -> after.apply(waits, told::incrementAndGet)));
    started.await();
    running.cancel();
    running.await();
    expect(told.get() == 0, told + " of " + tasks + " cancelled operations " + does);
    expect(torn.get() == tasks, "of " + tasks + " cancelled operations, " + torn + " were told so");
    var fails =
        on.call(() -> {
          throw new IOException("planned");
        });
    try {
      on.start(after.apply(fails, told::incrementAndGet)).await();
    } catch (IOException e) {
      expect(told.get() == 0, "a failed operation " + does);
    }
  }
}
