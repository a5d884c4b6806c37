//DEPS dev.zio:zio_3:2.1.26
//DEPS dev.zio:zio-http_3:3.11.3
//DEPS io.netty:netty-transport-native-epoll:4.2.15.Final:linux-aarch_64
//DEPS io.netty:netty-transport-native-kqueue:4.2.15.Final:osx-x86_64
//DEPS io.netty:netty-transport-native-kqueue:4.2.15.Final:osx-aarch_64
//SOURCES ../Http.java

package backend.http;

import module java.base;

import backend.Http;
import scala.collection.immutable.Map.Map1;
import scala.runtime.BoxedUnit;
import zio.ConfigProvider$;
import zio.Exit;
import zio.Exit$;
import zio.Runtime$;
import zio.Scope;
import zio.Scope$;
import zio.Trace;
import zio.Unsafe;
import zio.ZEnvironment;
import zio.ZIO;
import zio.http.Body$;
import zio.http.DnsResolver$;
import zio.http.Request$;
import zio.http.Response;
import zio.http.ZClient$;

/// ZIO HTTP, called from Java: a pool of connections on event loops of Netty. Its layer reads the
/// size of its pool from ZIO's configuration.
///
/// Follows ziohttp.com/reference/client.
@SuppressWarnings({"rawtypes", "unchecked"}) // `ZIO` is variant in all of its parameters
public final class ZioClient implements Http<ZIO<Object, Throwable, Object>> {
  private static final Object TRACE = Trace.empty();

  private final zio.Runtime<Object> runtime;
  private final Endpoint server;
  private final String uri;
  private final Scope.Closeable scope;
  private final ZEnvironment client;

  public ZioClient(zio.Runtime<Object> runtime, Endpoint server) {
    this.runtime = runtime;
    this.server = server;
    uri = server.uri().toString();
    scope = (Scope.Closeable) run(Scope$.MODULE$.make(TRACE));
    var settings =
        ConfigProvider$.MODULE$.fromMap(
            new Map1<>("zio.http.client.connection-pool.fixed", "" + server.connections()),
            ".",
            ",");
    var names = DnsResolver$.MODULE$.configured(DnsResolver$.MODULE$.configured$default$1(), TRACE);
    var clients = ZClient$.MODULE$.configured(ZClient$.MODULE$.configured$default$1(), TRACE);
    ZIO told = Runtime$.MODULE$.setConfigProvider(settings, TRACE).build(() -> scope, TRACE);
    client =
        (ZEnvironment)
            run(
                told.flatMap(_ -> names.build(() -> scope, TRACE), TRACE)
                    .flatMap(
                        found ->
                            clients
                                .build(() -> scope, TRACE)
                                .provideEnvironment(() -> (ZEnvironment) found, TRACE),
                        TRACE));
  }

  private Object run(ZIO zio) {
    return runtime
        .unsafe()
        .run(zio, TRACE, Unsafe.unsafe())
        .getOrThrowFiberFailure(Unsafe.unsafe());
  }

  @Override
  public ZIO<Object, Throwable, Object> post(int connection, byte[] body, Answer answer) {
    var request = Request$.MODULE$.post(uri, Body$.MODULE$.fromArray(body));
    ZIO sent = ZClient$.MODULE$.batched(request, TRACE).provideEnvironment(() -> client, TRACE);
    return sent.flatMap(response -> whole((Response) response), TRACE)
        .timeoutFail(
            () -> new TimeoutException("no answer after " + server.timeout()),
            server::timeout,
            TRACE)
        .foldCauseZIO(
            cause -> done(() -> answer.failure(((zio.Cause<Throwable>) cause).squashWith(e -> e))),
            whole -> done(() -> answer.response(((Whole) whole).status, ((Whole) whole).body)),
            TRACE);
  }

  private record Whole(int status, byte[] body) {}

  private static ZIO whole(Response response) {
    return response
        .body()
        .asArray(TRACE)
        .map(bytes -> new Whole(response.status().code(), bytes), TRACE);
  }

  private static ZIO done(Runnable action) {
    return ZIO.succeed(
        _ -> {
          action.run();
          return BoxedUnit.UNIT;
        },
        TRACE);
  }

  @Override
  public void close() {
    run(scope.close(() -> (Exit) Exit$.MODULE$.unit(), TRACE));
  }
}
