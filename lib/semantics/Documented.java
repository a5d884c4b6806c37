//SOURCES Matrix.java

package semantics;

import module java.base;

/// What a library's documentation says about a probe, to be held against what was observed.
///
/// @param backends ids, to all of which it applies
/// @param says what an observation has in it that agrees
/// @param source link to the sentence
record Documented(String probe, List<String> backends, String says, String source) {
  private static final String KOTLIN = "https://kotlinlang.org/docs/";
  private static final String PYTHON = "https://docs.python.org/3/library/asyncio-task.html";
  private static final String TRIO = "https://trio.readthedocs.io/en/stable/reference-core.html";
  private static final String ANYIO = "https://anyio.readthedocs.io/en/stable/cancellation.html";
  private static final String KOTLIN_RECEIVE =
      "https://kotlinlang.org/api/kotlinx.coroutines/kotlinx-coroutines-core/kotlinx.coroutines.channels/-receive-channel/receive.html";
  private static final String ZIO = "https://zio.dev/reference/";
  private static final String MUTINY = "https://smallrye.io/smallrye-mutiny/latest/guides/";
  private static final String JOX =
      "https://github.com/softwaremill/jox/blob/main/structured/src/main/java/com/softwaremill/jox/structured/Scopes.java";
  private static final String PEKKO =
      "https://pekko.apache.org/docs/pekko/current/general/configuration-reference.html";
  private static final String RXJAVA =
      "https://github.com/ReactiveX/RxJava/wiki/What's-different-in-2.0#error-handling";
  private static final String FUTURE =
      "https://docs.oracle.com/en/java/javase/25/docs/api/java.base/java/util/concurrent/CompletableFuture.html";
  private static final List<String> ASYNCIO = List.of("asyncio", "asyncio-uvloop");
  private static final List<String> ANYIOS = List.of("anyio-asyncio", "anyio-trio", "anyio-uvloop");

  private static final List<Documented> ALL =
      List.of(
          new Documented(
              "child-fails",
              List.of("structured"),
              "siblings cancelled, awaited",
              "https://openjdk.org/jeps/505"),
          new Documented(
              "child-fails",
              List.of("kotlin-coroutines"),
              "siblings cancelled, awaited",
              KOTLIN + "exception-handling.html"),
          new Documented(
              "child-fails", ASYNCIO, "siblings cancelled, awaited", PYTHON + "#task-groups"),
          new Documented(
              "child-fails",
              List.of("trio"),
              "siblings cancelled, awaited",
              TRIO + "#errors-in-multiple-child-tasks"),
          new Documented(
              "two-fail",
              List.of("kotlin-coroutines"),
              "second is suppressed",
              KOTLIN + "exception-handling.html#exceptions-aggregation"),
          new Documented("two-fail", ASYNCIO, "both are grouped", PYTHON + "#task-groups"),
          new Documented(
              "two-fail",
              List.of("trio"),
              "both are grouped",
              TRIO + "#errors-in-multiple-child-tasks"),
          new Documented("dropped-handle", ASYNCIO, "collected", PYTHON + "#asyncio.create_task"),
          new Documented(
              "swallowed", List.of("trio"), "is cancelled again", TRIO + "#cancellation-semantics"),
          new Documented("swallowed", ANYIOS, "is cancelled again", ANYIO),
          new Documented(
              "shield",
              List.of("cats-effect"),
              "honoured, awaited",
              "https://typelevel.org/cats-effect/docs/typeclasses/monadcancel"),
          new Documented(
              "shield",
              List.of("kotlin-coroutines"),
              "honoured, awaited",
              KOTLIN + "cancellation-and-timeouts.html#run-non-cancellable-block"),
          new Documented("shield", ASYNCIO, "honoured, not awaited", PYTHON + "#asyncio.shield"),
          new Documented(
              "deadline-work", List.of("completable-future"), "only the waiting ends", FUTURE),
          new Documented(
              "cancel-chain", List.of("completable-future"), "the first goes on", FUTURE),
          new Documented("late-failure", List.of("rxjava"), "told", RXJAVA),
          new Documented(
              "late-failure",
              List.of("reactor"),
              "told",
              "https://projectreactor.io/docs/core/release/api/reactor/core/publisher/Hooks.html"),
          new Documented(
              "blocking-inside",
              List.of("virtual-threads", "structured", "jox"),
              "others go on",
              "https://openjdk.org/jeps/444"),
          new Documented("late-failure", List.of("mutiny"), "told", MUTINY + "dropped-exceptions/"),
          new Documented("late-failure", List.of("jox"), "told", JOX),
          new Documented(
              "two-fail",
              List.of("zio"),
              "both are grouped",
              ZIO + "error-management/sequential-and-parallel-errors"),
          new Documented("cancel-sleeping", List.of("completable-future"), "sleeps on", FUTURE),
          new Documented(
              "cancel-waits",
              List.of("zio"),
              "the wait includes it",
              ZIO + "interruption/triggering-interruption"),
          new Documented(
              "swallowed", ASYNCIO, "second wait runs on", PYTHON + "#asyncio.Task.cancel"),
          new Documented(
              "result-meets-cancel",
              List.of("kotlin-coroutines"),
              "a message is lost",
              KOTLIN_RECEIVE),
          new Documented(
              "cancel-computing",
              List.of("kotlin-coroutines"),
              "runs to its end",
              KOTLIN + "coroutines-cancellation.html"),
          new Documented(
              "cancel-computing", List.of("trio"), "runs to its end", TRIO + "#checkpoints"),
          new Documented(
              "deadline-uncooperative",
              List.of("zio"),
              "caller waits for it",
              ZIO + "error-management/recovering/timing-out"),
          new Documented(
              "deadline-uncooperative",
              List.of("trio"),
              "caller gets late result",
              TRIO + "#handling-cancellation"),
          new Documented(
              "context", List.of("mutiny"), "siblings share it", MUTINY + "context-passing/"),
          new Documented(
              "context",
              List.of("vertx", "vertx-1"),
              "siblings share it",
              "https://vertx.io/docs/apidocs/io/vertx/core/Context.html"),
          new Documented("many-steps", List.of("pekko", "pekko-1ms"), "crashes", PEKKO),
          new Documented("timer", List.of("trio"), "never early", TRIO + "#time-and-timeouts"));

  static List<Documented> of(String probe) {
    return ALL.stream().filter(one -> one.probe.equals(probe)).toList();
  }

  /// The backends of these observations that say something else, in each run.
  List<String> contradicted(Matrix matrix) {
    return backends.stream()
        .filter(
            backend -> matrix.cell(probe, backend).filter(cell -> !cell.anySays(says)).isPresent())
        .toList();
  }
}
