//SOURCES ../../Library.java

package test.support;

import module java.base;

import backend.Action;
import backend.Backend;
import backend.ThreadPerTask;
import backend.plain.PlainThreads;

/// Mutants of libraries with optional operations, each with the law that must reject it.
public final class OptionalMutants {
  private OptionalMutants() {}

  /// A mutant, and the law that must reject it.
  public record Case(String name, String law, Supplier<Backend<Object>> library) {
    @Override
    public String toString() {
      return "a library that " + name;
    }
  }

  @SuppressWarnings("unchecked")
  private static Case mutant(String name, String law, Supplier<Good> library) {
    return new Case(name, law, () -> (Backend<Object>) (Backend<?>) library.get());
  }

  private static class Good extends PlainThreads {
    Good() {
      super(ThreadPerTask.virtual());
    }

    Action wrong(Action operation) {
      return super.caught(operation, _ -> {});
    }
  }

  static Stream<Case> cases() {
    return Stream.of(
        mutant(
            "fails before its time",
            "timeout fails after its limit and not before",
            () ->
                new Good() {
                  @Override
                  public Action timeout(Action operation, Duration limit) {
                    return super.timeout(operation, limit.dividedBy(2));
                  }
                }),
        mutant(
            "swallows a failure in time",
            "timeout passes a result and a failure on",
            () ->
                new Good() {
                  @Override
                  public Action timeout(Action operation, Duration limit) {
                    return super.timeout(wrong(operation), limit);
                  }
                }),
        mutant(
            "lets a failure win a race",
            "race finishes with the first that succeeds",
            () ->
                new Good() {
                  @Override
                  public Action race(int racers, IntFunction<Action> racer) {
                    return super.race(racers, i -> wrong(racer.apply(i)));
                  }
                }),
        mutant(
            "runs only the first racer",
            "race fails when all have failed",
            () ->
                new Good() {
                  @Override
                  public Action race(int racers, IntFunction<Action> racer) {
                    return racer.apply(0);
                  }
                }),
        mutant(
            "shields nothing",
            "a shielded operation runs to its end",
            () ->
                new Good() {
                  @Override
                  public Action shield(Action operation) {
                    return operation;
                  }
                }),
        mutant(
            "waits for a detached task",
            "detach runs once and returns at once",
            () ->
                new Good() {
                  @Override
                  public Action detach(Action operation) {
                    return operation;
                  }
                }),
        mutant(
            "detaches a task twice",
            "detach runs once and returns at once",
            () ->
                new Good() {
                  @Override
                  public Action detach(Action operation) {
                    return then(super.detach(operation), super.detach(operation));
                  }
                }),
        mutant(
            "hands over another failure",
            "caught hands over the failure and goes on",
            () ->
                new Good() {
                  @Override
                  public Action caught(Action operation, Consumer<Throwable> seen) {
                    return super.caught(operation, _ -> seen.accept(new Exception("another")));
                  }
                }),
        mutant(
            "takes a cancellation for a failure",
            "caught lets a cancellation pass",
            () ->
                new Good() {
                  @Override
                  public Action caught(Action operation, Consumer<Throwable> seen) {
                    return super.swallow(super.caught(operation, seen), seen);
                  }
                }),
        mutant(
            "loses a message",
            "a channel delivers every message once, in order",
            () -> new Channels(0, message -> message.hashCode() % 101 == 0)),
        mutant(
            "holds a message too many",
            "a channel holds no more than its capacity",
            () -> new Channels(1, _ -> false)),
        mutant(
            "lets one too many in",
            "a limiter lets no more in than it has permits",
            () ->
                new Good() {
                  @Override
                  public Limiter<Action> limiter(int permits) {
                    return super.limiter(permits + 1);
                  }
                }),
        mutant("keeps a permit after a failure", "a limiter gets each permit back", Keeps::new),
        mutant(
            "never forgets a value",
            "a local is seen where it was set and not outside",
            Remembers::new));
  }

  /// Channels with more room than they should have, which lose some of the messages.
  private static final class Channels extends Good {
    private final int more;
    private final Predicate<Object> lost;

    Channels(int more, Predicate<Object> lost) {
      this.more = more;
      this.lost = lost;
    }

    @Override
    public Channel<Action> channel(int capacity) {
      var good = super.channel(capacity + more);
      return new Channel<>() {
        @Override
        public Action send(Object message) {
          return lost.test(message) ? () -> {} : good.send(message);
        }

        @Override
        public Action receive(Consumer<Object> receiver) {
          return good.receive(receiver);
        }
      };
    }
  }

  private static final class Keeps extends Good {
    @Override
    public Limiter<Action> limiter(int permits) {
      var semaphore = new Semaphore(permits);
      return operation ->
          () -> {
            semaphore.acquire();
            operation.run();
            semaphore.release();
          };
    }
  }

  private static final class Remembers extends Good {
    @Override
    public Local<Action> local() {
      var value = new AtomicReference<Object>();
      return new Local<>() {
        @Override
        public Action with(Object inside, Action operation) {
          return () -> {
            value.set(inside);
            operation.run();
          };
        }

        @Override
        public Action read(Consumer<Object> reader) {
          return () -> reader.accept(value.get());
        }
      };
    }
  }
}
