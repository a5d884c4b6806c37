//DEPS org.apache.pekko:pekko-stream_2.13:1.7.0
//SOURCES ../Action.java
//SOURCES ../Backend.java
//SOURCES ../Pekko.java
//SOURCES ../Plain.java
//SOURCES ../Stages.java
//SOURCES ../Unsupported.java

package backend.plain;

import module java.base;

import backend.Action;
import backend.Backend;
import backend.Pekko;
import backend.Plain;
import backend.Stages;
import backend.Unsupported;
import org.apache.pekko.Done;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.ChildFailed;
import org.apache.pekko.actor.typed.Terminated;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.pattern.Patterns;
import org.apache.pekko.pattern.StatusReply;
import org.apache.pekko.stream.javadsl.Source;

/// Apache Pekko as pekko.apache.org/docs/pekko/current/typed shows it, with its default log, which
/// writes through SLF4J.
public final class PlainPekko extends Plain<Pekko.Operation> {
  /// @param setting replaces a default; in the form of Pekko's configuration files
  public PlainPekko(String setting) {
    super(Pekko.logging(setting));
  }

  /// Asks an actor for its answer.
  private record Question(ActorRef<StatusReply<Done>> asker) {}

  /// `askWithStatus`: an actor runs the operation and replies at its end, also if it has failed. At
  /// the time-out only the waiting ends. The actor ends early if its parent ends, because it is a
  /// child.
  @Override
  public Pekko.Operation timeout(Pekko.Operation operation, Duration limit) {
    return (task, then) ->
        task.context.askWithStatus(
            Done.class,
            task.context.spawnAnonymous(answering(operation)),
            limit,
            Question::new,
            (_, failure) -> _ -> goOn(failure, then));
  }

  private static void goOn(Throwable failure, Action then) throws Exception {
    if (failure != null) throw Backend.<RuntimeException>sneaky(failure);
    then.run();
  }

  private static Behavior<Question> answering(Pekko.Operation operation) {
    return Behaviors.setup(context ->
        Behaviors.receiveMessage(question ->
            supervising(
                context,
                operation,
                failure ->
                    question.asker.tell(
                        failure == null
                            ? StatusReply.success(Done.getInstance())
                            : StatusReply.error(failure)))));
  }

  /// Watches a child that runs the operation, as its supervisor.
  ///
  /// @param ended is told of the end, with null or the failure
  private static <M> Behavior<M> supervising(
      ActorContext<M> context, Pekko.Operation operation, Consumer<Throwable> ended) {
    context.watch(context.spawnAnonymous(Pekko.Task.behavior(operation)));
    return Behaviors.receiveSignal((_, signal) -> {
      if (!(signal instanceof Terminated)) return Behaviors.same();
      ended.accept(signal instanceof ChildFailed failed ? Pekko.Task.cause(failed) : null);
      return Behaviors.stopped();
    });
  }

  /// The guardian spawns an actor. If that fails, it is stopped and the log says so.
  @Override
  public Pekko.Operation detach(Pekko.Operation operation) {
    return call(() -> start(operation));
  }

  /// Supervision: a child runs the operation. If it fails, it is stopped, the log says so, and the
  /// actor that watches it gets `ChildFailed`.
  @Override
  public Pekko.Operation caught(Pekko.Operation operation, Consumer<Throwable> seen) {
    return (task, then) -> {
      var self = task.context.getSelf();
      task.context.spawnAnonymous(
          Behaviors.<Object>setup(context ->
              supervising(
                  context,
                  operation,
                  failure ->
                      self.tell(_ -> {
                        if (failure != null) seen.accept(failure);
                        then.run();
                      }))));
    };
  }

  @Override
  public Channel<Pekko.Operation> channel(int capacity) {
    throw new Unsupported(
        "a mailbox never makes a sender wait; a queue of its streams does, and is to go in Pekko"
            + " 2");
  }

  /// Pekko Streams with `mapAsyncUnordered`: one `CompletableFuture` for each item, on the default
  /// dispatcher. All other stages run in one actor, as by default.
  @Override
  public Pekko.Operation stream(Stages stages) {
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
