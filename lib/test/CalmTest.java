//SOURCES ../Library.java

package test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import module java.base;

import bench.Calm;
import bench.Wakeup;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// Processes of three seconds on a machine whose disturbances are known.
@DisplayName("Calm")
class CalmTest {
  private static final long PROCESS = Duration.ofSeconds(3).toNanos();

  /// From and to, in s, in turns.
  private final List<Integer> disturbances = new ArrayList<>();

  private long now;
  private int processes;

  private final Calm calm =
      new Calm(() -> disturbed() ? 9_100 : 7_000 + now % 7, () -> now, pause -> now += pause);

  private boolean disturbed() {
    long second = now / 1_000_000_000;
    for (int i = 0; i < disturbances.size(); i += 2)
      if (disturbances.get(i) <= second && second < disturbances.get(i + 1)) return true;
    return false;
  }

  private List<Calm.Attempt<Integer>> measure() {
    return calm.run(this::process, _ -> true, _ -> null);
  }

  private int process() {
    now += PROCESS;
    return ++processes;
  }

  @Test
  @DisplayName("what is measured in calm is measured once, and says what waking a thread took")
  void undisturbed() {
    for (int i = 0; i < 10; i++) {
      var attempts = measure();
      assertEquals(1, attempts.size());
      assertEquals(7_000, attempts.getFirst().wakeNs(), 10);
      assertFalse(attempts.getFirst().disturbed());
    }
    assertEquals(10 * PROCESS, now);
  }

  @Test
  @DisplayName(
      "a process that ended in a disturbance is measured again when that is over, and kept beside"
          + " the one that counts")
  void again() {
    disturbances.addAll(List.of(62, 70));
    for (int i = 0; i < 20; i++) assertEquals(1, measure().size());
    var attempts = measure();
    assertEquals(2, attempts.size());
    assertTrue(attempts.getFirst().disturbed());
    assertFalse(attempts.getLast().disturbed());
    assertTrue(now >= Duration.ofSeconds(73).toNanos(), "it waited for the end");
    assertEquals(List.of(21, 22), attempts.stream().map(Calm.Attempt::report).toList());
  }

  @Test
  @DisplayName("a process that began in a disturbance waits for its end")
  void waits() {
    disturbances.addAll(List.of(30, 36));
    for (int i = 0; i < 12; i++) measure();
    assertEquals(
        Duration.ofSeconds(12 * 3 + 6).toNanos(), now, Duration.ofSeconds(3).toNanos() + 2e8);
  }

  @Test
  @DisplayName("a disturbance that does not end costs a quarter more time at most, and is told")
  void patience() {
    disturbances.addAll(List.of(30, 1_000_000));
    for (int i = 0; i < 10; i++) measure();
    int told = 0;
    for (int i = 0; i < 90; i++) if (measure().getLast().disturbed()) told++;
    assertEquals(90, told);
    assertTrue(now <= 1.34 * 100 * PROCESS, "took " + Duration.ofNanos(now));
  }

  @Test
  @DisplayName("nothing is waited for or repeated beyond the end of the run")
  void end() {
    disturbances.addAll(List.of(31, 1_000));
    var end = Duration.ofSeconds(36);
    calm.until(end.toNanos());
    while (now < end.toNanos()) measure();
    for (int i = 0; i < 5; i++) {
      long before = now;
      var attempts = measure();
      assertEquals(1, attempts.size());
      assertTrue(attempts.getFirst().disturbed());
      assertEquals(PROCESS, now - before);
    }
  }

  @Test
  @DisplayName("a failure is no disturbance: it is not tried again")
  void failure() {
    disturbances.addAll(List.of(31, 40));
    for (int i = 0; i < 10; i++) measure();
    var attempts = calm.run(this::process, _ -> false, _ -> null);
    assertTrue(attempts.getFirst().disturbed());
    assertEquals(1, attempts.size());
  }

  @Test
  @DisplayName("whoever ends the run while a process is repeated keeps the one before")
  void ended() {
    disturbances.addAll(List.of(62, 70));
    for (int i = 0; i < 20; i++) measure();
    var attempts =
        calm.run(
            () -> {
              if (processes == 21) throw new CancellationException();
              return process();
            },
            _ -> true,
            _ -> null);
    assertEquals(List.of(21), attempts.stream().map(Calm.Attempt::report).toList());
    assertThrows(
        CancellationException.class,
        () ->
            calm.run(
                () -> {
                  throw new CancellationException();
                },
                _ -> true,
                _ -> null));
  }

  @Test
  @DisplayName("what a process saw itself counts, not what was before and after it")
  void inside() {
    for (int i = 0; i < 10; i++) measure();
    disturbances.addAll(List.of(33, 34));
    var attempts = calm.run(this::process, _ -> true, number -> number == 11 ? 9_200.0 : 7_000.0);
    assertEquals(List.of(9_200.0, 7_000.0), attempts.stream().map(Calm.Attempt::wakeNs).toList());
    assertTrue(attempts.getFirst().disturbed());
    assertFalse(attempts.getLast().disturbed());
  }

  @Test
  @DisplayName("a run that began in a disturbance sees later what is usual")
  void later() {
    disturbances.addAll(List.of(0, 10));
    var first = measure().getFirst();
    assertFalse(first.disturbed());
    for (int i = 0; i < 20; i++) measure();
    assertTrue(calm.disturbed(first.wakeNs()));
    assertFalse(calm.disturbed(null));
  }

  @Test
  @DisplayName(
      "waking a thread of this machine takes longer than nothing and less than a millisecond")
  void machine() {
    double nanos = Wakeup.nanos();
    assertTrue(100 < nanos && nanos < 1_000_000, nanos + " ns");
  }
}
