//SOURCES Law.java
//SOURCES ../backend/Backend.java
//SOURCES ../backend/Unsupported.java

package laws;

import static laws.Law.expect;

import module java.base;

import backend.Backend;
import backend.Unsupported;

/// The law about code that blocks the thread that it runs on.
final class Offloading {
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private Offloading() {}

  /// The law does not apply to a library that has no place for such code.
  static void keeps(Backend<Object> on) throws Exception {
    try {
      on.blocking(() -> {});
    } catch (Unsupported e) {
      return;
    }
    failure(on);
    meanwhile(on);
  }

  private static void failure(Backend<Object> on) throws Exception {
    var planned = new IOException("planned");
    Throwable seen = null;
    try {
      on.start(
              on.blocking(() -> {
                throw planned;
              }))
          .await();
    } catch (Exception e) {
      seen = e;
    }
    expect(seen == planned, "blocking code threw " + planned + ", await saw " + seen);
  }

  /// The code blocks until other tasks have slept. It begins before they do. More of it runs than a
  /// scheduler has threads: Pekko's scheduler has eight at least, Netty's two per processor.
  private static void meanwhile(Backend<Object> on) throws Exception {
    int blocking = 8 + 2 * on.parallelism();
    int others = 20;
    var slept = new CountDownLatch(others);
    var held = new AtomicInteger();
    var runs = new AtomicIntegerArray(blocking);
    long end = System.nanoTime() + PATIENCE.toNanos();
    on.start(
            on.all(
                blocking + others,
                i ->
                    i < blocking
                        ? on.blocking(() -> {
                          if (!slept.await(end - System.nanoTime(), TimeUnit.NANOSECONDS))
                            held.incrementAndGet();
                          runs.incrementAndGet(i);
                        })
                        : on.then(on.sleep(Duration.ofMillis(10)), on.call(slept::countDown))))
        .await();
    expect(
        held.get() == 0,
        "while code was blocking, sleeps of 10 ms did not end in " + PATIENCE.toSeconds() + " s");
    for (int i = 0; i < blocking; i++) {
      expect(
          runs.get(i) == 1,
          "blocking code " + i + " of " + blocking + " ran " + runs.get(i) + " times");
    }
  }
}
