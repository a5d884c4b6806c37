//SOURCES Wrong.java
//SOURCES ../backend/Plain.java

package scenario;

import module java.base;

import backend.Plain;

/// Requests, each of which is tried a second time if the first try has no answer after a while. The
/// first answer counts. The other try is cancelled, if the library does so.
public final class Hedges {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Plain<Object> on;
  private final Duration delay;
  private final Duration[][] lengths;

  // Per request and try. Each place is written by its own try only.
  private final int[][] made;
  private final boolean[][] answered;
  private final CountDownLatch left;

  /// @param delay after which the second try is made
  /// @param lengths of both tries, per request
  public Hedges(Plain<Object> on, Duration delay, Duration[][] lengths) {
    this.on = on;
    this.delay = delay;
    this.lengths = lengths;
    made = new int[lengths.length][2];
    answered = new boolean[lengths.length][2];
    left = new CountDownLatch(2 * lengths.length);
  }

  public Object request(int request) {
    return on.race(
        2, i -> i == 0 ? attempt(request, 0) : on.then(on.sleep(delay), attempt(request, 1)));
  }

  private Object attempt(int request, int i) {
    var make = on.call(() -> made[request][i]++);
    Runnable answer =
        () -> {
          answered[request][i] = true;
          left.countDown();
        };
    return on.then(make, on.after(on.sleep(lengths[request][i]), answer));
  }

  /// Waits until every try has its answer, where the library lets them run on.
  ///
  /// @return how many second tries there were
  public int awaitAnswers() throws Exception {
    if (on.losersRunOn() != null && !left.await(PATIENCE.toSeconds(), TimeUnit.SECONDS))
      throw new Wrong("%d tries do not end".formatted(left.getCount()));
    int seconds = 0;
    for (int request = 0; request < lengths.length; request++) {
      int first = made[request][0];
      int second = made[request][1];
      // Where tasks start late, the second try may win before the first has begun.
      if (first > 1 || second > 1)
        throw new Wrong("a first try was made %d times, its second %d".formatted(first, second));
      if (!answered[request][0] && !answered[request][1])
        throw new Wrong("a request ends without an answer");
      seconds += second;
    }
    return seconds;
  }
}
