//SOURCES PlainThreads.java
//SOURCES ScopedLocal.java
//SOURCES ../Action.java
//SOURCES ../Backend.java
//SOURCES ../Structured.java
//SOURCES ../Unsupported.java

package backend.plain;

import module java.base;

import backend.Action;
import backend.Backend;
import backend.Structured;
import backend.Unsupported;

/// `StructuredTaskScope` as its Javadoc shows it, with the tools of `java.util.concurrent` for what
/// a scope does not do.
public final class PlainStructured extends PlainThreads {
  public PlainStructured() {
    super(new Structured());
  }

  /// A scope with a time-out and one subtask. It interrupts the subtask and waits for its end.
  @Override
  public Action timeout(Action operation, Duration limit) {
    return () -> {
      try (var scope =
          StructuredTaskScope.open(
              StructuredTaskScope.Joiner.<Void>awaitAllSuccessfulOrThrow(),
              config -> config.withTimeout(limit))) {
        scope.fork(operation.callable());
        scope.join();
      } catch (StructuredTaskScope.FailedException e) {
        throw Backend.failure(e);
      }
    };
  }

  /// `anySuccessfulResultOrThrow`. It interrupts the losers and waits for their end.
  @Override
  public Action race(int racers, IntFunction<Action> racer) {
    return () -> {
      try (var scope =
          StructuredTaskScope.open(StructuredTaskScope.Joiner.<Void>anySuccessfulResultOrThrow())) {
        for (int i = 0; i < racers; i++) scope.fork(racer.apply(i).callable());
        scope.join();
      } catch (StructuredTaskScope.FailedException e) {
        throw Backend.failure(e);
      }
    };
  }

  /// A scope interrupts what is left when a subtask has failed.
  @Override
  public String siblingsRunOn() {
    return null;
  }

  @Override
  public Action detach(Action operation) {
    throw new Unsupported("a scope ends after its last subtask");
  }

  @Override
  public Local<Action> local() {
    return new ScopedLocal();
  }
}
