//DEPS org.openjdk.jmh:jmh-core:1.37
//SOURCES TaskSpawn.java

package jmh;

import java.util.List;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/// A process in which JMH measures a program.
public final class Fork {
  private Fork() {}

  /// @param backend the library in which the program is written
  /// @param jvmArgs of the process
  /// @return tasks/s
  /// @throws IllegalStateException if the program fails
  public static double tasksPerSecond(String backend, List<String> jvmArgs) {
    var options =
        new OptionsBuilder()
            .include(TaskSpawn.class.getName())
            .param("backend", backend)
            .forks(1)
            .warmupIterations(2)
            .warmupTime(TimeValue.seconds(1))
            .measurementIterations(2)
            .measurementTime(TimeValue.seconds(1))
            .jvmArgs(jvmArgs.toArray(String[]::new))
            .shouldFailOnError(true)
            .verbosity(VerboseMode.SILENT)
            .build();
    try {
      return new Runner(options)
          .run().stream()
              .map(RunResult::getPrimaryResult)
              .findFirst()
              .orElseThrow(() -> new IllegalStateException("JMH knows no program of " + backend))
              .getScore();
    } catch (RunnerException e) {
      throw new IllegalStateException("JMH on " + backend + ": " + e.getMessage(), e);
    }
  }
}
