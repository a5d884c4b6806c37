//DEPS io.netty:netty-codec-http:4.2.20.Final
//SOURCES ../Http.java

package backend.http;

import module java.base;

import backend.Http;
import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.Promise;
import io.netty.util.concurrent.ScheduledFuture;

/// Netty's codec and aggregator on the event loop of the task. The loop keeps the connections that
/// are idle, so a request never changes its thread. Time-outs are timers of the loop.
///
/// Follows netty.io/wiki/user-guide-for-4.x.html and the example `http.snoop`.
public final class NettyClient {
  private final Http.Endpoint server;
  private final Bootstrap bootstrap;
  private final Map<EventLoop, Deque<Channel>> idle = new ConcurrentHashMap<>();

  public NettyClient(Http.Endpoint server) {
    this.server = server;
    this.bootstrap =
        new Bootstrap()
            .channel(NioSocketChannel.class)
            .option(ChannelOption.TCP_NODELAY, true)
            .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, (int) server.timeout().toMillis())
            .handler(
                new ChannelInitializer<Channel>() {
                  @Override
                  protected void initChannel(Channel channel) {
                    channel
                        .pipeline()
                        .addLast(
                            new HttpClientCodec(),
                            new HttpObjectAggregator(1 << 20),
                            new Exchange(channel));
                  }
                });
  }

  /// To be called on the loop. If it is cancelled, the connection is closed.
  public Future<Void> post(EventLoop loop, byte[] body, Http.Answer answer) {
    Promise<Void> promise = loop.newPromise();
    var channel = idle(loop).poll();
    if (channel != null) {
      channel.pipeline().get(Exchange.class).send(body, answer, promise);
    } else {
      bootstrap
          .clone(loop)
          .connect(server.address())
          .addListener((ChannelFuture connected) -> {
            if (connected.isSuccess())
              connected.channel().pipeline().get(Exchange.class).send(body, answer, promise);
            else tell(promise, () -> answer.failure(connected.cause()));
          });
    }
    return promise;
  }

  private Deque<Channel> idle(EventLoop loop) {
    return idle.computeIfAbsent(loop, _ -> new ArrayDeque<>());
  }

  private static void tell(Promise<Void> promise, Runnable told) {
    try {
      if (promise.isDone()) return;
      told.run();
      promise.trySuccess(null);
    } catch (Throwable thrown) {
      promise.tryFailure(thrown);
    }
  }

  /// The last handler in a connection's pipeline. It handles one request and its answer at a time.
  private final class Exchange extends SimpleChannelInboundHandler<FullHttpResponse> {
    private final Channel channel;
    private Http.Answer answer;
    private Promise<Void> promise;
    private ScheduledFuture<?> timer;

    Exchange(Channel channel) {
      this.channel = channel;
    }

    void send(byte[] body, Http.Answer answer, Promise<Void> promise) {
      this.answer = answer;
      this.promise = promise;
      var request =
          new DefaultFullHttpRequest(
              HttpVersion.HTTP_1_1, HttpMethod.POST, "/echo", Unpooled.wrappedBuffer(body));
      request
          .headers()
          .set(HttpHeaderNames.HOST, server.uri().getAuthority())
          .set(HttpHeaderNames.CONTENT_LENGTH, body.length);
      timer =
          channel
              .eventLoop()
              .schedule(
                  () -> fail(new TimeoutException("no answer after " + server.timeout())),
                  server.timeout().toNanos(),
                  TimeUnit.NANOSECONDS);
      promise.addListener(done -> {
        if (done.isCancelled()) channel.close();
      });
      channel.writeAndFlush(request);
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, FullHttpResponse response) {
      var told = ended();
      if (told == null) return;
      idle(channel.eventLoop()).push(channel);
      tell(
          promise,
          () -> told.response(response.status().code(), ByteBufUtil.getBytes(response.content())));
    }

    private void fail(Throwable failure) {
      var told = ended();
      channel.close();
      idle(channel.eventLoop()).remove(channel);
      if (told != null) tell(promise, () -> told.failure(failure));
    }

    /// Returns whom to notify; null if nobody waits.
    private Http.Answer ended() {
      var told = answer;
      answer = null;
      if (told != null) timer.cancel(false);
      return told;
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
      fail(new ClosedChannelException());
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
      fail(cause);
    }
  }

  /// Closes every connection and waits until all are closed.
  public void close() {
    idle.forEach((loop, channels) ->
        loop.submit(() -> List.copyOf(channels).forEach(Channel::close)).syncUninterruptibly());
  }
}
