//SOURCES Wire.java
//SOURCES ../cli/Jvm.java

package http;

import module java.base;

import cli.Jvm;

/// A server in a process of its own: `scripts/echo_server.java` or `scripts/race_server.java`,
/// which must be on the class path. It ends when this process ends, for whatever reason: it reads
/// from a pipe to which nobody writes, and notices the end of the pipe.
public final class ServerProcess implements AutoCloseable {
  private final Process process;
  private final InetSocketAddress address;

  private ServerProcess(Process process) throws IOException {
    this.process = process;
    var said = process.inputReader().readLine();
    if (said == null) throw new IOException("the server ended at once; its reason is above");
    address = address(said.substring(said.lastIndexOf(' ') + 1));
  }

  /// Starts an echo server on the loopback address, on a port that the system chooses, and waits
  /// until it is warm ({@link Exercise}).
  ///
  /// @param pinned a command that runs the server on some of the processors, or nothing
  public static ServerProcess start(List<String> pinned) throws IOException {
    // The server gets little memory and few threads, because it shares the processors with the
    // client.
    return start("echo_server", "-Xmx128m", pinned);
  }

  /// Starts the server of the race patterns on the loopback address ({@link RaceServer}).
  public static ServerProcess races() throws IOException {
    // 10,000 connections, each with a buffer and a thread.
    return start("race_server", "-Xmx384m", List.of());
  }

  private static ServerProcess start(String main, String memory, List<String> pinned)
      throws IOException {
    var command = Jvm.command(List.of(memory, "-XX:+UseSerialGC"), main);
    command.addAll(0, pinned);
    command.add("--with-parent");
    return new ServerProcess(
        Jvm.process(command).redirectError(ProcessBuilder.Redirect.INHERIT).start());
  }

  /// What the script of a server does once it listens: it says where, and goes on until Ctrl-C or,
  /// if a `ServerProcess` has started it, until its parent ends. The parent never writes, so the
  /// end of standard input means that it is gone.
  public static void serve(InetSocketAddress address, boolean withParent)
      throws IOException, InterruptedException {
    IO.println("listening on " + Wire.authority(address));
    if (!withParent) Thread.currentThread().join();
    while (System.in.read() >= 0) {}
    Runtime.getRuntime().halt(0);
  }

  /// The address on which it listens.
  public InetSocketAddress address() {
    return address;
  }

  /// The same address as a user types it: `host:port`.
  public String at() {
    return Wire.authority(address);
  }

  public boolean isAlive() {
    return process.isAlive();
  }

  /// The processor time that the server has taken so far, in steps of 10 ms on Linux.
  public Duration cpu() {
    return cpu(process.toHandle());
  }

  static Duration cpu(ProcessHandle process) {
    return process.info().totalCpuDuration().orElse(Duration.ZERO);
  }

  /// Parses an address as a user types it.
  ///
  /// @param text `host:port`; an IPv6 address stands in brackets, `[::1]:8080`
  /// @throws IllegalArgumentException if the text is not an address
  public static InetSocketAddress address(String text) {
    return addresses(text).getFirst();
  }

  /// The address at which a server answers, of all addresses that the name has; the first if none
  /// answers.
  public static InetSocketAddress listening(String text) {
    var all = addresses(text);
    return all.stream().filter(ServerProcess::accepts).findFirst().orElse(all.getFirst());
  }

  private static List<InetSocketAddress> addresses(String text) {
    int colon = text.lastIndexOf(':');
    try {
      var host = text.substring(0, colon).replaceFirst("^\\[(.*)]$", "$1");
      int port = Integer.parseInt(text.substring(colon + 1));
      if (host.isEmpty()) throw new IllegalArgumentException("no host");
      var addresses = new ArrayList<InetSocketAddress>();
      // Without the name, so that no client looks it up again and finds another address.
      for (var one : InetAddress.getAllByName(host))
        addresses.add(new InetSocketAddress(InetAddress.getByAddress(one.getAddress()), port));
      return addresses;
    } catch (IndexOutOfBoundsException | IllegalArgumentException | UnknownHostException e) {
      throw new IllegalArgumentException("not an address: " + text, e);
    }
  }

  private static boolean accepts(InetSocketAddress address) {
    try (var socket = new Socket()) {
      socket.connect(address, 1_000);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  @Override
  public void close() {
    process.destroyForcibly();
    try {
      process.waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
