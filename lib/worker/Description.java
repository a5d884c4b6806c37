//SOURCES Request.java
//SOURCES Start.java
//SOURCES WarmUp.java
//SOURCES WorkerOptions.java
//SOURCES ../scenario/Scenario.java

package worker;

import module java.base;

import scenario.Scenario;

/// What a script measures, in its own words. Only the script knows its options and what it draws
/// from the seed.
///
/// @param scenario its id
/// @param request to a worker that is not a JVM
public record Description(String scenario, Request request) {
  private static final ScopedValue<AtomicReference<Description>> ASKED = ScopedValue.newInstance();

  /// Asks a script, in this process.
  ///
  /// @param script its main class
  /// @param args as a worker gets them, `--name=value`
  /// @throws IllegalStateException if the script cannot say; its cause is what went wrong
  public static Description of(String script, List<String> args) {
    var answer = new AtomicReference<Description>();
    var worker = Stream.concat(args.stream(), Stream.of(WorkerOptions.worker("bare")));
    try {
      var type = Class.forName(script);
      ScopedValue.where(ASKED, answer)
          .call(() -> {
            Start.script(type, worker.toArray(String[]::new));
            return answer;
          });
    } catch (Throwable e) {
      throw new IllegalStateException(e.toString(), e);
    }
    if (answer.get() == null) throw new IllegalStateException(script + " measures nothing");
    return answer.get();
  }

  /// Answers for a script that was asked.
  ///
  /// @return false if nobody asked, so that the script is to measure
  public static boolean given(Scenario scenario, WorkerOptions options) {
    if (!ASKED.isBound()) return false;
    scenario.prepare().accept(options.seed());
    ASKED.get().set(new Description(scenario.id(), request(scenario, options)));
    return true;
  }

  private static Request request(Scenario scenario, WorkerOptions options) {
    return new Request(
        scenario.parameters().values(),
        scenario.parameters().texts(),
        scenario.inputs().get(),
        scenario.asked().get().stream().map(Duration::toNanos).toList(),
        scenario.expected().getAsInt(),
        scenario.unit(),
        scenario.measures(),
        scenario.values(),
        scenario.ideal().get(),
        (options.warmup() == null ? WarmUp.LEAST : options.warmup()).toNanos(),
        WarmUp.longestOfPython(options.warmup(), options.measure()).toNanos(),
        options.measure().toNanos(),
        options.repetitions(),
        options.slowdown(),
        options.seed());
  }
}
