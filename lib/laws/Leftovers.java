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

/// What a program leaves behind: objects that are alive at its end and were not before it, or are
/// not any more once somebody has tidied up. A library's timers, entries of its queues and whatever
/// hangs on them are such objects, wherever it keeps them.
public final class Leftovers {
  /// Of fewer objects, a JVM makes as many by itself.
  private static final int LEAST = 500;

  /// A thread that has just told the end may not have left its last call-back: what counts is there
  /// every time.
  private static final int TRIES = 3;

  /// What such a thread is given to leave it where processors are busy, longer with each try.
  private static final Duration GRACE = Duration.ofMillis(20);

  private static final int NAMED = 3;

  private static final Duration LATER = Duration.ofMillis(400);
  private static final Pattern LINE = Pattern.compile("(?m)^ *\\d+: +(\\d+) +\\d+ +(\\S+)");

  /// Runs a program once.
  public interface Once {
    /// @param on the backend, which forgets a program that has ended: what hangs on its handle is
    ///     not left behind
    /// @param ended to be called when nothing may be left any more
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
  /// @return number and class of what is left, if it is anything: as many as half of the tasks, and
  ///     not less than 500
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

  /// When another program starts is when some would tidy up.
  private void another() {
    try {
      on.start(on.all(1, _ -> on.onCancel(on.sleep(Duration.ofMillis(1)), () -> {}))).await();
    } catch (Exception e) {
      throw new IllegalStateException("a program after the one that was cancelled fails", e);
    }
  }

  /// At once, or as soon as a library has tidied up that says how long it takes; other programs may
  /// run meanwhile, as the JVM lets go of threads of the kernel that have ended when others start.
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

  /// What there was most of at the end that was not there before, or is not there later.
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
    return new Decorated(on) {
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

  /// Live objects by class. Garbage is collected, and no other thread runs meanwhile. Classes of
  /// which there are few are left out, so that looking does not add what it counts.
  private static Map<String, Long> living() {
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
