//SOURCES Options.java
//SOURCES Trial.java
//SOURCES ../backend/Backends.java
//SOURCES ../result/Calibration.java

package bench;

import module java.base;

import backend.Backends;
import result.Calibration.Check;

/// What an adapter costs over a program that somebody wrote by hand with the same library, in processor time per task, which
/// is steadier than wall time.
///
/// @param calibrate main class of the workers that run the JVM's hand-written programs; Python's are in its own worker
record Tax(Options options, String calibrate, Random random) {
  private static final double MOST = 1.03;

  /// A few percent need a narrower interval than a ranking.
  private static final int ROUNDS = 2;

  /// Why some adapters cost more than a program that does one thing only.
  private static final Map<String, String> WHY =
      Map.of(
          "completable-future",
              "it pays for the links that carry cancellation to the timers, which no future does by"
                  + " itself",
          "bare",
              "it pays for operations that can be combined and cancelled; the loop by hand can do"
                  + " this one thing");

  /// @throws IllegalStateException with the reason if a worker fails
  Check of(Backends.Entry backend) {
    boolean python = backend.runtime().equals("python");
    var trial =
        new Trial(
            options,
            python ? "task_spawn" : calibrate,
            backend,
            List.of(List.of(python ? "--by-hand" : "--hand=" + backend.id()), List.of()));
    for (int round = 0; round < ROUNDS * options.rounds(); round++) trial.round(random);
    var processor = trial.compare("cpu_per_op", 1);
    var wall = trial.compare("throughput", 1);
    var check =
        Check.atMost(
            MOST,
            "adapter tax of " + backend.id(),
            processor.advantage(),
            "x processor time",
            "95 %%: %s to %s; wall time %s (%s to %s)"
                .formatted(
                    text(processor.low()),
                    text(processor.high()),
                    text(wall.advantage()),
                    text(wall.low()),
                    text(wall.high())));
    boolean unsure = processor.low() != null && processor.low() <= MOST;
    return check.because(
        WHY.getOrDefault(
            backend.id(), unsure ? "noise: the interval holds %s as well".formatted(MOST) : null));
  }

  private static String text(Double ratio) {
    return ratio == null ? "?" : String.format(Locale.ROOT, "%.3f", ratio);
  }
}
