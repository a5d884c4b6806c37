//DEPS org.typelevel:cats-effect_3:3.7.1
//DEPS org.http4s:http4s-ember-client_3:0.23.34
//SOURCES ../Http.java

package backend.http;

import module java.base;

import backend.Http;
import cats.effect.IO;
import cats.effect.IO$;
import cats.effect.kernel.Async;
import cats.effect.kernel.Resource;
import cats.effect.unsafe.IORuntime;
import fs2.io.net.Network;
import fs2.io.net.Network$;
import org.http4s.EntityDecoder;
import org.http4s.EntityEncoder;
import org.http4s.Method;
import org.http4s.Request;
import org.http4s.Response;
import org.http4s.Uri;
import org.http4s.ember.client.EmberClientBuilder;
import org.http4s.ember.client.EmberClientBuilder$;
import scala.Tuple2;
import scala.concurrent.duration.FiniteDuration;
import scala.runtime.BoxedUnit;

/// http4s on Ember, called from Java: a pool of connections on the runtime of the tasks. Types that
/// are parameters of types are left out, because Java cannot express them.
///
/// Follows http4s.org/v0.23/docs/client.html.
@SuppressWarnings({"rawtypes", "unchecked"})
public final class EmberClient implements Http<IO<Object>> {
  private static final Async ASYNC = IO$.MODULE$.asyncForIO();
  private static final EntityEncoder ENCODER = EntityEncoder.byteArrayEncoder();
  private static final EntityDecoder DECODER = EntityDecoder.byteArrayDecoder(ASYNC);

  private final IORuntime runtime;
  private final org.http4s.client.Client client;
  private final IO<?> end;
  private final Request empty;

  public EmberClient(IORuntime runtime, Endpoint server) {
    this.runtime = runtime;
    var uri = Uri.unsafeFromString(server.uri().toString());
    empty =
        Request.apply(
            Method.POST(),
            uri,
            Request.apply$default$3(),
            Request.apply$default$4(),
            (fs2.Stream) Request.apply$default$5(),
            Request.apply$default$6());
    Resource resource =
        builder()
            .withMaxTotal(server.connections())
            .withMaxPerKey(_ -> server.connections())
            .withTimeout(new FiniteDuration(server.timeout().toNanos(), TimeUnit.NANOSECONDS))
            .build();
    var opened = (Tuple2) ((IO) resource.allocated(ASYNC)).unsafeRunSync(runtime);
    client = (org.http4s.client.Client) opened._1();
    end = (IO<?>) opened._2();
  }

  /// `EmberClientBuilder.default`, a name that cannot be written in Java.
  private static EmberClientBuilder<?> builder() {
    try {
      var type = MethodType.methodType(EmberClientBuilder.class, Async.class, Network.class);
      var handle = MethodHandles.lookup().findVirtual(EmberClientBuilder$.class, "default", type);
      return (EmberClientBuilder<?>)
          handle.invoke(EmberClientBuilder$.MODULE$, ASYNC, Network$.MODULE$.forIO());
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public IO<Object> post(int connection, byte[] body, Answer answer) {
    Resource answered = client.run((Request) empty.withEntity(body, ENCODER));
    var told = (IO<Object>) answered.use(response -> whole((Response) response, answer), ASYNC);
    return told.handleErrorWith(failure -> done(() -> answer.failure(failure)));
  }

  private static IO<Object> whole(Response response, Answer answer) {
    return ((IO<byte[]>) response.as(ASYNC, DECODER))
        .flatMap(bytes -> done(() -> answer.response(response.status().code(), bytes)));
  }

  private static IO<Object> done(Runnable action) {
    return IO$.MODULE$.delay(() -> {
      action.run();
      return BoxedUnit.UNIT;
    });
  }

  @Override
  public void close() {
    end.unsafeRunSync(runtime);
  }
}
