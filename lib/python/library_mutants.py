"""Mutants for scenarios that use what not every library has: the twin of
lib/worker/LibraryMutants.java. Each is a good library with a single operation changed."""

from functools import partial
from typing import Callable, NamedTuple

from mutants import Mutant


class Case(NamedTuple):
    """A library that misbehaves."""

    adapter: Callable  # of a good library


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


MUTANTS = {
    "forgets-value": Case(ForgetsValue),
    "gives-neighbours-value": Case(GivesNeighboursValue),
}
