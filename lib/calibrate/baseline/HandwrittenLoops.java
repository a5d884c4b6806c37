//DEPS io.netty:netty-transport:4.2.20.Final
//DEPS io.vertx:vertx-core:5.2.3
//DEPS org.apache.pekko:pekko-actor-typed_2.13:1.7.0
//SOURCES ../../backend/Action.java

package calibrate.baseline;

import module java.base;

import backend.Action;
import com.typesafe.config.ConfigFactory;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.util.concurrent.Promise;
import io.netty.util.concurrent.PromiseCombiner;
import io.vertx.core.Context;
import io.vertx.core.Deployable;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.Terminated;
import org.apache.pekko.actor.typed.javadsl.Behaviors;

/// The baseline: `task_spawn` written by hand on event loops and actors, which live as long as the
/// process.
final class HandwrittenLoops {
  private HandwrittenLoops() {}

  // Each has a class of its own, so that a worker creates only the one that it uses.

  private static final class Loops {
    static final EventLoopGroup GROUP = new MultiThreadIoEventLoopGroup(NioIoHandler.newFactory());
  }

  private static final class Verticles {
    static final Vertx VERTX = Vertx.vertx();

    /// Deploys this many verticles and returns the context of each.
    static List<Context> deployed(int instances) {
      var contexts = new CopyOnWriteArrayList<Context>();
      Supplier<Deployable> verticle =
          () ->
              context -> {
                contexts.add(context);
                return Future.succeededFuture();
              };
      VERTX
          .deployVerticle(verticle, new DeploymentOptions().setInstances(instances))
          .toCompletionStage()
          .toCompletableFuture()
          .join();
      return contexts;
    }
  }

  private static final class Actors {
    static final ActorSystem<Round> SYSTEM =
        ActorSystem.create(
            asker(),
            "hand",
            ConfigFactory.parseString("pekko { stdout-loglevel = OFF, loglevel = OFF }")
                .withFallback(ConfigFactory.load()));
  }

  static Action netty(int tasks, Duration sleep) {
    var group = Loops.GROUP;
    return () -> {
      var asker = group.next();
      Promise<Void> all = asker.newPromise();
      asker.execute(() -> {
        var combiner = new PromiseCombiner(asker);
        for (int i = 0; i < tasks; i++) {
          var loop = group.next();
          Promise<Void> ended = loop.newPromise();
          combiner.add((io.netty.util.concurrent.Future<Void>) ended);
          loop.execute(() ->
              loop.schedule(() -> ended.setSuccess(null), sleep.toNanos(), TimeUnit.NANOSECONDS));
        }
        combiner.finish(all);
      });
      all.sync();
    };
  }

  static Action vertx(int tasks, Duration sleep) {
    var vertx = Verticles.VERTX;
    var contexts = Verticles.deployed(Runtime.getRuntime().availableProcessors());
    return () -> {
      io.vertx.core.Promise<Void> all = io.vertx.core.Promise.promise();
      contexts
          .getFirst()
          .runOnContext(_ -> {
            var ended = new ArrayList<Future<Void>>(tasks);
            for (int i = 0; i < tasks; i++) {
              io.vertx.core.Promise<Void> one = io.vertx.core.Promise.promise();
              ended.add(one.future());
              contexts
                  .get(i % contexts.size())
                  .runOnContext(
                      _ -> vertx.timer(sleep.toNanos(), TimeUnit.NANOSECONDS).onComplete(one));
            }
            Future.join(ended).<Void>mapEmpty().onComplete(all);
          });
      all.future().toCompletionStage().toCompletableFuture().get();
    };
  }

  /// The message to the asker: spawn one actor per task.
  private record Round(int tasks, Duration sleep, CompletableFuture<Void> ended) {}

  static Action pekko(int tasks, Duration sleep) {
    return () -> {
      var round = new Round(tasks, sleep, new CompletableFuture<>());
      Actors.SYSTEM.tell(round);
      round.ended.get();
    };
  }

  /// An actor that spawns the others and counts them as they end.
  private static Behavior<Round> asker() {
    return Behaviors.setup(context -> {
      var left = new AtomicInteger();
      var ended = new AtomicReference<CompletableFuture<Void>>();
      return Behaviors.receive(
          (_, round) -> {
            left.set(round.tasks);
            ended.set(round.ended);
            for (int i = 0; i < round.tasks; i++) {
              context.watch(context.spawnAnonymous(sleeper(round.sleep)));
            }
            return Behaviors.same();
          },
          (_, signal) -> {
            if (signal instanceof Terminated && left.decrementAndGet() == 0)
              ended.get().complete(null);
            return Behaviors.same();
          });
    });
  }

  private static Behavior<Object> sleeper(Duration sleep) {
    return Behaviors.withTimers(timers -> {
      timers.startSingleTimer("wake up", sleep);
      return Behaviors.receiveMessage(_ -> Behaviors.stopped());
    });
  }
}
