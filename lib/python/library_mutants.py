"""Mutants for scenarios that use what not every library has: the twin of
lib/worker/LibraryMutants.java. Each is a good library with a single operation changed."""

from itertools import count
from typing import Callable, NamedTuple

from durations import HOUR
from law import MS
from mutants import Mutant


class Sends(Mutant):
    """A channel that sends in another way: `send(inner, number, message)`, where `number` says how
    many messages were sent before."""

    def channel(self, capacity):
        inner, numbers = self.good.channel(capacity), count()
        return Channel(lambda message: self.send(inner, next(numbers), message), inner.receive)


class Channel(NamedTuple):
    """A channel, of two functions that return operations."""

    send: Callable
    receive: Callable


class DropsMessage(Sends):
    def send(self, inner, number, message):
        return self.good.call(lambda: None) if number == 30 else inner.send(message)


class DoublesMessage(Sends):
    def send(self, inner, number, message):
        send = inner.send(message)
        return self.good.then(send, send) if number == 30 else send


class SwapsMessages(Sends):
    """The message after the thirtieth comes before it."""

    kept = None

    def send(self, inner, number, message):
        if number == 30:
            self.kept = message
            return self.good.call(lambda: None)
        send = inner.send(message)
        return self.good.then(send, inner.send(self.kept)) if number == 31 else send


class UnboundedChannel(Mutant):
    """A channel for a million messages in place of a few. The first is received when there are more
    than there may be."""

    def channel(self, capacity):
        good, inner, sent = self.good, self.good.channel(1_000_000), []

        def enough():
            return len(sent) > capacity + 200

        def send(message):
            sent.append(message)
            return inner.send(message)

        def receive(receiver):
            taken = inner.receive(receiver)
            return good.repeat(1, lambda _: taken if enough() else good.then(wait, taken))
        wait = good.repeat(
            1_000, lambda _: good.call(lambda: None) if enough() else good.sleep(MS))
        return Channel(send, receive)


class LetsOneMoreIn(Mutant):
    def limiter(self, permits):
        return self.good.limiter(permits + 1)


class LeaksPermit(Mutant):
    """Somebody keeps a permit."""

    def limiter(self, permits):
        inner = self.good.limiter(permits)
        self.kept = self.good.start(inner.within(self.good.sleep(HOUR)))
        return inner


class Case(NamedTuple):
    """A library that misbehaves."""

    adapter: Callable  # of a good library


MUTANTS = {
    "doubles-message": Case(DoublesMessage),
    "drops-message": Case(DropsMessage),
    "leaks-permit": Case(LeaksPermit),
    "lets-one-more-in": Case(LetsOneMoreIn),
    "swaps-messages": Case(SwapsMessages),
    "unbounded-channel": Case(UnboundedChannel),
}
