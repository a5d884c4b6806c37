//DEPS org.junit.jupiter:junit-jupiter:6.1.3
//SOURCES ../../Library.java
//SOURCES ../support/Races.java

package test.unit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import module java.base;

import backend.Action;
import backend.Backend;
import backend.Plain;
import backend.ThreadPerTask;
import backend.plain.PlainThreads;
import http.RaceServer;
import http.Wire;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import semantics.Judgement;
import semantics.Observation;
import semantics.Probes;
import semantics.SemanticsWorker;
import test.support.Races;

/// Virtual threads pass the race patterns, and a library with a planted fault fails them.
@DisplayName("Patterns")
public class PatternsTest {

  /// A worker keeps its server as long as it lives, and so does this process. Here, the server is
  /// in the same process, so the pattern with 10,000 requests would need too many files.
  @BeforeAll
  static void start() throws IOException {
    if (System.getProperty("race.server") != null) return;
    var server = RaceServer.start(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    System.setProperty("race.server", Wire.authority(server.address()));
  }

  /// Virtual threads whose operations a test changes.
  private static class Threads extends PlainThreads {
    Threads() {
      super(ThreadPerTask.virtual());
    }

    /// A race that ends with the first racer that ends, for some meaning of that.
    ///
    /// @param failuresCount whether a failure ends it
    /// @param cancels whether it interrupts the losers
    Action race(int racers, IntFunction<Action> racer, boolean failuresCount, boolean cancels) {
      return () -> {
        var executor = Executors.newVirtualThreadPerTaskExecutor();
        var ended = new ExecutorCompletionService<Void>(executor);
        for (int i = 0; i < racers; i++) ended.submit(racer.apply(i).callable());
        try {
          for (int i = 0; i < racers; i++) {
            var one = ended.take();
            if (one.state() == Future.State.SUCCESS) return;
            if (failuresCount || i == racers - 1) one.get();
          }
        } catch (ExecutionException e) {
          throw Backend.failure(e);
        } finally {
          if (cancels) executor.shutdownNow();
          else executor.shutdown();
        }
      };
    }
  }

  private static final class RacesOn extends Threads {
    @Override
    public Action race(int racers, IntFunction<Action> racer) {
      return race(racers, racer, false, false);
    }
  }

  private static final class FailsFast extends Threads {
    @Override
    public Action race(int racers, IntFunction<Action> racer) {
      return race(racers, racer, true, true);
    }
  }

  private static final class OnlyTheFirst extends Threads {
    @Override
    public Action race(int racers, IntFunction<Action> racer) {
      return racer.apply(0);
    }
  }

  private static final class ForgetsDeadlines extends Threads {
    @Override
    public Action timeout(Action operation, Duration limit) {
      return () -> {
        Thread.startVirtualThread(() -> {
          try {
            operation.run();
          } catch (Exception e) {
            // Nobody waits for it.
          }
        });
        Thread.sleep(limit);
        throw new TimeoutException();
      };
    }
  }

  private static final class SleepsNot extends Threads {
    @Override
    public Action sleep(Duration delay) {
      return () -> {};
    }
  }

  private static final class OneAfterAnother extends Threads {
    @Override
    public Action all(int tasks, IntFunction<Action> child) {
      return repeat(tasks, child);
    }
  }

  private static final class ClosesNothing extends Threads {
    @Override
    public Action repeat(int times, IntFunction<Action> operation) {
      return super.repeat(
          times, step -> times == 4 && step == 2 ? () -> {} : operation.apply(step));
    }
  }

  private static final class ComputesOn extends Threads {
    @Override
    public Action blocking(Action action) {
      return () -> {
        Thread.ofPlatform()
            .daemon()
            .start(() -> {
              try {
                action.run();
              } catch (Exception e) {
                // Nobody waits for it.
              }
            });
        Thread.sleep(Duration.ofDays(1));
      };
    }

    @Override
    public Action onCancel(Action operation, Runnable teardown) {
      return operation;
    }
  }

  @SuppressWarnings("unchecked")
  private static Observation observe(String pattern, Supplier<Plain<?>> library) {
    return SemanticsWorker.observe(
        Probes.find(pattern).orElseThrow(),
        () -> (Plain<Object>) library.get(),
        SemanticsWorker.PATIENCE);
  }

  @ParameterizedTest(name = "virtual threads pass {0}")
  @ValueSource(
      strings = {
        "race-two",
        "race-error",
        "race-deadline",
        "race-status-2",
        "race-status-3",
        "race-hedge",
        "race-resources",
        "race-collect",
        "race-nested"
      })
  void virtualThreadsPass(String pattern) {
    var seen = observe(pattern, Threads::new);
    assertEquals(Judgement.SAFE, seen.judgement(), seen.toString());
  }

  private static Arguments bad(String pattern, String words, Supplier<Plain<?>> library) {
    return Arguments.of(pattern, words, library);
  }

  static Stream<Arguments> mutants() {
    return Stream.of(
        bad("race-two", "losers were not closed", RacesOn::new),
        bad("race-two", "only 1 of 2 requests came at once", OnlyTheFirst::new),
        bad("race-error", Races.EARLY, FailsFast::new),
        bad("race-10000", "only 1 of 10,000 requests came at once", OnlyTheFirst::new),
        bad("race-deadline", "no request was given up at its deadline", ForgetsDeadlines::new),
        bad("race-status-2", Races.EARLY, FailsFast::new),
        bad("race-status-3", "losers were not closed", RacesOn::new),
        bad("race-hedge", "instead of 3 s", SleepsNot::new),
        bad("race-resources", "resources that were not closed", ClosesNothing::new),
        bad("race-collect", "only 1 of 10 requests came at once", OneAfterAnother::new),
        bad("race-compute", "the task was never stopped", ComputesOn::new),
        bad("race-nested", Races.EARLY, FailsFast::new));
  }

  @ParameterizedTest(name = "{0} fails: {1}")
  @MethodSource
  void mutants(String pattern, String words, Supplier<Plain<?>> library) {
    var seen = observe(pattern, library);
    int tries = Races.tries(words);
    for (int i = 1; i < tries && seen.judgement() != Judgement.UNSAFE; i++)
      seen = observe(pattern, library);
    assertEquals(Judgement.UNSAFE, seen.judgement(), seen.toString());
    assertTrue(seen.evidence().contains(words), seen.evidence());
  }
}
