//SOURCES ../cli/Jvm.java
//SOURCES ../machine/Orphans.java
//SOURCES ../result/Histograms.java
//SOURCES ../result/Json.java
//SOURCES ../result/Repetition.java
//SOURCES ../result/UserError.java
//SOURCES ../worker/Report.java

package process;

import module java.base;

import cli.Jvm;
import com.fasterxml.jackson.core.JsonProcessingException;
import machine.Orphans;
import result.Histograms;
import result.Json;
import result.Repetition;
import result.UserError;
import worker.Report;

/// One worker process as its parent sees it. It should print one report, but it may do anything
/// else.
public final class WorkerProcess {
  private static final String REPORT = "{\"report\":" + Report.VERSION;
  private static final int TAIL_LINES = 20;

  // A repetition takes about 60 bytes of the report, so this is enough for half a million
  // repetitions.
  private static final int MOST_OF_REPORT = 32 << 20;
  private static final int MOST_OF_ERROR = 500;

  // Ctrl-C reaches the worker and this process at the same instant, but either of them may end
  // first.
  private static final Duration SIGNAL_ON_ITS_WAY = Duration.ofMillis(300);

  private final String mark;
  private final Process process;
  private final Deque<String> errors = new ArrayDeque<>();
  private volatile String report;
  private volatile List<ProcessHandle> children = List.of();

  private WorkerProcess(ProcessBuilder builder) throws IOException {
    mark = Orphans.mark(builder);
    process = builder.start();
  }

  /// Runs a worker to its end, and ends every process that it started. Whatever the worker does,
  /// this returns a report. A report of a failure has the reason.
  ///
  /// @param command of the worker
  /// @param input the line that the worker reads first, if any. After it, the worker's standard
  ///     input stays open until this process has ended
  /// @param stderr receives each line that the worker writes to stderr, or the beginning of a long
  ///     line
  /// @throws CancellationException if a signal (Ctrl-C, kill) tells this process to end, and the
  ///     worker has ended because of it
  static Report run(List<String> command, String input, Duration timeout, Consumer<String> stderr) {
    try {
      var worker = new WorkerProcess(Jvm.process(command));
      var atExit = new Thread(worker::kill);
      boolean ending = !hook(() -> Runtime.getRuntime().addShutdownHook(atExit));
      if (!input.isEmpty()) Thread.ofVirtual().start(() -> worker.tell(input));
      var report = worker.await(ending ? Duration.ZERO : timeout, stderr);
      if (!ending && !report.ok()) Thread.sleep(SIGNAL_ON_ITS_WAY);
      ending |= !hook(() -> Runtime.getRuntime().removeShutdownHook(atExit));
      if (ending && !report.ok()) throw new CancellationException("told to end");
      return report;
    } catch (IOException e) {
      return failed("the worker could not be started: " + e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return failed("interrupted");
    }
  }

  private void tell(String input) {
    try {
      var stdin = process.getOutputStream();
      stdin.write((input + "\n").getBytes(StandardCharsets.UTF_8));
      stdin.flush();
    } catch (IOException e) {
      // The worker has ended. What it printed about that counts.
    }
  }

  private Report await(Duration timeout, Consumer<String> stderr) throws InterruptedException {
    var readers =
        List.of(
            reader(process.getInputStream(), MOST_OF_REPORT, this::keepReport),
            reader(
                process.getErrorStream(),
                MOST_OF_ERROR,
                line -> {
                  keepError(line);
                  stderr.accept(line);
                }));
    boolean ended;
    try {
      ended = process.waitFor(timeout.toMillis(), TimeUnit.MILLISECONDS);
    } finally {
      // Also ends processes that the worker left behind, because they may keep the pipes open.
      kill();
    }
    for (var reader : readers) reader.join(Duration.ofSeconds(20));
    if (!ended)
      return failed(
          "the worker did not end within " + timeout.toSeconds() + " s (--timeout)" + tail());
    if (report == null)
      return failed("exit code " + process.exitValue() + " without a report" + tail());
    if (report.length() >= MOST_OF_REPORT)
      return failed(
          "a report of more than 32 MiB: give fewer --repetitions or a shorter --measure");
    return read(report, tail());
  }

  /// Reads a report. It may come from a worker that was killed, or print garbage: whatever it is,
  /// the result is a report.
  ///
  /// @param tail what is known beside it, for the reason of a failed one
  public static Report read(String line, String tail) {
    try {
      var report = Json.read(line, Report.class);
      return isWhole(report)
          ? report
          : failed("incomplete report: a part is missing or impossible" + tail);
    } catch (JsonProcessingException e) {
      return failed(
          "incomplete report: " + e.getOriginalMessage().lines().findFirst().orElse("") + tail);
    }
  }

  /// A text that looks like a report may still lack what a cell is made of.
  private static boolean isWhole(Report report) {
    return switch (report) {
      case null -> false;
      case Report.Measured measured -> isWhole(measured);
      case Report.Timed(var timers) ->
          timers != null
              && timers.stream()
                  .allMatch(one -> one != null && one.lateUs() != null && one.lateUs().length > 0);
      case Report.NotMeasured none -> none.status() != null;
      case Report.Lawful _ -> true;
    };
  }

  private static boolean isWhole(Report.Measured measured) {
    return Stream.of(measured.scenario(), measured.unit(), measured.measures())
            .allMatch(Objects::nonNull)
        && measured.params() != null
        && measured.ideal() != null
        && measured.params().values().stream().allMatch(Objects::nonNull)
        && measured.ideal().values().stream().allMatch(WorkerProcess::isFinite)
        && isKnown(measured)
        && measured.values().values().stream()
            .allMatch(kind -> kind != null && kind.unit() != null && kind.better() != null)
        && measured.repetitions() != null
        && !measured.repetitions().isEmpty()
        && measured.repetitions().stream().allMatch(WorkerProcess::isPossible)
        && measured.quickRepetitions() <= measured.repetitions().size()
        && measured.early() >= 0
        && measured.latency() != null
        && decodes(measured.latency())
        && (measured.overshoot() == null || decodes(measured.overshoot()));
  }

  /// Whether what it is about is among its numbers.
  private static boolean isKnown(Report.Measured measured) {
    return Set.of("throughput", "settle", "latency_p99").contains(measured.measures())
        || measured.measures().equals("overshoot_p99") && measured.overshoot() != null
        || measured.values().containsKey(measured.measures());
  }

  private static boolean isPossible(Repetition one) {
    return one != null
        && one.elapsedNs() > 0
        && one.ops() > 0
        && one.cpuNs() >= 0
        && one.values().values().stream().allMatch(WorkerProcess::isFinite);
  }

  private static boolean isFinite(Double value) {
    return value != null && Double.isFinite(value);
  }

  private static boolean decodes(String histogram) {
    try {
      Histograms.decode(histogram);
      return true;
    } catch (UserError e) {
      return false;
    }
  }

  private void keepReport(String line) {
    int start = line.lastIndexOf(REPORT);
    if (start < 0) return;
    // The report is the last thing that the worker prints. Once the worker has ended, nobody knows
    // which processes were its children.
    if (report == null) children = process.descendants().toList();
    report = line.substring(start);
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
    var all = Stream.concat(process.descendants(), children.stream()).toList();
    // Uses the handle, because Process.destroyForcibly also closes the pipes, and the report may
    // still be in them.
    process.toHandle().destroyForcibly();
    all.forEach(ProcessHandle::destroyForcibly);
    Orphans.end(mark);
  }

  /// @return false if this process is ending
  private static boolean hook(Runnable change) {
    try {
      change.run();
      return true;
    } catch (IllegalStateException e) {
      return false;
    }
  }

  private static Thread reader(InputStream in, int most, Consumer<String> lines) {
    return Thread.ofVirtual().start(() -> read(in, most, lines));
  }

  /// Passes on every line, and also a last line without a line end. If a line is longer than `most`
  /// bytes, passes on only its beginning. So memory stays bounded whatever a worker writes, and the
  /// worker never waits for this process.
  private static void read(InputStream in, int most, Consumer<String> lines) {
    var line = new ByteArrayOutputStream();
    var chunk = new byte[1 << 16];
    try (in) {
      for (int length; (length = in.read(chunk)) >= 0; ) {
        for (int start = 0, end; start < length; start = end + 1) {
          for (end = start; end < length && chunk[end] != '\n'; ) end++;
          line.write(chunk, start, Math.min(end - start, most - line.size()));
          if (end < length) {
            lines.accept(line.toString(StandardCharsets.UTF_8));
            line.reset();
          }
        }
      }
    } catch (IOException e) {
      // The process has ended. What it wrote before counts.
    }
    if (line.size() > 0) lines.accept(line.toString(StandardCharsets.UTF_8));
  }

  private static Report failed(String reason) {
    return Report.NotMeasured.failed(reason);
  }
}
