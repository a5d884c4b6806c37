"""Mutants for scenarios that use what not every library has: the twin of
lib/worker/LibraryMutants.java. Each is a good library with a single operation changed."""

from typing import Callable, NamedTuple

from mutants import Mutant


class Case(NamedTuple):
    """A library that misbehaves."""

    adapter: Callable  # of a good library


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


MUTANTS = {
    "fires-early": Case(FiresEarly),
    "ignores-deadline": Case(IgnoresDeadline),
    "keeps-losers": Case(KeepsLosers),
    "runs-racers-twice": Case(RunsRacersTwice),
}
