//DEPS org.apache.pekko:pekko-actor-typed_2.13:1.7.0
//SOURCES Action.java
//SOURCES Backend.java

package backend;

import module java.base;

import org.apache.pekko.actor.ActorInitializationException;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.ChildFailed;
import org.apache.pekko.actor.typed.PostStop;
import org.apache.pekko.actor.typed.Signal;
import org.apache.pekko.actor.typed.Terminated;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.TimerScheduler;

/// A task of Pekko: what an actor knows about itself. Its messages are the steps that it
/// must take.
public final class PekkoTask {
  /// Starts in the actor of a task, and continues with `then` when it has ended.
  public interface Operation {
    void start(PekkoTask task, Action then) throws Exception;
  }

  /// A message: what the actor is to do next.
  public interface Step {
    void in(PekkoTask task) throws Exception;
  }

  public final ActorContext<Step> context;
  final TimerScheduler<Step> timers;
  Runnable teardown = () -> {};
  private Action allEnded;
  private Map<ActorRef<Void>, Supervised> supervised;
  private Consumer<Throwable> failed;
  private int children;
  private boolean ended;
  boolean stopped;

  PekkoTask(ActorContext<Step> context, TimerScheduler<Step> timers) {
    this.context = context;
    this.timers = timers;
  }

  public static Behavior<Step> behavior(Operation body) {
    return Behaviors.setup(
        context -> Behaviors.withTimers(timers -> new PekkoTask(context, timers).begin(body)));
  }

  private Behavior<Step> begin(Operation body) throws Exception {
    body.start(this, () -> ended = true);
    return ended
        ? Behaviors.stopped()
        : Behaviors.receive((_, step) -> next(step), (_, signal) -> on(signal));
  }

  private Behavior<Step> next(Step step) throws Exception {
    try {
      step.in(this);
    } catch (Throwable failure) {
      ended = true;
      if (failed == null) throw failure;
      failed.accept(failure);
    }
    return ended || stopped ? Behaviors.stopped() : Behaviors.same();
  }

  private Behavior<Step> on(Signal signal) throws Exception {
    return switch (signal) {
      case Terminated child -> next(_ -> ended(child));
      case PostStop _ -> {
        if (!ended) teardown.run();
        yield Behaviors.same();
      }
      default -> Behaviors.unhandled();
    };
  }

  private void ended(Terminated child) throws Exception {
    var failure = child instanceof ChildFailed failed ? cause(failed) : null;
    var told = supervised == null ? null : supervised.remove(child.getRef());
    if (told != null) told.end(failure);
    else if (failure != null) throw Backend.failure(new ExecutionException(failure));
    else if (--children == 0) allEnded.run();
  }

  void all(int tasks, IntFunction<Operation> child, Action then) throws Exception {
    children = tasks;
    allEnded = then;
    for (int i = 0; i < tasks; i++) spawn(child.apply(i));
    if (tasks == 0) then.run();
  }

  private ActorRef<Step> spawn(Operation body) {
    var child = context.spawnAnonymous(behavior(body));
    context.watch(child);
    return child;
  }

  /// Runs the operation in a child that may fail without failing this actor.
  ///
  /// @param seen gets the failure
  public void supervise(Operation body, Consumer<Throwable> seen, Action then) {
    if (supervised == null) supervised = new HashMap<>();
    supervised.put(spawn(body).unsafeUpcast(), new Supervised(seen, then));
  }

  private record Supervised(Consumer<Throwable> seen, Action then) {
    void end(Throwable failure) throws Exception {
      if (failure != null) seen.accept(failure);
      then.run();
    }
  }

  /// Runs the operation to answer a question, and then ends this actor.
  ///
  /// @param answer gets null or the failure
  public void answer(Operation operation, Consumer<Throwable> answer) throws Exception {
    failed = answer;
    operation.start(
        this,
        () -> {
          ended = true;
          answer.accept(null);
        });
  }

  /// Pekko reports a failure in the first step as a failure of the actor's initialization.
  static Throwable cause(ChildFailed failed) {
    var cause = failed.getCause();
    return cause instanceof ActorInitializationException ? cause.getCause() : cause;
  }
}
