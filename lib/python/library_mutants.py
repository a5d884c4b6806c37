"""Mutants for scenarios that use what not every library has: the twin of
lib/worker/LibraryMutants.java. Each is a good library with a single operation changed."""

from functools import partial
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


class Carries(Mutant):
    """A context whose `holding` is another one."""

    def local(self):
        good = self.good.local()
        local = Mutant(good)
        local.holding = partial(self.holding, good)
        return local


class ForgetsValue(Carries):
    """One value in ten is not there."""

    asked = 0

    def holding(self, good, value, operation):
        self.asked += 1
        return good.holding(value, operation) if self.asked % 10 else operation


class GivesNeighboursValue(Carries):
    """Each task except the first has the value of the one before it."""

    before = None

    def holding(self, good, value, operation):
        other, self.before = self.before, value
        return good.holding(other or value, operation)


class FiresEarly(Mutant):
    def timeout(self, operation, ns):
        return self.good.timeout(operation, ns // 100)


class IgnoresDeadline(Mutant):
    def timeout(self, operation, ns):
        return operation


class KeepsLosers(Mutant):
    """No cancellation reaches the losers of a race."""

    def race(self, racers, racer):
        return self.good.race(racers, lambda i: self.good.shield(racer(i)))


class RunsRacersTwice(Mutant):
    def race(self, racers, racer):
        return self.good.race(racers, lambda i: self.good.then(racer(i), racer(i)))


class Streams(Mutant):
    """Its streams do other work than they are asked for: `change` returns the names of the stages
    that differ, each with what it does instead."""

    def stream(self, stages):
        return self.good.stream(stages._replace(**self.change(stages)))


class DropsItem(Streams):
    def change(self, stages):
        return {"filter": lambda item: stages.filter(item) and item != 0}


class DoublesItem(Streams):
    def change(self, stages):
        def sink(item):
            stages.sink(item)
            if item == 1:
                stages.sink(item)
        return {"sink": sink}


class Floods(Streams):
    def change(self, stages):
        def source(item):
            if item == 0:
                for i in range(stages.items):
                    stages.source(i)
            return item
        return {"source": source}


class SkipsRequests(Streams):
    def change(self, stages):
        return {"request": lambda item: item}


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
    "forgets-value": Case(ForgetsValue),
    "gives-neighbours-value": Case(GivesNeighboursValue),
    "fires-early": Case(FiresEarly),
    "ignores-deadline": Case(IgnoresDeadline),
    "keeps-losers": Case(KeepsLosers),
    "runs-racers-twice": Case(RunsRacersTwice),
    "doubles-an-item": Case(DoublesItem),
    "drops-an-item": Case(DropsItem),
    "floods": Case(Floods),
    "skips-requests": Case(SkipsRequests),
}
