"""Mutants for scenarios that use what not every library has: the twin of
lib/worker/LibraryMutants.java. Each is a good library with a single operation changed."""

from typing import Callable, NamedTuple

from mutants import Mutant


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
    "doubles-an-item": Case(DoublesItem),
    "drops-an-item": Case(DropsItem),
    "floods": Case(Floods),
    "skips-requests": Case(SkipsRequests),
}
