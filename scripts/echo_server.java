///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25
//PREVIEW
//DESCRIPTION The server of http_echo: answers every request with the body that was sent
//SOURCES ../lib/Library.java

/// A server for clients on another machine, or a server that stalls now and then. `http_echo`
/// starts its own server unless it is given `--server`. The server first sends requests to itself
/// for some seconds, until it is warm. Then it prints the address on which it listens. Ctrl-C ends
/// it.
///
/// `./jbang echo-server --port 8080 --stall 200ms --every 1s`

import cli.Cli;
import cli.Jvm;
import http.Capacity;
import http.EchoServer;
import http.Exercise;
import http.ServerProcess;
import picocli.CommandLine.Option;
import result.UserError;

@Option(names = "--bind", description = "address to listen on (default: ${DEFAULT-VALUE})")
String bind = "127.0.0.1";

@Option(names = "--port", description = "port, 0 for any that is free (default: ${DEFAULT-VALUE})")
int port = 0;

@Option(names = "--stall", description = "answer nothing for this long … (default: 0s)")
Duration stall = Duration.ZERO;

@Option(names = "--every", description = "… each time this has passed (default: 1s)")
Duration every = Duration.ofSeconds(1);

@Option(names = "--capacity", description = "only measure what it could do, for 20 s, and end")
boolean capacity;

@Option(names = "--with-parent", hidden = true)
boolean withParent;

void main(String... args) {
  Cli.of(this, "./jbang echo-server")
      .about(
          "Answers every POST to /echo with the body that was sent, on one thread.",
          "./jbang echo-server",
          "./jbang echo-server --capacity",
          "./jbang echo-server --port 8080 --stall 200ms --every 1s")
      .run(args, this::serve);
}

int serve() throws Exception {
  Cli.between("--port", port, 0, 65_535);
  Cli.between("--stall", stall, Duration.ZERO, Duration.ofMinutes(1));
  if (capacity) return measure();
  Cli.between("--every", every, stall, Duration.ofHours(1));
  try (var server = EchoServer.start(new InetSocketAddress(bind, port))) {
    Exercise.of(server.address());
    if (stall.isPositive()) server.stall(stall, every);
    ServerProcess.serve(server.address(), withParent);
  } catch (IOException e) {
    throw new UserError(
        "Cannot listen on "
            + bind
            + ":"
            + port
            + ": "
            + e.getMessage()
            + ". Give another --bind or --port.");
  }
  return 0;
}

int measure() throws IOException {
  Jvm.measured(Capacity.class.getName()).forEach(IO::println);
  return 0;
}
