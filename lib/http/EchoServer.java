//DEPS io.netty:netty-codec-http:4.2.20.Final

package http;

import module java.base;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;

/// The server of `http_echo`: Netty on one thread, the same for every client. `POST /echo` answers with the body that was
/// sent; `GET /counts` tells how many connections were accepted and how many echoes were answered, so that a client that
/// reconnects, or answers by itself, is found out.
public final class EchoServer implements AutoCloseable {

  /// The longest body that it takes, in bytes.
  public static final int MOST_BODY = 1 << 20;

  private final EventLoopGroup group =
      new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
  private final Channel listener;

  // Of the one thread.
  private long connections;
  private long echoes;

  private EchoServer(InetSocketAddress at) throws IOException {
    var bootstrap =
        new ServerBootstrap()
            .group(group)
            .channel(NioServerSocketChannel.class)
            .option(ChannelOption.SO_BACKLOG, 4096)
            .childOption(ChannelOption.TCP_NODELAY, true)
            .childHandler(
                new ChannelInitializer<Channel>() {
                  @Override
                  protected void initChannel(Channel connection) {
                    connections++;
                    connection
                        .pipeline()
                        .addLast(
                            new HttpServerCodec(),
                            new HttpObjectAggregator(MOST_BODY),
                            new Answers());
                  }
                });
    var bound = bootstrap.bind(at).awaitUninterruptibly();
    if (!bound.isSuccess()) {
      close();
      throw new IOException(bound.cause().getMessage(), bound.cause());
    }
    listener = bound.channel();
  }

  /// @param at with port 0, the system chooses one
  /// @throws IOException if it cannot listen there
  public static EchoServer start(InetSocketAddress at) throws IOException {
    return new EchoServer(at);
  }

  /// Where it listens.
  public InetSocketAddress address() {
    return (InetSocketAddress) listener.localAddress();
  }

  /// From now on, it does nothing for that long, again and again: what a garbage collection or a failover does to a server.
  public void stall(Duration length, Duration every) {
    group
        .next()
        .scheduleAtFixedRate(
            () -> LockSupport.parkNanos(length.toNanos()),
            every.toNanos(),
            every.toNanos(),
            TimeUnit.NANOSECONDS);
  }

  private final class Answers extends SimpleChannelInboundHandler<FullHttpRequest> {

    @Override
    protected void channelRead0(ChannelHandlerContext connection, FullHttpRequest request) {
      if (request.method().equals(HttpMethod.POST) && request.uri().equals("/echo")) {
        echoes++;
        answer(connection, request, HttpResponseStatus.OK, request.content().retain());
      } else if (request.uri().equals("/counts")) {
        var counts = (connections + " " + echoes).getBytes(StandardCharsets.ISO_8859_1);
        answer(connection, request, HttpResponseStatus.OK, Unpooled.wrappedBuffer(counts));
      } else {
        answer(connection, request, HttpResponseStatus.NOT_FOUND, Unpooled.EMPTY_BUFFER);
      }
    }

    private static void answer(
        ChannelHandlerContext connection,
        FullHttpRequest request,
        HttpResponseStatus status,
        ByteBuf body) {
      var response = new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, status, body);
      response.headers().set(HttpHeaderNames.CONTENT_LENGTH, body.readableBytes());
      if (HttpUtil.isKeepAlive(request)) {
        connection.write(response, connection.voidPromise());
      } else {
        response.headers().set(HttpHeaderNames.CONNECTION, "close");
        connection.write(response).addListener(ChannelFutureListener.CLOSE);
      }
    }

    /// All that has arrived together is answered together.
    @Override
    public void channelReadComplete(ChannelHandlerContext connection) {
      connection.flush();
    }

    /// A client that is gone.
    @Override
    public void exceptionCaught(ChannelHandlerContext connection, Throwable cause) {
      connection.close();
    }
  }

  @Override
  public void close() {
    group.shutdownGracefully(0, 1, TimeUnit.SECONDS).syncUninterruptibly();
  }
}
