//DEPS me.tongfei:progressbar:0.10.2

package bench;

import module java.base;

import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/// How far the run is, on stderr: a bar on a terminal, a line per worker elsewhere.
sealed interface Progress extends AutoCloseable {
  void next(String scenario, String backend, int round, int rounds);

  void done();

  @Override
  void close();

  static Progress of(int total) {
    var console = System.console();
    return console != null && console.isTerminal() ? new Bar(total) : new Lines(total);
  }

  record Bar(ProgressBar bar) implements Progress {
    Bar(int total) {
      this(
          new ProgressBarBuilder()
              .setTaskName("measuring")
              .setInitialMax(total)
              .setStyle(ProgressBarStyle.ASCII)
              .build());
    }

    @Override
    public void next(String scenario, String backend, int round, int rounds) {
      bar.setExtraMessage(" " + scenario + " " + backend + " round " + round + "/" + rounds);
    }

    @Override
    public void done() {
      bar.step();
    }

    @Override
    public void close() {
      bar.setExtraMessage("");
      bar.close();
    }
  }

  final class Lines implements Progress {
    private final int total;
    private final long start = System.nanoTime();
    private int done;

    Lines(int total) {
      this.total = total;
    }

    @Override
    public void next(String scenario, String backend, int round, int rounds) {
      System.err.printf(
          "[%d/%d] %s %s, round %d of %d%s%n",
          done + 1, total, scenario, backend, round, rounds, done == 0 ? "" : ", ETA " + eta());
    }

    private String eta() {
      long seconds = (System.nanoTime() - start) / done * (total - done) / 1_000_000_000;
      return seconds / 60 + ":" + String.format(Locale.ROOT, "%02d", seconds % 60);
    }

    @Override
    public void done() {
      done++;
    }

    @Override
    public void close() {}
  }
}
