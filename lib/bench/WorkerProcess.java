//SOURCES Report.java
//SOURCES ../result/Json.java

package bench;

import module java.base;

import com.fasterxml.jackson.core.JsonProcessingException;
import result.Json;

/// One worker as its parent sees it: a process that prints one report, unless it does something else.
final class WorkerProcess {
  private static final int TAIL_LINES = 20;

  private final Process process;
  private final Deque<String> errors = new ArrayDeque<>();
  private volatile String report;

  private WorkerProcess(Process process) {
    this.process = process;
  }

  /// Runs a worker to its end. Whatever it does, this returns a report; a failed one has the reason.
  ///
  /// @param mainClass the scenario's script
  /// @param args of the script
  /// @param cpus processors to pin it to, or null
  /// @param stderr told each line that the worker writes there
  static Report run(
      String mainClass,
      List<String> args,
      List<String> jvmArgs,
      Integer cpus,
      Duration timeout,
      Consumer<String> stderr) {
    var command = new ArrayList<String>();
    if (cpus != null) command.addAll(List.of("taskset", "-c", "0-" + (cpus - 1)));
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("--enable-preview");
    command.addAll(sharedClasses());
    command.addAll(jvmArgs);
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), mainClass));
    command.addAll(args);
    try {
      var worker = new WorkerProcess(new ProcessBuilder(command).start());
      var atExit = new Thread(worker::kill);
      Runtime.getRuntime().addShutdownHook(atExit);
      try {
        return worker.await(timeout, stderr);
      } finally {
        worker.kill();
        removeHook(atExit);
      }
    } catch (IOException e) {
      return failed("the worker could not be started: " + e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return failed("interrupted");
    }
  }

  /// Parsed classes are kept beside the script's jar: a worker starts a quarter sooner. The JVM makes the archive
  /// when the first worker ends, and goes on without where it cannot.
  private static List<String> sharedClasses() {
    var jar = Path.of(System.getProperty("java.class.path").split(File.pathSeparator)[0]);
    return List.of(
        "-XX:SharedArchiveFile=" + jar.resolveSibling("workers.jsa"),
        "-XX:+AutoCreateSharedArchive",
        "-Xlog:disable",
        "-Xlog:all=error:stderr");
  }

  private Report await(Duration timeout, Consumer<String> stderr) throws InterruptedException {
    var readers =
        List.of(
            Thread.ofVirtual().start(() -> read(process.getInputStream(), this::keepReport)),
            Thread.ofVirtual()
                .start(() ->
                    read(
                        process.getErrorStream(),
                        line -> {
                          keepError(line);
                          stderr.accept(line);
                        })));
    boolean ended = process.waitFor(timeout.toMillis(), TimeUnit.MILLISECONDS);
    if (!ended) kill();
    // A grandchild may hold the pipes open after the worker has gone.
    for (var reader : readers) reader.join(Duration.ofSeconds(2));
    if (!ended) return failed("no end after " + timeout.toSeconds() + " s (--timeout)" + tail());
    if (report == null)
      return failed("exit code " + process.exitValue() + " without a report" + tail());
    try {
      return Json.read(report, Report.class);
    } catch (JsonProcessingException e) {
      return failed("half a report: " + e.getOriginalMessage() + tail());
    }
  }

  private void keepReport(String line) {
    if (line.startsWith("{\"report\":" + Report.VERSION)) report = line;
  }

  private void keepError(String line) {
    synchronized (errors) {
      if (errors.size() == TAIL_LINES) errors.removeFirst();
      errors.add(line);
    }
  }

  private String tail() {
    synchronized (errors) {
      return errors.isEmpty() ? "" : "; stderr ends with: " + String.join(" | ", errors);
    }
  }

  private void kill() {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
  }

  private static void removeHook(Thread hook) {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The shutdown has begun: the hook runs.
    }
  }

  private static void read(InputStream in, Consumer<String> lines) {
    try (var reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      for (String line; (line = reader.readLine()) != null; ) lines.accept(line);
    } catch (IOException e) {
      // The process is gone; what it wrote before counts.
    }
  }

  static Report failed(String reason) {
    return new Report(
        Report.VERSION,
        "failed",
        reason,
        null,
        null,
        null,
        null,
        0,
        Map.of(),
        Map.of(),
        List.of(),
        null,
        null,
        0,
        null,
        0,
        null);
  }
}
