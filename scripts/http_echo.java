///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25
//PREVIEW
//DESCRIPTION HTTP echo over loopback: keep-alive connections to one server, in a closed or an open loop
//SOURCES ../lib/Library.java
//SOURCES echo_server.java

/// What does real network I/O cost a library? In requests/s and ms. Closed loop: each connection
/// sends its next request when the request before it is answered. Open loop, with `--rate`:
/// requests are due on a fixed schedule. Latency counts from when a request was due, so that a
/// stall shows in every request that it delays.
///
/// Most of the cost is in the client. So each library has up to three clients: its own, the same
/// one that all others have, and one written by hand.
///
/// `./jbang http-echo --backend virtual-threads,netty --client own,same,wire`

import backend.Backend;
import backend.Http;
import bench.Bench;
import picocli.CommandLine.Option;
import scenario.Echo;
import scenario.Recording;

@Option(names = "--client", description = "own, same (the JDK's) or wire (by hand); default: own")
Http.Client client = Http.Client.OWN;

@Option(names = "--connections", description = "keep-alive connections (default: ${DEFAULT-VALUE})")
int connections = 50;

@Option(names = "--requests", description = "requests per connection (default: ${DEFAULT-VALUE})")
int requests = 100;

@Option(names = "--body", description = "bytes of a request (default: ${DEFAULT-VALUE})")
int body = 64;

@Option(names = "--rate", description = "requests/s in all; 0: closed loop (default: 0)")
int rate = 0;

@Option(names = "--server", description = "host:port of ./jbang echo-server (default: its own)")
String server = Echo.OWN;

@Option(names = "--at", hidden = true, description = "host:port of the server of the run")
String at;

@Option(names = "--from-send", hidden = true, description = "omits what is late: a wrong latency")
boolean fromSend;

Echo echo;

void main(String... args) {
  Bench.scenario(this)
      .within("--connections", 1, 10_000, () -> connections)
      .within("--requests", 1, 10_000, () -> requests)
      .within("--body", Echo.LEAST_BODY, 1 << 20, () -> body)
      .within("--rate", 0, 10_000_000, () -> rate)
      .checks(() -> Echo.checkServer(server))
      .checks(() -> Echo.checkFiles(connections))
      .counts("requests", () -> connections * requests)
      .ideal(() -> rate == 0 ? Map.of() : Map.of("throughput", (double) rate))
      .warmsUpFor(Duration.ofSeconds(20))
      .uses(on -> echo = Echo.open(on, client, at == null ? server : at, connections, body))
      .measured((on, record) ->
          echo.measure(
              record,
              connections * requests,
              on.all(connections, c -> on.repeat(requests, i -> request(on, record, c, i)))))
      .run(args);
}

Object request(Backend<Object> on, Recording record, int connection, int i) {
  int unit = i * connections + connection;
  if (rate == 0) return echo.exchange(connection, record.took(unit));
  long due = echo.dueNanos(unit, rate);
  var exchange = echo.exchange(connection, fromSend ? record.took(unit) : record.due(unit, due));
  var wait = Duration.ofNanos(due - System.nanoTime());
  return wait.isPositive() ? on.then(on.sleep(wait), exchange) : exchange;
}
