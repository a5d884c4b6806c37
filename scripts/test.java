///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25
//PREVIEW
//DESCRIPTION Runs every test: laws of the adapters, the library, the scripts as a person runs them
//DEPS org.junit.platform:junit-platform-launcher:6.1.3
//SOURCES ../lib/Library.java
//SOURCES ../lib/test/CalmTest.java
//SOURCES ../lib/test/CatalogTest.java
//SOURCES ../lib/test/CommandsTest.java
//SOURCES ../lib/test/CompareTest.java
//SOURCES ../lib/test/ComparisonTest.java
//SOURCES ../lib/test/ContributingTest.java
//SOURCES ../lib/test/CpuMixedTest.java
//SOURCES ../lib/test/DelaysTest.java
//SOURCES ../lib/test/FaultsTest.java
//SOURCES ../lib/test/FootprintTest.java
//SOURCES ../lib/test/HttpTest.java
//SOURCES ../lib/test/KillsTest.java
//SOURCES ../lib/test/LawsTest.java
//SOURCES ../lib/test/LibrariesTest.java
//SOURCES ../lib/test/ListTest.java
//SOURCES ../lib/test/PrimitivesTest.java
//SOURCES ../lib/test/PythonTest.java
//SOURCES ../lib/test/RankingTest.java
//SOURCES ../lib/test/ResultsFileTest.java
//SOURCES ../lib/test/ScriptsTest.java
//SOURCES ../lib/test/StatisticsTest.java
//SOURCES ../lib/test/StudyTest.java
//SOURCES ../lib/test/SweepTest.java
//SOURCES ../lib/test/TurnsTest.java
//SOURCES ../lib/test/UsageTest.java
//SOURCES ../lib/test/WarningsTest.java
//SOURCES ../lib/test/WarmUpTest.java
//SOURCES ../lib/test/WordsTest.java
//SOURCES ../lib/test/WrapperTest.java

/// Is this project in order? Ends with the line `N passed, N failed`; exit code 1 if a test failed.
///
/// `./jbang scripts/test.java --only Laws`

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import cli.Cli;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import picocli.CommandLine.Option;

final List<String> suites =
    List.of(
        "Words",
        "Statistics",
        "Comparison",
        "Ranking",
        "ResultsFile",
        "Calm",
        "WarmUp",
        "Delays",
        "Turns",
        "Warnings",
        "Laws",
        "Python",
        "Faults",
        "Kills",
        "Http",
        "Footprint",
        "Sweep",
        "CpuMixed",
        "Libraries",
        "Primitives",
        "Commands",
        "Scripts",
        "Usage",
        "Wrapper",
        "Compare",
        "Study",
        "Catalog",
        "List",
        "Contributing");

/// Those that wait for other processes most of the time: two of their tests run at once, after all others, which need the machine
/// for themselves: their tests look at times or at the processes of the machine.
final Set<String> paired =
    Set.of(
        "Python",
        "Footprint",
        "Sweep",
        "Commands",
        "Scripts",
        "Usage",
        "Wrapper",
        "Compare",
        "Study",
        "Catalog",
        "List");

@Option(
    names = "--only",
    split = ",",
    paramLabel = "SUITE",
    description = "suites, comma separated (default: all)")
List<String> only = List.of();

void main(String... args) {
  var cli =
      Cli.of(this, "./jbang test")
          .about("Runs the tests.", "./jbang test", "./jbang test --only Laws");
  cli.run(
      args,
      () -> {
        for (var one : only) Cli.oneOf("suite", one, suites);
        var outcome = new Outcome(cli.verbose());
        var chosen = only.isEmpty() ? suites : only;
        run(chosen.stream().filter(name -> !paired.contains(name)).toList(), 1, outcome);
        run(chosen.stream().filter(paired::contains).toList(), 2, outcome);
        System.out.println(outcome);
        return outcome.failed == 0 && outcome.passed > 0 ? 0 : 1;
      });
}

/// @param atOnce how many of their tests run at the same time
void run(List<String> names, int atOnce, Outcome outcome) {
  if (names.isEmpty()) return;
  var parallel = "junit.jupiter.execution.parallel.";
  var request =
      LauncherDiscoveryRequestBuilder.request()
          .configurationParameter(parallel + "enabled", "" + (atOnce > 1))
          .configurationParameter(parallel + "mode.default", "concurrent")
          .configurationParameter(parallel + "config.strategy", "fixed")
          .configurationParameter(parallel + "config.fixed.parallelism", "" + atOnce)
          // The other one starts more threads whenever a test waits.
          .configurationParameter(parallel + "config.executor-service", "WORKER_THREAD_POOL");
  for (var name : names) request.selectors(selectClass("test." + name + "Test"));
  LauncherFactory.create().execute(request.build(), outcome);
}

/// Prints a line per suite and the reason of each failure. A test that a machine lacks something for is skipped, and says
/// what; where changes are checked (`CI` is set), nothing may be lacking.
class Outcome implements TestExecutionListener {
  final boolean verbose;
  final Map<String, Long> started = new HashMap<>();
  int passed, failed, skipped;

  Outcome(boolean verbose) {
    this.verbose = verbose;
  }

  @Override
  public synchronized void executionStarted(TestIdentifier test) {
    started.put(test.getUniqueId(), System.nanoTime());
    if (verbose && test.isTest()) System.out.println("  . " + test.getDisplayName());
  }

  @Override
  public synchronized void executionFinished(TestIdentifier test, TestExecutionResult result) {
    var failure = result.getThrowable();
    double seconds = (System.nanoTime() - started.get(test.getUniqueId())) / 1e9;
    if (verbose && test.isTest())
      System.out.printf(Locale.ROOT, "  %5.1f s %s%n", seconds, test.getDisplayName());
    boolean lacking =
        result.getStatus() == TestExecutionResult.Status.ABORTED && System.getenv("CI") == null;
    if (test.isTest() && failure.isEmpty()) passed++;
    if (failure.isPresent()) {
      if (lacking) skipped++;
      else failed++;
      System.out.println(
          (lacking ? "SKIPPED " : "FAILED ") + test.getDisplayName() + "\n  " + failure.get());
      if (verbose) failure.get().printStackTrace(System.out);
    }
    boolean suite = !test.isTest() && test.getUniqueIdObject().getSegments().size() == 2;
    if (suite) System.out.printf(Locale.ROOT, "%s: %.1f s%n", test.getDisplayName(), seconds);
  }

  @Override
  public String toString() {
    return passed
        + " passed, "
        + failed
        + " failed"
        + (skipped > 0 ? ", " + skipped + " skipped" : "");
  }
}
