///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25
//PREVIEW
//DESCRIPTION Runs every test: laws of the adapters, the library, the scripts as a person runs them
//DEPS org.junit.platform:junit-platform-launcher:6.1.3
//SOURCES ../lib/Library.java
//SOURCES ../lib/test/Suites.java
//SOURCES ../lib/test/support/Count.java
//SOURCES ../lib/test/support/Environment.java

/// Is this project in order? Ends with the line `N passed, N failed`. The exit code is 1 if a test
/// failed.
///
/// `./jbang scripts/test.java --only Laws`

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import cli.Cli;
import cli.Jvm;
import cli.Project;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import picocli.CommandLine.Option;
import result.UserError;
import test.Suites;
import test.support.Count;
import test.support.Environment;

@Option(
    names = "--only",
    split = ",",
    paramLabel = "SUITE",
    description = "suites, comma separated (default: all)")
List<String> only = List.of();

@Option(
    names = "--hostile",
    description = "under variables that change what programs do: no test may notice")
boolean hostile;

/// A property of the process that runs the tests. It says whether a test fails or is skipped if the
/// machine lacks something that the test needs.
static final String STRICT = "test.strict";

/// The variable that says where the wrapper keeps JBang.
static final String CACHE = "JBANG_WRAPPER_CACHE";

void main(String... args) {
  var cli =
      Cli.of(this, "./jbang test")
          .about("Runs the tests.", "./jbang test", "./jbang test --only Laws");
  cli.run(
      args,
      () -> {
        for (var one : only) Cli.oneOf("suite", one, Suites.names());
        if (hostile) return underHostile(args);
        var chosen = only.isEmpty() ? Suites.names() : only;
        if (System.getProperty(STRICT) == null) return inCleanProcesses(chosen, cli.verbose());
        try (var outcome = new Outcome(cli.verbose(), chosen.size())) {
          for (var name : chosen) outcome.expect(Count.of(Suites.of(name)));
          run(chosen.stream().filter(Suites::isUnit).toList(), 1, outcome);
          run(chosen.stream().filter(name -> !Suites.isUnit(name)).toList(), 3, outcome);
          System.out.println(outcome);
          return outcome.failed == 0 && outcome.passed > 0 ? 0 : 1;
        }
      });
}

/// Runs the same command again as a person types it, with hostile environment variables. The tests
/// need the network and JBang all the same, so no proxy is wrong, and JBang need not be fetched.
int underHostile(String... args) throws Exception {
  var line = new ArrayList<>(List.of(Project.root().resolve("jbang").toString(), "test"));
  for (var arg : args) if (!arg.equals("--hostile")) line.add(arg);
  var builder = new ProcessBuilder(line);
  var hostile = Environment.hostile(Files.createTempDirectory("hostile"));
  hostile.keySet().removeIf(name -> name.toLowerCase(Locale.ROOT).endsWith("_proxy"));
  builder.environment().putAll(hostile);
  builder.environment().put(CACHE, Environment.clean().get(CACHE));
  return started(builder.inheritIO()).waitFor();
}

/// Runs the tests in processes that get none of the caller's environment variables. The suites that
/// need a process of their own share one process. The others share another, which runs at the same
/// time.
int inCleanProcesses(List<String> chosen, boolean verbose) throws Exception {
  var parts =
      Stream.of(true, false)
          .map(own -> chosen.stream().filter(name -> Suites.isUnit(name) == own).toList())
          .filter(part -> !part.isEmpty())
          .toList();
  try (var pool = Executors.newVirtualThreadPerTaskExecutor()) {
    var tallies = new ArrayList<Future<Tally>>();
    for (var part : parts) tallies.add(pool.submit(() -> inCleanProcess(part, verbose)));
    var sum = new Tally(0, 0, 0);
    for (var tally : tallies) sum = sum.plus(tally.get());
    System.out.println(sum);
    return sum.failed == 0 && sum.passed > 0 ? 0 : 1;
  }
}

Tally inCleanProcess(List<String> chosen, boolean verbose) throws Exception {
  // In CI, nothing that a test needs may be missing.
  var line =
      Jvm.command(
          List.of("-D" + STRICT + "=" + (System.getenv("CI") != null), "-XX:TieredStopAtLevel=1"),
          "test");
  line.add("--only=" + String.join(",", chosen));
  if (verbose) line.add("--verbose");
  var builder = new ProcessBuilder(line).redirectError(ProcessBuilder.Redirect.INHERIT);
  builder.environment().clear();
  builder.environment().putAll(Environment.clean());
  var process = started(builder);
  var tally = Optional.<Tally>empty();
  try (var said = process.inputReader()) {
    for (String text; (text = said.readLine()) != null; ) {
      tally = Tally.of(text);
      if (tally.isEmpty()) System.out.println(text);
    }
  }
  int exit = process.waitFor();
  return tally.orElseThrow(() -> new UserError("the tests ended early, with exit code " + exit));
}

/// How many tests passed, failed or were skipped.
record Tally(int passed, int failed, int skipped) {
  static final Pattern TEXT = Pattern.compile("(\\d+) passed, (\\d+) failed(?:, (\\d+) skipped)?");

  static Optional<Tally> of(String text) {
    return TEXT.matcher(text)
        .results()
        .filter(found -> found.group().equals(text))
        .map(found ->
            new Tally(
                Integer.parseInt(found.group(1)),
                Integer.parseInt(found.group(2)),
                found.group(3) == null ? 0 : Integer.parseInt(found.group(3))))
        .findFirst();
  }

  Tally plus(Tally other) {
    return new Tally(passed + other.passed, failed + other.failed, skipped + other.skipped);
  }

  @Override
  public String toString() {
    var text = passed + " passed, " + failed + " failed";
    return skipped > 0 ? text + ", " + skipped + " skipped" : text;
  }
}

/// Starts a process that ends with this process at the latest.
Process started(ProcessBuilder builder) throws IOException {
  var process = builder.start();
  Runtime.getRuntime().addShutdownHook(new Thread(process::destroy));
  return process;
}

/// @param atOnce how many tests of these suites run at the same time
void run(List<String> names, int atOnce, Outcome outcome) {
  if (names.isEmpty()) return;
  var parallel = "junit.jupiter.execution.parallel.";
  var request =
      LauncherDiscoveryRequestBuilder.request()
          .configurationParameter(parallel + "enabled", "" + (atOnce > 1))
          .configurationParameter(parallel + "mode.default", "concurrent")
          .configurationParameter(parallel + "config.strategy", "fixed")
          .configurationParameter(parallel + "config.fixed.parallelism", "" + atOnce)
          // The other executor starts more threads whenever a test waits.
          .configurationParameter(parallel + "config.executor-service", "WORKER_THREAD_POOL");
  for (var name : names) request.selectors(selectClass(Suites.of(name)));
  LauncherFactory.create().execute(request.build(), outcome);
}

/// Prints a line per suite and the reason of each failure. If nothing else has been printed for a
/// while, it also prints the progress.
class Outcome implements TestExecutionListener, AutoCloseable {
  static final Duration SILENCE = Duration.ofSeconds(10);

  final boolean verbose;
  final int suites;
  final Map<String, Long> started = new HashMap<>();
  final ScheduledExecutorService clock =
      Executors.newScheduledThreadPool(1, Thread.ofPlatform().daemon().factory());
  final long start = System.nanoTime();
  long printed = start;
  int expected, passed, failed, skipped, ended;

  /// The tests that run now, by id.
  final Map<String, String> running = new LinkedHashMap<>();

  Outcome(boolean verbose, int suites) {
    this.verbose = verbose;
    this.suites = suites;
    clock.scheduleAtFixedRate(this::tick, 1, 1, TimeUnit.SECONDS);
  }

  void expect(int tests) {
    expected += tests;
  }

  synchronized void print(String line) {
    System.out.println(line);
    printed = System.nanoTime();
  }

  synchronized void tick() {
    if (System.nanoTime() - printed < SILENCE.toNanos()) return;
    var now = running.isEmpty() ? "" : "; now " + String.join(", ", running.values());
    print("  … " + far() + now);
  }

  String far() {
    return "%d of %d tests, %d of %d suites, %d s"
        .formatted(
            passed + failed + skipped,
            expected,
            ended,
            suites,
            Duration.ofNanos(System.nanoTime() - start).toSeconds());
  }

  /// The suite of a test, by its id.
  static String suite(TestIdentifier test) {
    return test.getUniqueIdObject().getSegments().get(1).getValue().replaceAll(".*\\.|Test$", "");
  }

  static boolean isSuite(TestIdentifier test) {
    return !test.isTest() && test.getUniqueIdObject().getSegments().size() == 2;
  }

  @Override
  public synchronized void executionStarted(TestIdentifier test) {
    started.put(test.getUniqueId(), System.nanoTime());
    if (!test.isTest()) return;
    running.put(test.getUniqueId(), suite(test) + ": " + test.getDisplayName());
    if (verbose) print("  . " + test.getDisplayName());
  }

  @Override
  public synchronized void executionFinished(TestIdentifier test, TestExecutionResult result) {
    running.remove(test.getUniqueId());
    var failure = result.getThrowable();
    double seconds = (System.nanoTime() - started.get(test.getUniqueId())) / 1e9;
    if (verbose && test.isTest())
      print(String.format(Locale.ROOT, "  %5.1f s %s", seconds, test.getDisplayName()));
    boolean lacking =
        result.getStatus() == TestExecutionResult.Status.ABORTED && !Boolean.getBoolean(STRICT);
    if (test.isTest() && failure.isEmpty()) passed++;
    if (failure.isPresent()) {
      if (lacking) skipped++;
      else failed++;
      print((lacking ? "SKIPPED " : "FAILED ") + test.getDisplayName() + "\n  " + failure.get());
      if (verbose) failure.get().printStackTrace(System.out);
    }
    if (!isSuite(test)) return;
    ended++;
    print(String.format(Locale.ROOT, "%s: %.1f s (%s)", test.getDisplayName(), seconds, far()));
  }

  @Override
  public void close() {
    clock.shutdownNow();
  }

  @Override
  public String toString() {
    return new Tally(passed, failed, skipped).toString();
  }
}
