//SOURCES VertxFutures.java
//SOURCES ../Plain.java
//SOURCES ../Stages.java
//SOURCES ../Unsupported.java

package backend.plain;

import module java.base;

import backend.Plain;
import backend.Stages;
import backend.Unsupported;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.spi.context.storage.ContextLocal;

/// Vert.x as its users have it: futures, which cannot be cancelled. What user code throws into an
/// event loop goes to the exception handler, which logs it by default.
///
/// Follows vertx.io/docs/vertx-core/java and the Javadoc of `Future`, `Context` and `SharedData`.
public final class PlainVertX extends Plain<Supplier<Future<Void>>> {
  // Vert.x wants it to be registered before an instance of Vert.x is made.
  private static final ContextLocal<Object> VALUE = ContextLocal.registerLocal(Object.class);

  private final VertxFutures futures;

  private PlainVertX(VertxFutures futures) {
    super(futures);
    this.futures = futures;
  }

  /// A verticle per processor.
  public static PlainVertX perProcessor() {
    return new PlainVertX(new VertxFutures(Runtime.getRuntime().availableProcessors()));
  }

  /// A single verticle.
  public static PlainVertX single() {
    return new PlainVertX(new VertxFutures(1));
  }

  /// `timeout`. The operation runs on.
  @Override
  public Supplier<Future<Void>> timeout(Supplier<Future<Void>> operation, Duration limit) {
    return () -> operation.get().timeout(limit);
  }

  /// `Future.any`. The losers run on.
  @Override
  public Supplier<Future<Void>> race(int racers, IntFunction<Supplier<Future<Void>>> racer) {
    return () -> futures.here(Future.any(futures.tasks(racers, racer)));
  }

  @Override
  public String losersRunOn() {
    return "a future has no cancel: the losers run on";
  }

  @Override
  public String siblingsRunOn() {
    return "a future has no cancel, and join waits for all";
  }

  @Override
  public Supplier<Future<Void>> shield(Supplier<Future<Void>> operation) {
    throw new Unsupported("nothing to protect from, because " + VertxFutures.NO_CANCEL);
  }

  @Override
  public Supplier<Future<Void>> detach(Supplier<Future<Void>> operation) {
    return call(() -> futures.tasks(1, _ -> operation));
  }

  @Override
  public Supplier<Future<Void>> caught(Supplier<Future<Void>> operation, Consumer<Throwable> seen) {
    return () ->
        operation
            .get()
            .recover(failure -> {
              seen.accept(failure);
              return Future.succeededFuture();
            });
  }

  @Override
  public Supplier<Future<Void>> swallow(
      Supplier<Future<Void>> operation, Consumer<Throwable> seen) {
    throw new Unsupported("no cancellation to swallow, because " + VertxFutures.NO_CANCEL);
  }

  @Override
  public Channel<Supplier<Future<Void>>> channel(int capacity) {
    throw new Unsupported("no send that waits; the event bus drops what is too much");
  }

  /// `withLocalLock`, which waits for at most 10 s.
  @Override
  public Limiter<Supplier<Future<Void>>> limiter(int permits) {
    if (permits != 1) throw new Unsupported("no semaphore; a lock lets one in");
    var name = UUID.randomUUID().toString();
    return operation -> () -> futures.vertx.sharedData().withLocalLock(name, operation);
  }

  /// Local data of the context. All tasks of a verticle have one, so the value is taken away when
  /// the operation has ended. There is one such value, because Vert.x wants to know of it early.
  @Override
  public Local<Supplier<Future<Void>>> local() {
    return new Local<>() {
      @Override
      public Supplier<Future<Void>> with(Object value, Supplier<Future<Void>> operation) {
        return () -> {
          var context = Vertx.currentContext();
          var before = context.getLocal(VALUE);
          context.putLocal(VALUE, value);
          return operation.get().onComplete(_ -> context.putLocal(VALUE, before));
        };
      }

      @Override
      public Supplier<Future<Void>> read(Consumer<Object> reader) {
        return call(() -> reader.accept(Vertx.currentContext().getLocal(VALUE)));
      }

      @Override
      public Optional<String> shared() {
        return Optional.of("the tasks of a verticle share its context");
      }
    };
  }

  @Override
  public Supplier<Future<Void>> stream(Stages stages) {
    throw new Unsupported("a ReadStream has a pipe to a WriteStream, but no operators");
  }

  @Override
  public void listen(Consumer<Throwable> lost) {
    futures.vertx.exceptionHandler(lost::accept);
  }
}
