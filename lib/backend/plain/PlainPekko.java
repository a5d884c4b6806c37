//DEPS org.apache.pekko:pekko-stream_2.13:1.7.0
//SOURCES ../Action.java
//SOURCES ../Backend.java
//SOURCES ../Pekko.java
//SOURCES ../PekkoTask.java
//SOURCES ../Plain.java
//SOURCES ../Stages.java
//SOURCES ../Unsupported.java

package backend.plain;

import module java.base;

import backend.Action;
import backend.Backend;
import backend.Pekko;
import backend.PekkoTask;
import backend.Plain;
import backend.Stages;
import backend.Unsupported;
import org.apache.pekko.Done;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.pattern.Patterns;
import org.apache.pekko.pattern.StatusReply;
import org.apache.pekko.stream.javadsl.Source;

/// Apache Pekko as pekko.apache.org/docs/pekko/current/typed shows it, with its default log, which
/// writes through SLF4J.
public final class PlainPekko extends Plain<PekkoTask.Operation> {
  /// @param setting replaces a default; in the form of Pekko's configuration files
  public PlainPekko(String setting) {
    super(Pekko.logging(setting));
  }

  /// `askWithStatus`: an actor runs the operation and replies at its end, also if it has failed. At
  /// the time-out only the waiting ends. The actor ends early if its parent ends, because it is a
  /// child.
  @Override
  public PekkoTask.Operation timeout(PekkoTask.Operation operation, Duration limit) {
    return (task, then) ->
        task.context.askWithStatus(
            Done.class,
            task.context.spawnAnonymous(PekkoTask.behavior((_, _) -> {})),
            limit,
            asker -> child -> child.answer(operation, failure -> asker.tell(reply(failure))),
            (_, failure) -> _ -> goOn(failure, then));
  }

  private static StatusReply<Done> reply(Throwable failure) {
    return failure == null ? StatusReply.success(Done.getInstance()) : StatusReply.error(failure);
  }

  private static void goOn(Throwable failure, Action then) throws Exception {
    if (failure != null) throw Backend.<RuntimeException>sneaky(failure);
    then.run();
  }

  /// The guardian spawns an actor. If that fails, it is stopped and the log says so.
  @Override
  public PekkoTask.Operation detach(PekkoTask.Operation operation) {
    return call(() -> start(operation));
  }

  /// Supervision: a child runs the operation. If it fails, it is stopped, the log says so, and the
  /// actor that watches it gets `ChildFailed`.
  @Override
  public PekkoTask.Operation caught(PekkoTask.Operation operation, Consumer<Throwable> seen) {
    return (task, then) -> task.supervise(operation, seen, then);
  }

  @Override
  public Channel<PekkoTask.Operation> channel(int capacity) {
    throw new Unsupported(
        "a mailbox never makes a sender wait; a queue of its streams does, and is to go in Pekko"
            + " 2");
  }

  /// Pekko Streams with `mapAsyncUnordered`: one `CompletableFuture` for each item, on the default
  /// dispatcher. All other stages run in one actor, as by default.
  @Override
  public PekkoTask.Operation stream(Stages stages) {
    return (task, then) -> {
      var system = task.context.getSystem();
      task.context.pipeToSelf(
          Source.range(0, stages.items() - 1)
              .map(stages.source()::applyAsInt)
              .map(stages.map()::applyAsInt)
              .filter(stages.filter()::test)
              .mapAsyncUnordered(stages.parallelism(), item -> request(system, stages, item))
              .grouped(stages.batch())
              .runForeach(batch -> batch.forEach(stages.sink()::accept), system),
          (_, failure) -> _ -> goOn(failure, then));
    };
  }

  private static CompletionStage<Integer> request(ActorSystem<?> system, Stages stages, int item) {
    Supplier<Integer> answer = () -> stages.request().applyAsInt(item);
    return stages.delay().isZero()
        ? CompletableFuture.supplyAsync(answer, system.executionContext())
        : Patterns.after(
            stages.delay(), system, () -> CompletableFuture.completedFuture(answer.get()));
  }

  @Override
  public void listen(Consumer<Throwable> lost) {
    throw new Unsupported("failures of actors go to their parents and to the log");
  }
}
