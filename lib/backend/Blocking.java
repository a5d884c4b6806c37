//SOURCES Action.java
//SOURCES Backend.java
//SOURCES Http.java
//SOURCES Running.java
//SOURCES http/ApacheClient.java
//SOURCES http/JdkClient.java
//SOURCES http/SocketClient.java

package backend;

import module java.base;

import backend.http.ApacheClient;
import backend.http.JdkClient;
import backend.http.SocketClient;

/// What all libraries of threads share: an operation is a body that blocks, and an interrupt
/// cancels a thread. An adapter adds its kind of thread and the way it starts children.
public interface Blocking extends Backend<Action> {

  /// The kind of thread that runs programs.
  ThreadFactory threads();

  @Override
  default Action sleep(Duration delay) {
    return () -> Thread.sleep(delay);
  }

  @Override
  default Action call(Action action) {
    return action;
  }

  /// The task itself.
  @Override
  default Action blockingCall(Action action) {
    return action;
  }

  @Override
  default Action timed(Action operation, LongConsumer nanos) {
    return () -> {
      long start = System.nanoTime();
      operation.run();
      nanos.accept(System.nanoTime() - start);
    };
  }

  @Override
  default Action after(Action operation, Runnable code) {
    return () -> {
      operation.run();
      code.run();
    };
  }

  @Override
  default Action repeat(int times, IntFunction<Action> operation) {
    return () -> {
      for (int i = 0; i < times; i++) operation.apply(i).run();
    };
  }

  @Override
  default Action onCancel(Action operation, Runnable teardown) {
    return () -> {
      try {
        operation.run();
      } catch (InterruptedException e) {
        teardown.run();
        throw e;
      }
    };
  }

  @Override
  default Http<Action> http(Http.Client client, Http.Endpoint server) {
    return switch (client) {
      case OWN -> new ApacheClient(server);
      case SAME -> JdkClient.blocking(server);
      case WIRE -> new SocketClient(server);
    };
  }

  @Override
  default Running start(Action program) {
    var task = new FutureTask<>(program.callable());
    var owner = threads().newThread(task);
    owner.start();
    return new Running() {
      @Override
      public void cancel() {
        owner.interrupt();
      }

      @Override
      public void await() throws Exception {
        owner.join();
        try {
          task.get();
        } catch (ExecutionException e) {
          if (!(e.getCause() instanceof InterruptedException)) throw Backend.failure(e);
        }
      }
    };
  }

  @Override
  default int parallelism() {
    return Runtime.getRuntime().availableProcessors();
  }

  @Override
  default void close() {}
}
