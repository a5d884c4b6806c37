//DEPS io.ktor:ktor-client-okhttp-jvm:3.6.1
//SOURCES ../Http.java

package backend.http;

import module java.base;

import backend.Http;
import io.ktor.client.HttpClient;
import io.ktor.client.HttpClientKt;
import io.ktor.client.engine.okhttp.OkHttp;
import io.ktor.client.engine.okhttp.OkHttpConfig;
import io.ktor.client.request.BuildersKt;
import io.ktor.client.statement.HttpResponse;
import io.ktor.client.statement.ReadersKt;
import kotlin.Unit;
import kotlin.coroutines.Continuation;
import okhttp3.ConnectionPool;
import okhttp3.Dispatcher;
import okhttp3.OkHttpClient;

/// Ktor's client on its OkHttp engine, which has a thread for each request that is on its way. (Its CIO engine opens a connection for
/// each `POST`.)
///
/// OkHttp sends no more than five requests to a host at a time, and keeps no more than five connections, unless it is told.
///
/// Follows ktor.io/docs/client-engines.html and client-requests.html.
public final class KtorClient {
  private final HttpClient client;
  private final String uri;

  public KtorClient(Http.Endpoint server) {
    uri = server.uri().toString();
    client =
        HttpClientKt.HttpClient(
            OkHttp.INSTANCE,
            config -> {
              config.engine(engine -> configured(engine, server));
              return Unit.INSTANCE;
            });
  }

  private static Unit configured(OkHttpConfig engine, Http.Endpoint server) {
    engine.config(http -> configured(http, server));
    return Unit.INSTANCE;
  }

  private static Unit configured(OkHttpClient.Builder http, Http.Endpoint server) {
    var dispatcher = new Dispatcher();
    dispatcher.setMaxRequests(server.connections());
    dispatcher.setMaxRequestsPerHost(server.connections());
    http.dispatcher(dispatcher)
        .connectionPool(new ConnectionPool(server.connections(), 5, TimeUnit.MINUTES))
        .connectTimeout(server.timeout())
        .readTimeout(server.timeout())
        .retryOnConnectionFailure(false);
    return Unit.INSTANCE;
  }

  /// A suspend function: an `HttpResponse`, whose body has been read.
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

  /// A suspend function: the bytes.
  public static Object body(HttpResponse response, Continuation<? super byte[]> caller) {
    return ReadersKt.readRawBytes(response, caller);
  }

  public void close() {
    client.close();
  }
}
