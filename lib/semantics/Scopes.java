//SOURCES Lost.java
//SOURCES Observation.java
//SOURCES Probe.java
//SOURCES Programs.java
//SOURCES ../backend/Plain.java
//SOURCES ../backend/Unsupported.java

package semantics;

import static semantics.Observation.byDesign;
import static semantics.Observation.safe;
import static semantics.Observation.unsafe;

import module java.base;

import backend.Plain;
import backend.Unsupported;

/// Probes of what belongs together: children, their parent, and tasks that have no parent.
final class Scopes {
  private static final Duration SHORT = Duration.ofMillis(20);
  private static final Duration LONG = Duration.ofMillis(200);

  static final Probe CHILD_FAILS =
      new Probe(
          "child-fails",
          "One child fails: are its siblings cancelled, and does the parent wait for their"
              + " clean-up?",
          "siblings cancelled, awaited: nobody needs their results any more, and what they hold is"
              + " given back before the failure is known",
          Scopes::childFails);

  static final Probe TWO_FAIL =
      new Probe(
          "two-fail",
          "Two children fail: is one of the failures lost?",
          "both reach the parent: the second may be the cause that matters",
          Scopes::twoFail);

  static final Probe UNAWAITED_FAILS =
      new Probe(
          "unawaited-fails",
          "A task that nobody awaits fails: who hears of it?",
          "somebody does without being asked to listen: the log, the handler of uncaught"
              + " exceptions, the caller",
          Scopes::unawaitedFails);

  static final Probe OUTLIVES =
      new Probe(
          "outlives",
          "Can a task outlive the caller that made it?",
          "no: when a call returns, nothing of it runs any more",
          Scopes::outlives);

  static final Probe DROPPED_HANDLE =
      new Probe(
          "dropped-handle",
          "A waiting task whose handle is dropped: may the collector take it before its end?",
          "it is kept, or there is no such task: a task does not disappear without a trace",
          Scopes::droppedHandle);

  static final Probe NESTED_SCOPE =
      new Probe(
          "nested-scope",
          "Scopes are nested: does the end of the inner one stay inside?",
          "yes: only the inner one is cancelled, and the outer one goes on",
          Scopes::nestedScope);

  private Scopes() {}

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
        ("when the failure (%s) was known, %d of 2 siblings had cleaned up and %d had finished; %d"
                + " finished in the end")
            .formatted(Programs.name(failure), cleanedThen, finishedThen, finished.get());
    if (cancelled.get() == 2)
      return cleanedThen == 2
          ? safe("siblings cancelled, awaited", evidence)
          : unsafe("siblings cancelled, not awaited", evidence);
    return finishedThen == 2
        ? byDesign("siblings run on, awaited", evidence)
        : unsafe("siblings run on, not awaited", evidence);
  }

  /// The second child fails in its clean-up if it is cancelled, and by itself if not.
  private static Observation twoFail(Plain<Object> on, Lost lost) throws Exception {
    var first = on.then(on.sleep(SHORT), Programs.failing(on, "first failure"));
    var second =
        on.onCancel(
            on.then(on.sleep(SHORT.multipliedBy(3)), Programs.failing(on, "second failure")),
            () -> {
              throw new Programs.Planned("second failure");
            });
    var seen = new AtomicReference<Exception>();
    var where =
        Programs.heard(
            on,
            lost,
            "second failure",
            () -> {
              var failure = Programs.failure(on.start(on.all(2, i -> i == 0 ? first : second)));
              // A failure of a clean-up may come later.
              Thread.sleep(SHORT.multipliedBy(3));
              seen.set(failure);
              return failure;
            });
    var failure = seen.get();
    var evidence =
        "%s is awaited; the second failure reached: %s".formatted(Programs.name(failure), where);
    if (failure == null) return unsafe("none is known", evidence);
    return switch (where) {
      case "whoever awaits" -> {
        boolean both = Lost.chain(failure).contains("first failure");
        if (!both) yield unsafe("the first is lost", evidence);
        yield safe(
            failure.getSuppressed().length > 0 ? "second is suppressed" : "both are grouped",
            evidence);
      }
      case Lost.NOWHERE -> unsafe("one is lost", evidence);
      case Lost.HOOK -> byDesign("a hook hears one", evidence);
      default -> byDesign("second is logged", evidence);
    };
  }

  private static Observation unawaitedFails(Plain<Object> on, Lost lost) throws Exception {
    var message = "nobody awaits";
    Object task;
    try {
      task = on.detach(on.then(on.sleep(SHORT), Programs.failing(on, message)));
    } catch (Unsupported e) {
      return safe("no such task", e.getMessage());
    }
    var program = on.then(task, on.sleep(SHORT.multipliedBy(3)));
    var where = Programs.heard(on, lost, message, () -> Programs.failure(on.start(program)));
    return switch (where) {
      case Lost.NOWHERE -> unsafe("silent", "heard of nowhere");
      case Lost.HOOK -> byDesign("only a hook", "without the hook, nowhere");
      default -> safe("told: " + where, "");
    };
  }

  private static Observation outlives(Plain<Object> on, Lost lost) throws Exception {
    var ended = new AtomicInteger();
    Object program;
    try {
      program = on.detach(on.then(on.sleep(LONG), on.call(ended::incrementAndGet)));
    } catch (Unsupported e) {
      return safe("cannot outlive it", e.getMessage());
    }
    long start = System.nanoTime();
    on.start(program).await();
    long ms = Programs.msSince(start);
    if (ended.get() > 0) return safe("is awaited", "the caller returned after " + ms + " ms");
    Thread.sleep(LONG.multipliedBy(2));
    var evidence = "the caller returned after %d ms, the task runs 200 ms".formatted(ms);
    return ended.get() > 0
        ? byDesign("outlives its caller", evidence)
        : safe("ends with its caller", evidence);
  }

  /// The task waits for a message that nobody can send any more, or for a timer if the library has
  /// no channel.
  private static Observation droppedHandle(Plain<Object> on, Lost lost) throws Exception {
    var begun = new CountDownLatch(1);
    var cleaned = new AtomicInteger();
    WeakReference<Object> payload;
    try {
      payload = detached(on, begun, cleaned);
    } catch (Unsupported e) {
      return safe("no such task", e.getMessage());
    }
    begun.await();
    if (Programs.reaches(() -> cleaned.get() > 0, SHORT.multipliedBy(3)))
      return safe("ends with its caller", "it was cancelled when the caller returned");
    for (int i = 0; i < 10 && payload.get() != null; i++) {
      System.gc();
      Thread.sleep(20);
    }
    if (payload.get() != null)
      return safe(receives(on) ? "kept" : "kept by its timer", "alive after 10 collections");
    return cleaned.get() > 0
        ? byDesign("collected, clean-up runs", "the memory is back")
        : byDesign("collected, no clean-up", "the memory is back; what it held is not released");
  }

  private static boolean receives(Plain<Object> on) {
    try {
      on.channel(1).receive(_ -> {});
      return true;
    } catch (Unsupported e) {
      return false;
    }
  }

  /// @return what the task refers to
  private static WeakReference<Object> detached(
      Plain<Object> on, CountDownLatch begun, AtomicInteger cleaned) throws Exception {
    var payload = new Object();
    var waiting =
        receives(on)
            ? on.channel(1).receive(message -> payload.equals(message))
            : on.then(on.sleep(Programs.FOREVER), on.call(payload::hashCode));
    var task = on.onCancel(on.then(on.call(begun::countDown), waiting), cleaned::incrementAndGet);
    on.start(on.detach(task)).await();
    return new WeakReference<>(payload);
  }

  /// The inner scope ends by a deadline, or by a failure if the library has no deadline.
  private static Observation nestedScope(Plain<Object> on, Lost lost) throws Exception {
    var wentOn = new AtomicInteger();
    var sibling = new AtomicInteger();
    var seen = new AtomicReference<Throwable>();
    var inner = on.all(2, _ -> on.sleep(Programs.FOREVER));
    Object ends;
    try {
      ends = on.timeout(inner, SHORT);
    } catch (Unsupported e) {
      ends = on.all(2, _ -> Programs.failing(on, "inner"));
    }
    var ended = on.then(on.caught(ends, seen::set), on.call(wentOn::incrementAndGet));
    var other = on.then(on.sleep(LONG), on.call(sibling::incrementAndGet));
    var failure = Programs.failure(on.start(on.all(2, i -> i == 0 ? ended : other)));
    var evidence =
        "inside %s, outside %s; the outer scope %s, its other child %s"
            .formatted(
                Programs.name(seen.get()),
                Programs.name(failure),
                wentOn.get() > 0 ? "went on" : "did not go on",
                sibling.get() > 0 ? "finished" : "did not finish");
    return failure == null && wentOn.get() == 1 && sibling.get() == 1
        ? safe("stays inside", evidence)
        : unsafe("reaches the outside", evidence);
  }
}
