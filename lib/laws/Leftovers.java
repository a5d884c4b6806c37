//SOURCES ../backend/Backend.java
//SOURCES ../backend/Decorated.java
//SOURCES ../backend/Running.java

package laws;

import module java.base;

import backend.Backend;
import backend.Decorated;
import backend.Running;
import java.lang.management.ManagementFactory;
import javax.management.JMException;
import javax.management.ObjectName;

/// What a program leaves behind: objects that are alive at its end, but were not alive before it,
/// or that are gone once somebody has cleaned up. Such objects are a library's timers, entries of
/// its queues and whatever these refer to, wherever the library keeps them.
public final class Leftovers {
  /// Smaller numbers of objects are ignored, because a JVM makes that many by itself.
  private static final int LEAST = 500;

  /// A thread that has just reported the end may still be in its last callback. So only what is
  /// found in every try counts.
  static final int TRIES = 3;

  /// The time that such a thread gets to leave its callback when processors are busy. It grows with
  /// each try.
  static final Duration GRACE = Duration.ofMillis(20);

  private static final int NAMED = 3;

  private static final Duration LATER = Duration.ofMillis(400);
  private static final Pattern LINE = Pattern.compile("(?m)^ *\\d+: +(\\d+) +\\d+ +(\\S+)");

  /// Runs a program once.
  public interface Once {
    /// @param on the backend, which forgets a program that has ended, so that what hangs on the
    ///     program's handle does not count as left behind
    /// @param ended to be called at the moment when nothing may be left any more
    void run(Backend<Object> on, Runnable ended) throws Exception;
  }

  private final Backend<Object> on;
  private final int least;
  private final Duration grace;
  private final Map<String, Long> before = living();
  private Map<String, Long> atEnd = Map.of();

  private Leftovers(Backend<Object> on, int tasks, Duration grace) {
    this.on = on;
    this.grace = grace;
    this.least = Math.max(LEAST, tasks / 2);
  }

  /// @param tasks of the program
  /// @return number and class of what is left, if it is as many as half of the tasks, and not less
  ///     than 500
  public static Optional<String> found(Backend<Object> on, int tasks, Once once) throws Exception {
    var found = Optional.<String>empty();
    for (int i = 0; i < TRIES && (i == 0 || found.isPresent()); i++)
      found = new Leftovers(on, tasks, GRACE.multipliedBy(i + 1)).found(once);
    return found;
  }

  private Optional<String> found(Once once) throws Exception {
    once.run(forgetting(on), this::look);
    another();
    Thread.sleep(LATER);
    return most(living());
  }

  /// Some libraries clean up when another program starts.
  private void another() {
    try {
      on.start(on.all(1, _ -> on.onCancel(on.sleep(Duration.ofMillis(1)), () -> {}))).await();
    } catch (Exception e) {
      throw new IllegalStateException("a program after the one that was cancelled fails", e);
    }
  }

  /// Looks at once. If a library says how long it takes to clean up, looks as soon as the library
  /// has done so. Other programs may run meanwhile, because the JVM releases ended kernel threads
  /// when other threads start.
  private void look() {
    LockSupport.parkNanos(grace.toNanos());
    long end = System.nanoTime() + on.tidiesUpWithin().toNanos();
    atEnd = living();
    for (var pause = LATER;
        System.nanoTime() < end && most(before).isPresent();
        pause = pause.multipliedBy(2)) {
      LockSupport.parkNanos(pause.toNanos());
      another();
      atEnd = living();
    }
  }

  /// The classes with the most objects that exist at the end, but did not exist before, or do not
  /// exist later.
  private Optional<String> most(Map<String, Long> later) {
    return atEnd.entrySet().stream()
        .map(one -> Map.entry(one.getKey(), one.getValue() - normal(one.getKey(), later)))
        .filter(one -> one.getValue() >= least)
        .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
        .limit(NAMED)
        .map(most -> "%,d %s".formatted(most.getValue(), most.getKey()))
        .reduce((a, b) -> a + " and " + b);
  }

  private long normal(String type, Map<String, Long> later) {
    return Math.min(before.getOrDefault(type, 0L), later.getOrDefault(type, 0L));
  }

  private static Backend<Object> forgetting(Backend<Object> on) {
    return new Decorated<>(on) {
      @Override
      public Running start(Object program) {
        return new Forgetful(inner.start(program));
      }
    };
  }

  private static final class Forgetful implements Running {
    private Running running;

    Forgetful(Running running) {
      this.running = running;
    }

    @Override
    public void cancel() {
      running.cancel();
    }

    @Override
    public void await() throws Exception {
      try {
        running.await();
      } finally {
        running = null;
      }
    }
  }

  /// Live objects by class. Garbage is collected first, and no other thread runs meanwhile. Classes
  /// with few objects are left out, so that the look does not add to what it counts.
  static Map<String, Long> living() {
    try {
      var histogram =
          (String)
              ManagementFactory.getPlatformMBeanServer()
                  .invoke(
                      new ObjectName("com.sun.management:type=DiagnosticCommand"),
                      "gcClassHistogram",
                      new Object[] {new String[0]},
                      new String[] {String[].class.getName()});
      return LINE.matcher(histogram)
          .results()
          .filter(line -> line.group(1).length() > 2)
          .collect(
              Collectors.toMap(
                  line -> line.group(2), line -> Long.valueOf(line.group(1)), Long::sum));
    } catch (JMException e) {
      throw new IllegalStateException("this JVM does not tell what is alive", e);
    }
  }
}
