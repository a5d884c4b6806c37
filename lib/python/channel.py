"""Messages from task to task through channels that hold a few of them: the twin of
scripts/channel.java and lib/scenario/Messages.java."""

from checked import Checked
from scenario import Scenario

SIDE = 8  # senders, and receivers, that share a channel
LOOK = 64  # a sender looks at the counts before one message in so many


class Messages:
    """The messages of one channel, from its senders to its receivers."""

    def __init__(self, on, capacity, senders, receivers, each, first, record, checked):
        """`capacity`: what the channel may hold; `each`: messages from each sender; `first`: the
        number of the first message as a unit of work."""
        self._on = on
        self._channel = on.channel(capacity)
        self._most = capacity + senders + receivers
        self._capacity = capacity
        self._senders = senders
        self._receivers = receivers
        self._each = each
        self._first = first
        self._begun = record.begun
        self._checked = checked
        self._ahead = 0  # messages that were accepted and not yet received
        self._sent = [0] * senders

    def sends(self, sender):
        """Sends all messages of a sender."""
        return self._on.repeat(self._each, lambda i: self._send(sender, i))

    def receives(self):
        """Receives a receiver's share of all messages."""
        receive = self._receive()
        share = self._each * self._senders // self._receivers
        return self._on.repeat(share, lambda _: receive)

    def passes_on_to(self, following):
        """Receives all messages and sends as many to the next channel."""
        receive = self._receive()
        return self._on.repeat(
            2 * self._each,
            lambda step: following._send(0, step // 2) if step % 2 else receive)

    def _send(self, sender, i):
        """When a message is asked for, the one before it has been accepted."""
        if i:
            self._ahead += 1
            if i % LOOK == LOOK - 1 and self._ahead > self._most:
                self._checked.saw(
                    f"a channel for {self._capacity} messages had taken {self._ahead}")
        unit = self._first + sender * self._each + i
        return self._channel.send((sender, i, self._begun(unit)))

    def _receive(self):
        last = [-1] * self._senders
        single = self._receivers == 1

        def receiver(message):
            sender, number, received = message
            before = last[sender]
            if number != before + 1 if single else number <= before:
                self._checked.saw(f"received message {number} after message {before}")
            last[sender] = number
            received()
            self._ahead -= 1
        return self._channel.receive(receiver)


def program(on, record, checked, shape, messages, capacity, tasks):
    """What all tasks do."""
    each = messages // lines(shape, tasks)
    if shape == "many":
        every = Messages(on, capacity, SIDE, SIDE, each, 0, record, checked)
        return on.all(2 * SIDE, lambda i: every.sends(i) if i < SIDE else every.receives())
    line = [Messages(on, capacity, 1, 1, each, i * each, record, checked)
            for i in range(lines(shape, tasks))]
    if shape != "chain":
        return on.all(2 * len(line),
                      lambda i: line[i // 2].receives() if i % 2 else line[i // 2].sends(0))

    def task(i):
        if i == 0:
            return line[0].sends(0)
        return line[i - 1].receives() if i == len(line) else line[i - 1].passes_on_to(line[i])
    return on.all(len(line) + 1, task)


def lines(shape, tasks):
    """How many channels there are or, for many, senders."""
    return {"pair": 1, "many": SIDE}.get(shape, tasks)


async def channel(on, record, *, messages, **parameters):
    """What does it cost to hand a message to another task?"""
    checked = Checked()
    operation = program(on, record, checked, messages=messages, **parameters)
    with record.clock():
        await checked.run(on, operation)
    record.values["ns_per_message"] = record.elapsed_ns / messages


SCENARIO = Scenario(
    channel, "messages", "throughput",
    {"shape": "pair", "messages": "100000", "capacity": "16", "tasks": "10000"},
    choices={"shape": ("pair", "chain", "pairs", "many")},
    expected=lambda messages, **_: messages, library=True)
