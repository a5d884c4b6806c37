//SOURCES Command.java
//SOURCES ../../Library.java

package test.support;

import module java.base;

import cli.Project;

/// A scenario that somebody wrote outside of the project, and that does one thing wrong. A number
/// in its command line, and in those of all the processes that it starts, is like no other, so that
/// a test can look for survivors.
public record FaultInjection(Path script, String nap) {
  private static final String SCRIPT =
      """
      ///usr/bin/env jbang "$0" "$@" ; exit $?
      //JAVA 25
      //PREVIEW
      //DESCRIPTION does one thing wrong
      //SOURCES %s/lib/Library.java
      import bench.Bench;
      import picocli.CommandLine.Option;

      @Option(names = "--fault") String fault;
      @Option(names = "--nap") String nap;
      boolean injected;

      void main(String... args) {
        Bench.scenario(this, "does one thing wrong")
            .counts("tasks", () -> 10)
            .program((on, record) -> {
              boolean chosen = on.getClass().getSimpleName().equals("EventLoop") || fault.equals("starts");
              int tasks = chosen && !injected ? inject() : 10;
              return on.all(tasks, i -> on.timed(on.sleep(Duration.ofMillis(1)), record.sleeping(i, Duration.ofMillis(1))));
            })
            .run(args);
      }

      int inject() throws Exception {
        injected = true;
        switch (fault) {
          case "loses" -> { return 9; }
          case "adds" -> { return 11; }
          case "throws" -> throw new java.io.IOException("no such luck");
          case "discards" -> throw new scenario.Discarded("a known defect");
          case "exits" -> Runtime.getRuntime().halt(137);
          case "hangs" -> Thread.sleep(Duration.ofHours(1));
          case "lacks" -> throw new backend.Unsupported("it has no tasks");
          case "prints" -> { for (int i = 0; i < 1000; i++) print("{\\"report\\":1, garbage " + i + "\\n"); }
          case "mutters" -> print("half a line");
          case "halves" -> { print("{\\"report\\":1,\\"status\\":\\"ok\\",\\"scena"); Runtime.getRuntime().halt(0); }
          case "hollows" -> { print("{\\"report\\":1,\\"status\\":\\"ok\\"}\\n"); Runtime.getRuntime().halt(0); }
          case "allocates" -> { var all = new ArrayList<byte[]>(); for (;;) all.add(new byte[1 << 20]); }
          case "floods" -> flood("x".repeat(1 << 20));
          case "babbles" -> flood("a line of text\\n".repeat(70_000));
          case "starts", "leaves" -> leave();
          case "leaves-and-hangs" -> { leave(); Thread.sleep(Duration.ofHours(1)); }
        }
        return 10;
      }

      /// To the parent itself: System.out is not it any more.
      void print(String text) throws Exception {
        new FileOutputStream(FileDescriptor.out).write(text.getBytes());
      }

      void flood(String mebibyte) throws Exception {
        for (int i = 0; i < 64; i++) { print(mebibyte); System.err.print(mebibyte); }
        print("\\n");
      }

      /// A child, a grandchild, an orphan, and one in a session of its own. All keep the worker's output open.
      void leave() throws Exception {
        var naps = "sleep N & (sleep N &) ; setsid sleep N & sh -c 'sleep N; :'; :".replace("N", nap);
        new ProcessBuilder("sh", "-c", naps).inheritIO().start();
        Thread.sleep(50);
      }
      """;

  /// Writes it into the folder.
  public static FaultInjection in(Path folder) throws IOException {
    var script = folder.resolve("faulty.java");
    Files.writeString(script, SCRIPT.formatted(Project.root()));
    return new FaultInjection(script, number());
  }

  private static String number() {
    return "300." + ThreadLocalRandom.current().nextInt(1_000_000, 10_000_000);
  }

  /// The same script with another number.
  public FaultInjection again() {
    return new FaultInjection(script, number());
  }

  /// The command that runs it on two backends in a parent that has little memory.
  public String[] line(String fault, String... more) {
    var line =
        List.of(
            Project.root().resolve("jbang").toString(),
            "run",
            "--runtime-option=-Xmx128m",
            script.toString(),
            "--fault=" + fault,
            "--nap=" + nap,
            "--backend=bare,virtual-threads",
            "--warmup=0s",
            "--jvm-arg=-Xmx256m",
            Command.CHEAP);
    return Stream.concat(line.stream(), Stream.of(more)).toArray(String[]::new);
  }

  /// Whether a worker has started all that the faults `starts` and `leaves` start: the run, the
  /// worker, two shells, four sleeps.
  public boolean running() {
    return Command.running(nap).size() == 8;
  }

  /// Fails, after it has ended them, if there are processes of it still.
  public void assertGone() throws InterruptedException {
    var left = Command.running(nap);
    for (int i = 0; i < 600 && !left.isEmpty(); i++, left = Command.running(nap)) Thread.sleep(100);
    for (long id : left) ProcessHandle.of(id).ifPresent(ProcessHandle::destroyForcibly);
    if (!left.isEmpty()) throw new AssertionError("still running: " + left);
  }
}
