//SOURCES Checked.java
//SOURCES Recording.java
//SOURCES ../backend/Plain.java

package scenario;

import module java.base;

import backend.Plain;

/// The messages of one channel, from its senders to its receivers. Each message has a number, and
/// is reported when a receiver has it.
///
/// A receiver checks that the messages of each sender arrive in their order. If it is the only one,
/// none may be missing. A sender checks once in a while that the channel holds no more than it may.
/// The counts for that lie apart, each in a cache line of its own, so that they hold up nobody.
public final class Messages {
  /// A sender looks at the counts before one message in so many.
  private static final int LOOK = 64;

  /// Places between two counts of an array.
  private static final int APART = 32;

  private record Message(int sender, int number, Runnable received) {}

  private final Plain<Object> on;
  private final Plain.Channel<Object> channel;
  private final int capacity;
  private final int senders;
  private final int receivers;
  private final int each;
  private final int first;
  private final Recording record;
  private final Checked checked;
  private final AtomicIntegerArray accepted;
  private final AtomicIntegerArray received;

  /// @param capacity what the channel may hold; 0: a sender waits for its receiver
  /// @param each messages from each sender
  /// @param first the number of the first message as a unit of work
  public Messages(
      Plain<Object> on,
      int capacity,
      int senders,
      int receivers,
      int each,
      int first,
      Recording record,
      Checked checked) {
    this.on = on;
    this.channel = on.channel(capacity);
    // A library that has no receivers says so here, before a sender fails because of that.
    channel.receive(_ -> {});
    this.capacity = capacity;
    this.senders = senders;
    this.receivers = receivers;
    this.each = each;
    this.first = first;
    this.record = record;
    this.checked = checked;
    this.accepted = new AtomicIntegerArray(senders * APART);
    this.received = new AtomicIntegerArray(receivers * APART);
  }

  /// Sends all messages of a sender.
  public Object sends(int sender) {
    return on.repeat(each, i -> send(sender, i));
  }

  /// Receives the receiver's share of all messages.
  public Object receives(int receiver) {
    var receive = receive(receiver);
    return on.repeat(each * senders / receivers, _ -> receive);
  }

  /// Receives all messages and sends as many to the next channel.
  public Object passesOnTo(Messages next) {
    var receive = receive(0);
    return on.repeat(2 * each, step -> step % 2 == 0 ? receive : next.send(0, step / 2));
  }

  private Object send(int sender, int i) {
    accepted.setRelease(sender * APART, i);
    if (i % LOOK == LOOK - 1) look();
    return channel.send(new Message(sender, i, record.begun(first + sender * each + i)));
  }

  /// A message that was accepted is in the channel or with a receiver. One that a sender waits to
  /// get rid of is not counted yet. What was accepted is read first, so a receiver that goes on
  /// meanwhile makes no fault.
  private void look() {
    int ahead = 0;
    for (int i = 0; i < senders; i++) ahead += accepted.getAcquire(i * APART);
    for (int i = 0; i < receivers; i++) ahead -= received.getAcquire(i * APART);
    if (ahead > capacity + senders + receivers)
      checked.saw("a channel for %d messages had taken %d".formatted(capacity, ahead));
  }

  private Object receive(int receiver) {
    var last = new int[senders];
    Arrays.fill(last, -1);
    return channel.receive(one -> {
      var message = (Message) one;
      int before = last[message.sender];
      boolean right = receivers == 1 ? message.number == before + 1 : message.number > before;
      if (!right)
        checked.saw("received message %d after message %d".formatted(message.number, before));
      last[message.sender] = message.number;
      message.received.run();
      received.setRelease(receiver * APART, received.getPlain(receiver * APART) + 1);
    });
  }
}
