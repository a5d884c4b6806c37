"""Libraries that misbehave, each with a probe that must show it: the twin of
lib/test/support/PlainMutants.java. Each is a good one with a single operation changed."""

from typing import Callable, NamedTuple

from failures import innermost
from mutants import (
    AwaitsNothing, Ending, MindsCancellation, Mutant, OneByOne, SwallowsCancellation, WakesEarly)


class RunsOn(Mutant):
    def all(self, tasks, child):
        failures = []

        def first():
            if failures:
                raise failures[0]
        children = self.good.all(tasks, lambda i: self.good.caught(child(i), failures.append))
        return self.good.then(children, self.good.call(first))


class LosesSecond(Mutant):
    def start(self, program):
        running = self.good.start(program)

        async def wait():
            try:
                await running.wait()
            except ExceptionGroup as group:
                raise innermost(group) from None
        return Ending(running.cancel, wait)


class SilentDetached(Mutant):
    def detach(self, operation):
        return self.good.detach(self.good.caught(operation, lambda _: None))


class AwaitsDetached(Mutant):
    def detach(self, operation):
        return operation


class KeepsDetached(Mutant):
    kept = []

    def detach(self, operation):
        self.kept.append(operation)
        return self.good.detach(operation)


class SilentAfterCancel(MindsCancellation):
    async def end(self, running, cancelled):
        try:
            await running.wait()
        except Exception:
            if not cancelled():
                raise


class DropsMessages(Mutant):
    def channel(self, capacity):
        channel = self.good.channel(capacity)
        channel.send = lambda _: self.good.call(lambda: None)
        return channel


class Unbounded(Mutant):
    def channel(self, capacity):
        return self.good.channel(10_000_000)


class ProtectsNothing(Mutant):
    def shield(self, operation):
        return operation


class ProtectsAll(Mutant):
    def start(self, program):
        return self.good.start(self.good.shield(program))


class LetsWorkGoOn(Mutant):
    def timeout(self, operation, ns):
        return self.good.timeout(self.good.shield(operation), ns)


class IgnoresDeadline(Mutant):
    def timeout(self, operation, ns):
        return operation


class ForgetsContext(Mutant):
    def local(self):
        local = self.good.local()
        local.holding = lambda _, operation: operation
        return local


class LeaksPermits(Mutant):
    def limiter(self, permits):
        channel = self.good.channel(permits)

        class Limiter:
            def within(_, operation):
                held = self.good.then(channel.send(None), operation)
                return self.good.then(held, channel.receive(lambda _: None))
        return Limiter()


class CatchesNothing(Mutant):
    def caught(self, operation, seen):
        return operation


class KeepsLosers(Mutant):
    def race(self, racers, racer):
        return self.good.race(racers, lambda i: self.good.shield(racer(i)))


class LosesToFailures(Mutant):
    """The first racer that ends decides, also by its failure."""

    def race(self, racers, racer):
        failures = []

        def first():
            if failures:
                raise failures[0]
        caught = self.good.race(racers, lambda i: self.good.caught(racer(i), failures.append))
        return self.good.then(caught, self.good.call(first))


class ClosesNothing(Mutant):
    def closing(self, operation, close):
        return operation


class ComputesOn(Mutant):
    def computing(self, step):
        return self.good.shield(self.good.computing(step))


class Case(NamedTuple):
    """What a probe must say of a library that is changed."""

    adapter: Callable  # of a good library
    backend: str  # which says something else
    probe: str
    says: str


MUTANTS = {
    "runs-on": Case(RunsOn, "trio", "child-fails", "siblings run on, awaited"),
    "loses-second": Case(LosesSecond, "asyncio", "two-fail", "one is lost"),
    "silent-detached": Case(SilentDetached, "asyncio", "unawaited-fails", "silent"),
    "awaits-detached": Case(AwaitsDetached, "asyncio", "outlives", "is awaited"),
    "keeps-detached": Case(KeepsDetached, "asyncio", "dropped-handle", "kept"),
    "sleeps-on": Case(SwallowsCancellation, "trio", "cancel-sleeping", "sleeps on"),
    "awaits-nothing": Case(
        AwaitsNothing, "asyncio", "cancel-waits", "clean-up is not awaited"),
    "skips-teardown": Case(
        SwallowsCancellation, "trio", "cancel-unstarted", "clean-up is skipped"),
    "drops-messages": Case(DropsMessages, "trio", "result-meets-cancel", "a message is lost"),
    "protects-nothing": Case(ProtectsNothing, "trio", "shield", "cut short"),
    "protects-all": Case(ProtectsAll, "asyncio", "cancel-chain", "the whole chain goes on"),
    "lets-work-go-on": Case(
        LetsWorkGoOn, "asyncio", "deadline-work", "only the waiting ends"),
    "ignores-deadline": Case(
        IgnoresDeadline, "anyio-asyncio", "deadline-work", "deadline is ignored"),
    "unbounded": Case(Unbounded, "asyncio", "no-consumer", "grows without bound"),
    "forgets-context": Case(ForgetsContext, "asyncio", "context", "lost in the child"),
    "leaks-permits": Case(LeaksPermits, "asyncio", "limiter-leak", "permits leaked"),
    "silent-after-cancel": Case(SilentAfterCancel, "trio", "late-failure", "silent"),
    "catches-nothing": Case(CatchesNothing, "trio", "nested-scope", "reaches the outside"),
    "wakes-early": Case(WakesEarly, "asyncio", "timer", "early at times"),
    "keeps-loser": Case(KeepsLosers, "asyncio", "race-two", "failed"),
    "loses-to-error": Case(LosesToFailures, "trio", "race-error", "failed"),
    "keeps-losers": Case(KeepsLosers, "asyncio", "race-10000", "failed"),
    "forgets-deadline": Case(IgnoresDeadline, "trio", "race-deadline", "failed"),
    "loses-to-status": Case(LosesToFailures, "asyncio", "race-status-2", "failed"),
    "keeps-third": Case(KeepsLosers, "asyncio", "race-status-3", "failed"),
    "hedges-early": Case(WakesEarly, "trio", "race-hedge", "failed"),
    "closes-nothing": Case(ClosesNothing, "trio", "race-resources", "failed"),
    "collects-one-by-one": Case(OneByOne, "trio", "race-collect", "failed"),
    "computes-on": Case(ComputesOn, "asyncio", "race-compute", "failed"),
    "loses-to-inner": Case(LosesToFailures, "trio", "race-nested", "failed"),
}
