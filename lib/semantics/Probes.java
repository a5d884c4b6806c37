//SOURCES Aftermath.java
//SOURCES Cancellations.java
//SOURCES Deadlines.java
//SOURCES Patterns.java
//SOURCES Probe.java
//SOURCES Scopes.java
//SOURCES Sharing.java

package semantics;

import module java.base;

/// Every probe, in the order of pages.
public final class Probes {
  private static final List<Probe> ALL =
      Stream.concat(
              Stream.of(
                  Scopes.CHILD_FAILS,
                  Scopes.TWO_FAIL,
                  Scopes.UNAWAITED_FAILS,
                  Scopes.OUTLIVES,
                  Scopes.DROPPED_HANDLE,
                  Cancellations.SLEEPING,
                  Cancellations.WAITS,
                  Cancellations.SWALLOWED,
                  Cancellations.UNSTARTED,
                  Cancellations.MEETS_RESULT,
                  Cancellations.SHIELD,
                  Cancellations.COMPUTING,
                  Deadlines.WORK,
                  Deadlines.UNCOOPERATIVE,
                  Cancellations.CHAIN,
                  Sharing.BLOCKING,
                  Sharing.NO_CONSUMER,
                  Sharing.CONTEXT,
                  Sharing.LIMITER_LEAK,
                  Aftermath.CANCELLED_TIMERS,
                  Aftermath.LATE_FAILURE,
                  Aftermath.MANY_STEPS,
                  Scopes.NESTED_SCOPE,
                  Deadlines.TIMER,
                  Sharing.FAIRNESS,
                  Aftermath.EXIT),
              Patterns.all().stream())
          .toList();

  /// They take seconds, or make thousands of trials of their own.
  private static final Set<String> LONG =
      Set.of(
          "no-consumer",
          "limiter-leak",
          "cancelled-timers",
          "many-steps",
          "timer",
          "exit",
          "race-10000",
          "race-hedge",
          "race-compute");

  /// They need most of the ports or a whole processor, so one backend runs them at a time.
  private static final Set<String> ALONE = Set.of("race-10000", "race-compute");

  private Probes() {}

  /// Whether the probe runs once where others are repeated.
  static boolean isLong(Probe probe) {
    return LONG.contains(probe.id());
  }

  static boolean isAlone(Probe probe) {
    return ALONE.contains(probe.id());
  }

  public static List<Probe> all() {
    return ALL;
  }

  public static Optional<Probe> find(String id) {
    return ALL.stream().filter(probe -> probe.id().equals(id)).findFirst();
  }
}
