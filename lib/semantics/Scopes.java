//SOURCES Observation.java
//SOURCES Probe.java
//SOURCES ../backend/Plain.java

package semantics;

import static semantics.Observation.byDesign;
import static semantics.Observation.safe;
import static semantics.Observation.unsafe;

import module java.base;

import backend.Plain;

/// Probes of what belongs together: children, their parent, and tasks that have none.
final class Scopes {
  private static final Duration SHORT = Duration.ofMillis(20);
  private static final Duration LONG = Duration.ofMillis(200);

  private Scopes() {}

  static List<Probe> all() {
    return List.of(
        new Probe(
            "child-fails",
            "One child fails: are its siblings cancelled, and does the parent wait for their clean-up?",
            "siblings cancelled, awaited: nobody needs their results any more, and what they hold is given back before the failure is known",
            Scopes::childFails));
  }

  private static Observation childFails(Plain<Object> on, Lost lost) throws Exception {
    var cancelled = new AtomicInteger();
    var cleaned = new AtomicInteger();
    var finished = new AtomicInteger();
    var sibling =
        on.onCancel(
            on.then(on.sleep(LONG), on.call(finished::incrementAndGet)),
            () -> {
              cancelled.incrementAndGet();
              Programs.pause(SHORT);
              cleaned.incrementAndGet();
            });
    var failing = on.then(on.sleep(SHORT), Programs.failing(on, "planned"));
    var failure = Programs.failure(on.start(on.all(3, i -> i == 0 ? failing : sibling)));
    int cleanedThen = cleaned.get();
    int finishedThen = finished.get();
    Thread.sleep(LONG.multipliedBy(2));
    var evidence =
        "%s; of 2 siblings %d cancelled, %d cleaned up and %d finished when the failure was known, %d finished in the end"
            .formatted(
                Programs.name(failure), cancelled.get(), cleanedThen, finishedThen, finished.get());
    if (cancelled.get() == 2)
      return cleanedThen == 2
          ? safe("siblings cancelled, awaited", evidence)
          : unsafe("siblings cancelled, not awaited", evidence);
    return finishedThen == 2
        ? byDesign("siblings run on, awaited", evidence)
        : unsafe("siblings run on, not awaited", evidence);
  }
}
