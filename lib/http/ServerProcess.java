//SOURCES ../cli/Jvm.java

package http;

import module java.base;

import cli.Jvm;

/// An echo server in a process of its own: `scripts/echo_server.java`, which must be on the class
/// path. It ends with this process, however that ends: it reads from a pipe that nobody writes to,
/// and whose end it sees.
public final class ServerProcess implements AutoCloseable {
  private final Process process;
  private final InetSocketAddress address;

  private ServerProcess(Process process) throws IOException {
    this.process = process;
    var said = process.inputReader().readLine();
    if (said == null) throw new IOException("the echo server ended at once; its reason is above");
    address = address(said.substring(said.lastIndexOf(' ') + 1));
  }

  /// Starts one on the loopback address, on a port that the system chooses, and waits until it is
  /// warm ({@link Exercise}).
  ///
  /// @param pinned a command that runs it on some of the processors, or nothing
  public static ServerProcess start(List<String> pinned) throws IOException {
    // Little memory and few threads: it shares the processors with the client.
    var command = Jvm.command(List.of("-Xmx128m", "-XX:+UseSerialGC"), "echo_server");
    command.addAll(0, pinned);
    command.add("--with-parent");
    return new ServerProcess(
        Jvm.process(command).redirectError(ProcessBuilder.Redirect.INHERIT).start());
  }

  /// Where it listens.
  public InetSocketAddress address() {
    return address;
  }

  /// The same as a person types it: `host:port`.
  public String at() {
    return address.getHostString() + ":" + address.getPort();
  }

  public boolean isAlive() {
    return process.isAlive();
  }

  /// The processor time that it has taken so far, in steps of 10 ms on Linux.
  public Duration cpu() {
    return cpu(process.toHandle());
  }

  static Duration cpu(ProcessHandle process) {
    return process.info().totalCpuDuration().orElse(Duration.ZERO);
  }

  /// An address as a person types it.
  ///
  /// @param text `host:port`
  /// @throws IllegalArgumentException if it is none
  public static InetSocketAddress address(String text) {
    int colon = text.lastIndexOf(':');
    try {
      return new InetSocketAddress(
          text.substring(0, colon), Integer.parseInt(text.substring(colon + 1)));
    } catch (IndexOutOfBoundsException | IllegalArgumentException e) {
      throw new IllegalArgumentException("not an address: " + text);
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
