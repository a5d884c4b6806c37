///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25
//PREVIEW
//DESCRIPTION The server of the race patterns: says what a client that races did with the losers
//SOURCES ../lib/Library.java

/// A server for clients in any language: `/1` to `/11` are the patterns of Easy Racer
/// (github.com/jamesward/easyracer), and `/verdict?n=1&got=right` says what the client did in the
/// first. It prints the address on which it listens. Ctrl-C ends it.
///
/// `./jbang race-server --port 8080`

import cli.Cli;
import http.RaceServer;
import http.ServerProcess;
import picocli.CommandLine.Option;
import result.UserError;

@Option(names = "--bind", description = "address to listen on (default: ${DEFAULT-VALUE})")
String bind = "127.0.0.1";

@Option(names = "--port", description = "port, 0 for any that is free (default: ${DEFAULT-VALUE})")
int port = 0;

@Option(names = "--with-parent", hidden = true)
boolean withParent;

void main(String... args) {
  Cli.of(this, "./jbang race-server")
      .about(
          "Races with clients, and says what they did with the losers.",
          "./jbang race-server",
          "./jbang race-server --port 8080")
      .run(args, this::serve);
}

int serve() throws Exception {
  Cli.between("--port", port, 0, 65_535);
  try (var server = RaceServer.start(new InetSocketAddress(bind, port))) {
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
