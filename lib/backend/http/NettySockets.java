//DEPS io.netty:netty-transport:4.2.20.Final
//SOURCES LoopExchange.java
//SOURCES ../Http.java

package backend.http;

import module java.base;

import backend.Http;
import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.socket.nio.NioSocketChannel;

/// Netty's channels without a codec, on the event loop of the task. The loop keeps the connections
/// that are idle.
///
/// Follows netty.io/wiki/user-guide-for-4.x.html.
public final class NettySockets {
  private final Http.Endpoint server;
  private final Bootstrap bootstrap;
  private final Map<EventLoop, Deque<Connection>> idle = new ConcurrentHashMap<>();

  public NettySockets(Http.Endpoint server) {
    this.server = server;
    this.bootstrap =
        new Bootstrap()
            .channel(NioSocketChannel.class)
            .option(ChannelOption.TCP_NODELAY, true)
            .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, (int) server.timeout().toMillis());
  }

  /// To be called on the loop.
  ///
  /// @param end called once, after the answer, with null or the failure
  public LoopExchange post(
      EventLoop loop, byte[] body, Http.Answer answer, Consumer<Throwable> end) {
    var connection = idle(loop).poll();
    return (connection == null ? new Connection(loop) : connection).post(body, answer, end);
  }

  private Deque<Connection> idle(EventLoop loop) {
    return idle.computeIfAbsent(loop, _ -> new ArrayDeque<>());
  }

  private final class Connection extends LoopExchange {
    private final EventLoop loop;
    private Channel channel;

    Connection(EventLoop loop) {
      super(server);
      this.loop = loop;
    }

    @Override
    void connect() {
      bootstrap
          .clone(loop)
          .handler(new Pieces(this))
          .connect(server.address())
          .addListener((ChannelFuture opened) -> {
            channel = opened.channel();
            if (opened.isSuccess()) connected();
            else fails(opened.cause());
          });
    }

    @Override
    void send(byte[] bytes) {
      channel.writeAndFlush(Unpooled.wrappedBuffer(bytes));
    }

    @Override
    Runnable after(Duration delay, Runnable late) {
      var timer = loop.schedule(late, delay.toNanos(), TimeUnit.NANOSECONDS);
      return () -> timer.cancel(false);
    }

    @Override
    void rests() {
      idle(loop).push(this);
    }

    @Override
    void disconnect() {
      idle(loop).remove(this);
      if (channel != null) channel.close();
    }
  }

  /// Receives the data of a connection.
  private static final class Pieces extends SimpleChannelInboundHandler<ByteBuf> {
    private final Connection connection;

    Pieces(Connection connection) {
      this.connection = connection;
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, ByteBuf piece) {
      connection.received(piece.nioBuffer());
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
      connection.fails(new ClosedChannelException());
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
      connection.fails(cause);
    }
  }

  /// Closes every connection and waits until all are closed.
  public void close() {
    idle.forEach((loop, connections) ->
        loop.submit(() -> List.copyOf(connections).forEach(Connection::close))
            .syncUninterruptibly());
  }
}
