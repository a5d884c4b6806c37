//DEPS org.apache.httpcomponents.client5:httpclient5:5.6.5
//SOURCES ../Action.java
//SOURCES ../Http.java

package backend.http;

import module java.base;

import backend.Action;
import backend.Http;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.io.entity.EntityUtils;
import org.apache.hc.core5.http.io.support.ClassicRequestBuilder;
import org.apache.hc.core5.util.Timeout;

/// Apache HttpClient 5, classic: blocking, for threads of any kind, with a pool of connections.
///
/// An interrupt closes the socket of a virtual thread. An interrupted platform thread waits for the
/// answer or the time-out.
///
/// Follows hc.apache.org/httpcomponents-client-5.6.x, with its defaults, except that the size of
/// the pool is set and that no request is tried a second time.
public final class ApacheClient implements Http<Action> {
  private final CloseableHttpClient client;
  private final URI uri;

  public ApacheClient(Endpoint server) {
    uri = server.uri();
    var timeout = Timeout.of(server.timeout());
    var pool =
        PoolingHttpClientConnectionManagerBuilder.create()
            .setMaxConnTotal(server.connections())
            .setMaxConnPerRoute(server.connections())
            .setDefaultConnectionConfig(
                ConnectionConfig.custom().setConnectTimeout(timeout).build())
            .build();
    client =
        HttpClients.custom()
            .setConnectionManager(pool)
            .setDefaultRequestConfig(RequestConfig.custom().setResponseTimeout(timeout).build())
            .disableAutomaticRetries()
            .build();
  }

  @Override
  public Action post(int connection, byte[] body, Answer answer) {
    return () -> {
      var request =
          ClassicRequestBuilder.post(uri)
              .setEntity(body, ContentType.APPLICATION_OCTET_STREAM)
              .build();
      try {
        client.execute(
            request,
            response -> {
              answer.response(response.getCode(), EntityUtils.toByteArray(response.getEntity()));
              return null;
            });
      } catch (IOException e) {
        if (Thread.interrupted()) throw new InterruptedException();
        answer.failure(e);
      }
    };
  }

  @Override
  public void close() {
    try {
      client.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
