//DEPS me.tongfei:progressbar:0.10.2

package run;

import module java.base;

import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/// Shows on stderr how far the run is: a bar on a terminal, a line per worker elsewhere.
sealed interface Progress extends AutoCloseable {
  /// Announces that this many more workers will be started.
  void expect(int workers);

  /// Announces that one of the workers starts now.
  void next(String scenario, String backend, int round);

  /// Announces that this worker has ended.
  void ended();

  /// Prints something that the run has found out.
  void say(String line);

  @Override
  void close();

  static Progress start() {
    return isTerminal() ? new Bar() : new Lines();
  }

  /// Whether stderr is a terminal. A console stands for standard input and output only, and stderr
  /// may still go elsewhere.
  private static boolean isTerminal() {
    var console = System.console();
    if (console == null || !console.isTerminal()) return false;
    var stderr = Path.of("/proc/self/fd/2");
    try {
      return stderr.toRealPath().startsWith("/dev");
    } catch (IOException e) {
      // The link of a pipe leads to no file. Without /proc, there is no way to tell.
      return !Files.isSymbolicLink(stderr);
    }
  }

  record Bar(ProgressBar bar, int columns) implements Progress {
    private static final int USUAL_COLUMNS = 80;

    /// What the bar itself needs, with the numbers beside it.
    private static final int LEAST_BAR = 48;

    Bar() {
      this(terminal() - 1);
    }

    private Bar(int columns) {
      this(
          new ProgressBarBuilder()
              .setTaskName("")
              .continuousUpdate()
              .setInitialMax(0)
              .setStyle(ProgressBarStyle.ASCII)
              .setConsumer(new ConsoleProgressBarConsumer(System.err, columns))
              .build(),
          columns);
    }

    /// The width of the terminal. The bar would unpack native code into the temporary folder to ask
    /// for it, which stays there if this process is killed.
    private static int terminal() {
      try {
        var stty = new ProcessBuilder("stty", "size").redirectInput(new File("/dev/tty")).start();
        var size = new String(stty.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
        int columns = Integer.parseInt(size.strip().replaceFirst(".* ", ""));
        return columns > 1 ? columns : USUAL_COLUMNS;
      } catch (IOException | NumberFormatException e) {
        return USUAL_COLUMNS;
      }
    }

    @Override
    public void expect(int workers) {
      bar.maxHint(bar.getMax() + workers);
    }

    @Override
    public void next(String scenario, String backend, int round) {
      var words = " " + scenario + " " + backend;
      int room = Math.clamp(columns - LEAST_BAR, 0, words.length());
      bar.setExtraMessage(words.substring(0, room));
    }

    @Override
    public void ended() {
      bar.step();
    }

    @Override
    public void say(String line) {
      // The bar is drawn again below this line.
      System.err.println("\r\033[K" + line);
    }

    @Override
    public void close() {
      bar.setExtraMessage("");
      bar.close();
    }
  }

  final class Lines implements Progress {
    private final long start = System.nanoTime();
    private int total;
    private int started;

    @Override
    public void expect(int workers) {
      total += workers;
    }

    @Override
    public void next(String scenario, String backend, int round) {
      System.err.printf(
          "[%d/%d] %s %s, round %d%s%n",
          started + 1, total, scenario, backend, round, started == 0 ? "" : ", ETA " + eta());
      started++;
    }

    @Override
    public void ended() {}

    private String eta() {
      long seconds = (System.nanoTime() - start) / started * (total - started) / 1_000_000_000;
      return seconds / 60 + ":" + String.format(Locale.ROOT, "%02d", seconds % 60);
    }

    @Override
    public void say(String line) {
      System.err.println(line);
    }

    @Override
    public void close() {}
  }
}
