//DEPS io.ktor:ktor-client-apache5-jvm:3.5.2
//DEPS org.jetbrains.kotlin:kotlin-stdlib:2.3.21
//SOURCES ../Http.java

package backend.http;

import module java.base;

import backend.Http;
import io.ktor.client.HttpClient;
import io.ktor.client.HttpClientKt;
import io.ktor.client.engine.apache5.Apache5;
import io.ktor.client.engine.apache5.Apache5EngineConfig;
import io.ktor.client.request.BuildersKt;
import io.ktor.client.statement.HttpResponse;
import io.ktor.client.statement.ReadersKt;
import kotlin.Unit;
import kotlin.coroutines.Continuation;

/// Ktor's client on its Apache 5 engine. (Its CIO engine opens a connection for each `POST`. With
/// OkHttp, each request in flight has a thread.)
///
/// Follows ktor.io/docs/client-engines.html and client-requests.html.
public final class KtorClient {
  private final HttpClient client;
  private final String uri;

  public KtorClient(Http.Endpoint server) {
    uri = server.uri().toString();
    client =
        HttpClientKt.HttpClient(
            Apache5.INSTANCE,
            config -> {
              config.engine(engine -> configured(engine, server));
              return Unit.INSTANCE;
            });
  }

  private static Unit configured(Apache5EngineConfig engine, Http.Endpoint server) {
    engine.setConnectTimeout(server.timeout().toMillis());
    engine.setSocketTimeout((int) server.timeout().toMillis());
    engine.configureConnectionManager(pool -> {
      pool.setMaxConnTotal(server.connections()).setMaxConnPerRoute(server.connections());
      return Unit.INSTANCE;
    });
    return Unit.INSTANCE;
  }

  /// A suspend function. It returns an `HttpResponse` whose body has been read.
  public Object post(byte[] body, Continuation<? super HttpResponse> caller) {
    return BuildersKt.post(
        client,
        uri,
        request -> {
          request.setBody(body);
          return Unit.INSTANCE;
        },
        caller);
  }

  /// A suspend function. It returns the bytes of the body.
  public static Object body(HttpResponse response, Continuation<? super byte[]> caller) {
    return ReadersKt.readRawBytes(response, caller);
  }

  public void close() {
    client.close();
  }
}
