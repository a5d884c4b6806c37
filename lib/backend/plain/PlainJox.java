//SOURCES PlainThreads.java
//SOURCES ScopedLocal.java
//SOURCES ../Action.java
//SOURCES ../Jox.java
//SOURCES ../Running.java
//SOURCES ../Stages.java
//SOURCES ../Unsupported.java

package backend.plain;

import module java.base;

import backend.Action;
import backend.Jox;
import backend.Running;
import backend.Stages;
import backend.Unsupported;
import com.softwaremill.jox.structured.Race;
import com.softwaremill.jox.structured.Scope;
import com.softwaremill.jox.structured.Scopes;
import com.softwaremill.jox.structured.Util;

/// Jox as its documentation shows it, with a semaphore of the JDK, because it has none.
///
/// A failure that leaves a scope, a race or a time-out is wrapped in a
/// `JoxScopeExecutionException`, which also keeps the other failures. It is not unwrapped here.
///
/// A program runs in a scope of its own, so that there is one in which {@link #detach} can fork.
public final class PlainJox extends PlainThreads {
  /// Holds the innermost scope. It is bound before the scope opens, so that its forks inherit it.
  private final ScopedValue<AtomicReference<Scope>> innermost = ScopedValue.newInstance();

  public PlainJox() {
    super(new Jox());
  }

  @Override
  public Running start(Action program) {
    return super.start(all(1, _ -> program));
  }

  /// `forkUser`, because a scope does not wait for a `fork`.
  @Override
  public Action all(int tasks, IntFunction<Action> child) {
    return () -> {
      var scope = new AtomicReference<Scope>();
      ScopedValue.where(innermost, scope)
          .call(() ->
              Scopes.supervised(inner -> {
                scope.set(inner);
                for (int i = 0; i < tasks; i++) inner.forkUser(child.apply(i).callable());
                return null;
              }));
    };
  }

  /// `Race.timeout`, in whole milliseconds, rounded up. It interrupts the operation and waits for
  /// its end.
  @Override
  public Action timeout(Action operation, Duration limit) {
    long millis = limit.plusNanos(999_999).toMillis();
    return () -> Race.timeout(millis, operation.callable());
  }

  /// `Race.race`. It interrupts the losers and waits for their end.
  @Override
  public Action race(int racers, IntFunction<Action> racer) {
    return () ->
        Race.race(IntStream.range(0, racers).mapToObj(i -> racer.apply(i).callable()).toList());
  }

  /// A scope interrupts what is left when a fork has failed.
  @Override
  public String siblingsRunOn() {
    return null;
  }

  /// `Util.uninterruptible`, which documents what a shield does. In 0.5.0, an interrupt ends the
  /// scope that it opens, and with that the operation. If the operation has not begun by then, it
  /// waits for ever.
  @Override
  public Action shield(Action operation) {
    return () -> Util.uninterruptible(operation.callable());
  }

  /// `Scope.fork` in the innermost scope: it ends with that scope, and the scope with its failure.
  @Override
  public Action detach(Action operation) {
    return () -> innermost.get().get().fork(operation.callable());
  }

  @Override
  public Channel<Action> channel(int capacity) {
    com.softwaremill.jox.Channel<Object> channel =
        capacity == 0
            ? com.softwaremill.jox.Channel.newRendezvousChannel()
            : com.softwaremill.jox.Channel.newBufferedChannel(capacity);
    return new Channel<>() {
      @Override
      public Action send(Object message) {
        return () -> channel.send(message);
      }

      @Override
      public Action receive(Consumer<Object> receiver) {
        return () -> receiver.accept(channel.receive());
      }
    };
  }

  @Override
  public Action stream(Stages stages) {
    throw new Unsupported("its Flow is an artifact of its own, which the registry did not have");
  }

  @Override
  public Local<Action> local() {
    return new ScopedLocal();
  }
}
