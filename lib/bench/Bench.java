//SOURCES ../backend/Backend.java
//SOURCES ../backend/Plain.java
//SOURCES ../cli/Cli.java
//SOURCES ../cli/Descriptions.java
//SOURCES ../result/Variant.java
//SOURCES ../run/Invocation.java
//SOURCES ../run/Options.java
//SOURCES ../run/Run.java
//SOURCES ../scenario/Kind.java
//SOURCES ../scenario/Parameters.java
//SOURCES ../scenario/Recording.java
//SOURCES ../scenario/Scenario.java
//SOURCES ../scenario/Variants.java
//SOURCES ../worker/Description.java
//SOURCES ../worker/WarmUp.java
//SOURCES ../worker/Worker.java
//SOURCES ../worker/WorkerOptions.java

package bench;

import module java.base;

import backend.Backend;
import backend.Plain;
import cli.Cli;
import cli.Descriptions;
import result.Variant;
import run.Invocation;
import run.Options;
import run.Run;
import scenario.Kind;
import scenario.Parameters;
import scenario.Recording;
import scenario.Scenario;
import scenario.Variants;
import worker.Description;
import worker.WarmUp;
import worker.Worker;
import worker.WorkerOptions;

/// A scenario: one program for every backend, and what is counted in it. The process that a person
/// starts measures the scenario in worker processes. In a worker, the same script runs the program.
public final class Bench {

  /// A program that is made of a backend's operations. It records one latency per unit of work.
  public interface Program {
    Object on(Backend<Object> backend, Recording recording) throws Exception;
  }

  /// A repetition that needs operations that not every library has.
  public interface LibraryProcedure {
    void on(Plain<Object> library, Recording recording) throws Exception;
  }

  private final Object script;
  private final Parameters parameters;
  private final String id;
  private final Supplier<String> about;
  private String unit = "operations";
  private Supplier<String> measures = () -> "throughput";
  private IntSupplier expected;
  private LongConsumer prepare = _ -> {};
  private Duration longestWarmUp = WarmUp.LONGEST;
  private Scenario.Resource resource = _ -> () -> {};
  private Supplier<Map<String, Double>> ideal = Map::of;
  private Supplier<Map<String, Object>> inputs = Map::of;
  private boolean leavesNothing;
  private boolean library;
  private int least = 1;
  private Supplier<List<Duration>> asked = List::of;
  private final Map<String, Kind> values = new LinkedHashMap<>();
  private Scenario.Procedure procedure;
  private final List<Runnable> limits = new ArrayList<>();

  private Bench(Object script, Supplier<String> about) {
    this.script = script;
    this.parameters = Parameters.of(script);
    this.id = script.getClass().getSimpleName();
    this.about = about;
  }

  /// A scenario whose description is its `//DESCRIPTION`.
  ///
  /// @param script the script itself, with its `@Option` fields
  public static Bench scenario(Object script) {
    var id = script.getClass().getSimpleName();
    return new Bench(script, () -> Descriptions.of(id));
  }

  /// @param about one line that says what it measures, for a script that is not in the catalog
  public static Bench scenario(Object script, String about) {
    return new Bench(script, () -> about);
  }

  /// Sets the name of a unit of work, and how many units one repetition must do.
  public Bench counts(String unit, IntSupplier expected) {
    this.unit = unit;
    this.expected = expected;
    return this;
  }

  /// Rejects a value that is outside of the range, with a message that names the range.
  public <N extends Comparable<N>> Bench within(String option, N least, N most, Supplier<N> value) {
    limits.add(() -> Cli.between(option, value.get(), least, most));
    return this;
  }

  /// Adds a check that throws a `UserError` for values that it rejects.
  public Bench checks(Runnable check) {
    limits.add(check);
    return this;
  }

  /// Draws what the program needs from the seed. This happens once per process, before anything is
  /// measured.
  public Bench prepare(LongConsumer draw) {
    this.prepare = draw;
    return this;
  }

  /// Provides what was drawn from the seed, by name, for workers that cannot run the program
  /// itself.
  public Bench inputs(Supplier<Map<String, Object>> inputs) {
    this.inputs = inputs;
    return this;
  }

  /// Sets the delays that the program asks a timer for, or some that represent them. A worker finds
  /// out whether its backend can keep them. They are read after everything has been drawn.
  public Bench asks(Supplier<List<Duration>> asked) {
    this.asked = asked;
    return this;
  }

  /// Sets what a machine without any cost would reach, by metric name.
  public Bench ideal(Supplier<Map<String, Double>> ideal) {
    this.ideal = ideal;
    return this;
  }

  /// Watches the compilers for up to this time, because the programs have more code to compile than
  /// most.
  public Bench warmsUpFor(Duration longest) {
    longestWarmUp = longest;
    return this;
  }

  /// Opens a resource that the programs of a process share, before anything is measured. The worker
  /// closes it at the end of its work.
  public Bench uses(Scenario.Resource resource) {
    this.resource = resource;
    return this;
  }

  /// Measures work over time. The procedure says when the clock runs.
  public Bench measured(Scenario.Procedure procedure) {
    this.procedure = procedure;
    return this;
  }

  /// Measures work over time. The clock runs from the start of the program to its end.
  public Bench program(Program program) {
    return measured((backend, recording) -> {
      var operation = program.on(backend, recording);
      recording.clock(() -> backend.start(operation).await());
    });
  }

  /// Measures a program that needs operations that not every library has. It gets the library as
  /// its users have it, without what the adapters of the other scenarios add to make cancellations
  /// comparable. The procedure says when the clock runs.
  public Bench usesLibrary(LibraryProcedure procedure) {
    library = true;
    return measured((backend, recording) -> procedure.on((Plain<Object>) backend, recording));
  }

  /// Measures the time of a section that the procedure chooses, in ms.
  public Bench settles(Scenario.Procedure procedure) {
    return measures(() -> "settle").measured(procedure);
  }

  /// Measures at least this many repetitions, unless they take more than 20 s.
  public Bench atLeast(int repetitions) {
    least = repetitions;
    return this;
  }

  /// Demands that nothing of a repetition is left when its clock stops. After the repetitions that
  /// count, the worker checks this in an additional one.
  public Bench leavesNothing() {
    leavesNothing = true;
    return this;
  }

  /// Announces a value that each repetition reports in addition to times and counts. Less is
  /// better.
  ///
  /// @param name of the metric
  /// @param unit of its values, such as "bytes"
  public Bench reports(String name, String unit) {
    values.put(name, new Kind(unit, "lower"));
    return this;
  }

  /// Announces the value that the scenario is about, instead of throughput. Less is better.
  public Bench headline(String name, String unit) {
    return measures(() -> name).reports(name, unit);
  }

  /// Chooses what the scenario is about by its options, instead of throughput: "settle",
  /// "latency_p99", "overshoot_p99", or a value that is announced.
  public Bench measures(Supplier<String> metric) {
    measures = metric;
    return this;
  }

  /// Whether this process is a worker that its parent has started with these arguments.
  public static boolean isWorker(String... args) {
    return WorkerOptions.isWorker(args);
  }

  /// Measures as the arguments say, and ends the process.
  public void run(String... args) {
    if (isWorker(args)) {
      work(args);
      return;
    }
    var options = new Options();
    var command = "./jbang " + id.replace('_', '-');
    var cli =
        Cli.of(script, command)
            .with(options)
            .about(
                about.get()
                    + ". A number or choice of its own may be a list, such as 10,100: each is"
                    + " measured.",
                command + " --quick",
                command + " --backend virtual-threads,structured --rounds 10",
                command + " --backend jvm --json /tmp/" + id + ".json");
    var variants = Variants.of(script, List.of(args));
    cli.run(
        variants.getFirst().toArray(String[]::new),
        () -> {
          limits.forEach(Runnable::run);
          return new Run(options, command, invocations(cli, variants), List.of(), cli.verbose())
              .run(args);
        });
  }

  private void work(String... args) {
    var given = WorkerOptions.map(args);
    parameters.take(given);
    var options = WorkerOptions.of(given);
    if (!Description.given(scenario(), options)) System.exit(new Worker(scenario(), options).run());
  }

  private Scenario scenario() {
    return new Scenario(
        id,
        parameters,
        unit,
        expected,
        measures.get(),
        values,
        prepare,
        inputs,
        asked,
        ideal,
        resource,
        longestWarmUp,
        least,
        leavesNothing,
        library,
        procedure);
  }

  /// One invocation for each variant. The parameters distinguish it from the others.
  private List<Invocation> invocations(Cli cli, List<List<String>> variants) {
    var entries = new LinkedHashMap<Map<String, String>, List<String>>();
    for (var variant : variants) {
      cli.parse(variant.toArray(String[]::new));
      limits.forEach(Runnable::run);
      entries.putIfAbsent(parameters.texts(), parameters.args());
    }
    var invocations = new ArrayList<Invocation>();
    entries.forEach((params, args) ->
        invocations.add(
            new Invocation(id, about.get(), args, Variant.varied(params, entries.keySet()))));
    return invocations;
  }
}
