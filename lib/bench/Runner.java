//SOURCES ../cli/Cli.java
//SOURCES ../cli/Descriptions.java
//SOURCES ../cli/Durations.java
//SOURCES ../cli/Table.java
//SOURCES ../run/Invocation.java
//SOURCES ../run/Options.java
//SOURCES ../run/Run.java

package bench;

import module java.base;

import cli.Cli;
import cli.Descriptions;
import cli.Durations;
import cli.Table;
import run.Invocation;
import run.Options;
import run.Run;

/// The command that runs several scenarios. Each scenario is a class of its own on the same class
/// path.
public final class Runner {
  private final Object script;
  private final List<Invocation> study = new ArrayList<>();
  private final List<Invocation> further = new ArrayList<>();
  private final List<Invocation> sweeps = new ArrayList<>();
  private final Set<String> core = new HashSet<>();
  private Invocation last;

  private static final String STUDY = "study";
  private static final String ALL = "all";

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
    last = new Invocation(id, Descriptions.of(id), List.of(args), Map.of());
    study.add(last);
    return this;
  }

  /// Measures the scenario that was added last with each of these values, side by side. `--quick`
  /// takes the first value only. A sweep is not affected, because it has its own variants.
  ///
  /// @param option of that scenario, such as "--client"
  public Runner each(String option, String... values) {
    study.remove(last);
    for (var value : values) study.add(with(last, option, value));
    return this;
  }

  /// Adds variants that the study does not publish: the scenario that was added last with each of
  /// these values.
  ///
  /// @param option of that scenario, such as "--shape"
  public Runner further(String option, String... values) {
    for (var value : values) further.add(with(last, option, value));
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
    core.add(last.id());
    return this;
  }

  /// Adds variants for a sweep: the scenario that was added last with each of these values.
  ///
  /// @param option of that scenario, such as "--tasks"
  public Runner sweep(String option, int... values) {
    for (int value : values) sweeps.add(with(last, option, "" + value));
    return this;
  }

  /// Measures the chosen scenarios and ends the process.
  ///
  /// @param chosen ids of scenarios, or `study` for what the study publishes, or `all` for the
  ///     further variants as well; read after the options have been set; empty means `study`, with
  ///     `--quick` the first variant of each core scenario
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
          boolean sweeping = sweep.getAsBoolean();
          var command = sweeping ? "./jbang bench --sweep" : "./jbang bench";
          if (options.out == null) options.out = Path.of("results");
          var wanted = chosen.get().stream().map(id -> id.replace('-', '_')).toList();
          var published = sweeping ? sweeps : study;
          var all = sweeping ? sweeps : Stream.of(study, further).flatMap(List::stream).toList();
          var ids = published.stream().map(Invocation::id).distinct();
          var allowed = Stream.concat(ids, Stream.of(STUDY, ALL)).toList();
          for (var id : wanted) Cli.oneOf("scenario", id, allowed);
          if (sweeping || !options.quick)
            return measure(options, command, picked(wanted, published, all), List.of(), cli, args);
          var firsts = published.stream().filter(this::first).toList();
          var cores = firsts.stream().filter(scenario -> core.contains(scenario.id())).toList();
          var picked = wanted.isEmpty() ? cores : picked(wanted, firsts, firsts);
          var left = published.stream().filter(scenario -> !picked.contains(scenario)).toList();
          var measured = picked.stream().map(Invocation::alone).toList();
          return measure(options, command, measured, left, cli, args);
        });
  }

  private static List<Invocation> picked(
      List<String> wanted, List<Invocation> published, List<Invocation> all) {
    if (wanted.contains(ALL)) return all;
    if (wanted.isEmpty() || wanted.contains(STUDY)) return published;
    return published.stream().filter(scenario -> wanted.contains(scenario.id())).toList();
  }

  private int measure(
      Options options,
      String command,
      List<Invocation> picked,
      List<Invocation> left,
      Cli cli,
      String... args) {
    int code = new Run(options, command, picked, left, cli.verbose()).run(args);
    if (options.list) System.out.print(groups(options));
    return code;
  }

  /// What `--scenario` takes besides ids, and how long each takes.
  private String groups(Options options) {
    int firsts = (int) study.stream().filter(this::first).count();
    var groups = new Table(3).row("Groups:");
    if (options.quick)
      return groups
          .row("  (default)", "the core scenarios", time(options, core.size()))
          .row("  " + ALL, "the first variant of each scenario", time(options, firsts))
          .text();
    return groups
        .row("  " + STUDY, "what the study publishes, the default", time(options, study.size()))
        .row("  " + ALL, "further variants, too", time(options, study.size() + further.size()))
        .text();
  }

  /// About how long that many tables take on the chosen backends.
  private static String time(Options options, int tables) {
    int processes = tables * options.backends().size() * options.rounds();
    return "about " + Durations.roughly(options.about(processes));
  }

  /// Whether it is the first scenario with its id.
  private boolean first(Invocation scenario) {
    return study.stream().filter(one -> one.id().equals(scenario.id())).findFirst().get()
        == scenario;
  }
}
