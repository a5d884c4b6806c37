//DEPS org.openjdk.jmh:jmh-core:1.37
//DEPS org.openjdk.jmh:jmh-generator-annprocess:1.37
//SOURCES ../Library.java

package jmh;

import backend.Action;
import calibrate.baseline.Handwritten;
import java.time.Duration;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/// `task_spawn` as a program of one library, without recording and counting.
@State(Scope.Benchmark)
public class TaskSpawn {
  private static final int TASKS = 10_000;
  private static final Duration SLEEP = Duration.ofNanos(500_000);

  @Param("bare")
  public String backend;

  private Action program;

  @Setup
  public void write() {
    program = Handwritten.spawn(backend, TASKS, SLEEP);
  }

  @Benchmark
  @OperationsPerInvocation(TASKS)
  public void spawn() throws Exception {
    program.run();
  }
}
