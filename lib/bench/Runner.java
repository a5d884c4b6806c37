//SOURCES Options.java
//SOURCES Run.java
//SOURCES ../cli/Cli.java

package bench;

import module java.base;

import cli.Cli;

/// The command that runs several scenarios, each of them a class of its own on the same class path.
public final class Runner {
  private final Object script;
  private final List<Run.Scenario> scenarios = new ArrayList<>();

  private Runner(Object script) {
    this.script = script;
  }

  /// @param script the script itself
  public static Runner of(Object script) {
    return new Runner(script);
  }

  /// Adds a scenario.
  public Runner scenario(String id, String about) {
    scenarios.add(new Run.Scenario(id, about, List.of()));
    return this;
  }

  /// Measures the chosen scenarios, or all, and ends the process.
  ///
  /// @param chosen asked for after the options have been set; empty means all
  public void run(String[] args, Supplier<List<String>> chosen) {
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
          var ids = scenarios.stream().map(Run.Scenario::id).toList();
          var wanted = chosen.get().stream().map(id -> id.replace('-', '_')).toList();
          for (var id : wanted) Cli.oneOf("scenario", id, ids);
          if (options.out == null) options.out = Path.of("results");
          var picked =
              scenarios.stream()
                  .filter(scenario -> wanted.isEmpty() || wanted.contains(scenario.id()))
                  .toList();
          return new Run(options, picked, cli.verbose()).run(args);
        });
  }
}
