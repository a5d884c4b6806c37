//SOURCES ../cli/Cli.java
//SOURCES ../cli/Descriptions.java
//SOURCES ../run/Invocation.java
//SOURCES ../run/Options.java
//SOURCES ../run/Run.java

package bench;

import module java.base;

import cli.Cli;
import cli.Descriptions;
import run.Invocation;
import run.Options;
import run.Run;

/// The command that runs several scenarios. Each scenario is a class of its own on the same class
/// path.
public final class Runner {
  private final Object script;
  private final List<Invocation> scenarios = new ArrayList<>();
  private final List<Invocation> sweeps = new ArrayList<>();
  private final Set<String> core = new HashSet<>();

  private Runner(Object script) {
    this.script = script;
  }

  /// @param script the script itself
  public static Runner of(Object script) {
    return new Runner(script);
  }

  /// Adds a scenario.
  ///
  /// @param id main class of the scenario
  /// @param args of the scenario's script, as `--name=value`
  public Runner scenario(String id, String... args) {
    scenarios.add(new Invocation(id, Descriptions.of(id), List.of(args), Map.of()));
    return this;
  }

  /// Measures the scenario that was added last with each of these values, side by side. `--quick`
  /// takes the first value only. A sweep is not affected, because it has its own variants.
  ///
  /// @param option of that scenario, such as "--client"
  public Runner each(String option, String... values) {
    var scenario = scenarios.removeLast();
    for (var value : values) scenarios.add(with(scenario, option, value));
    return this;
  }

  private static Invocation with(Invocation scenario, String option, String value) {
    var args = Stream.concat(scenario.args().stream(), Stream.of(option + "=" + value)).toList();
    var params = new LinkedHashMap<>(scenario.params());
    params.put(option.replaceFirst("^-+", ""), value);
    return new Invocation(scenario.id(), scenario.about(), args, params);
  }

  /// Marks the scenario that was added last as one of those that `--quick` measures.
  public Runner core() {
    core.add(scenarios.getLast().id());
    return this;
  }

  /// Adds variants for a sweep: the scenario that was added last with each of these values.
  ///
  /// @param option of that scenario, such as "--tasks"
  public Runner sweep(String option, int... values) {
    var scenario = scenarios.getLast();
    for (int value : values) sweeps.add(with(scenario, option, "" + value));
    return this;
  }

  /// Measures the chosen scenarios, or all, and ends the process.
  ///
  /// @param chosen the scenarios to measure, read after the options have been set; empty means all
  /// @param sweep whether to measure the variants instead, also read after the options have been
  ///     set
  public void run(String[] args, Supplier<List<String>> chosen, BooleanSupplier sweep) {
    var options = new Options();
    var cli =
        Cli.of(script, "./jbang bench")
            .with(options)
            .about(
                "Measures every scenario on every backend and stores the results.",
                "./jbang bench --quick",
                "./jbang bench --scenario task_spawn --backend virtual-threads,structured",
                "./jbang bench --rounds 10 --out /tmp/results");
    cli.run(
        args,
        () -> {
          var entries = sweep.getAsBoolean() ? sweeps : scenarios;
          var ids = entries.stream().map(Invocation::id).distinct().toList();
          var wanted = chosen.get().stream().map(id -> id.replace('-', '_')).toList();
          var allowed = Stream.concat(ids.stream(), Stream.of("all")).toList();
          for (var id : wanted) Cli.oneOf("scenario", id, allowed);
          if (options.out == null) options.out = Path.of("results");
          boolean least = options.quick && !sweep.getAsBoolean();
          var picked =
              entries.stream()
                  .filter(scenario ->
                      wanted.contains("all")
                          || wanted.isEmpty() && (!least || core.contains(scenario.id()))
                          || wanted.contains(scenario.id()))
                  .filter(scenario -> !least || first(scenario))
                  .toList();
          var left =
              entries.stream().filter(one -> least && !picked.contains(one)).distinct().toList();
          var command = sweep.getAsBoolean() ? "./jbang bench --sweep" : "./jbang bench";
          var measured = picked.stream().map(one -> least ? one.alone() : one).toList();
          return new Run(options, command, measured, left, cli.verbose()).run(args);
        });
  }

  /// Whether it is the first scenario with its id.
  private boolean first(Invocation scenario) {
    return scenarios.stream().filter(one -> one.id().equals(scenario.id())).findFirst().get()
        == scenario;
  }
}
