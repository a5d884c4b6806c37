"""Mutants for scenarios that use what not every library has: the twin of
lib/worker/LibraryMutants.java. Each is a good library with a single operation changed."""

from typing import Callable, NamedTuple

from mutants import Mutant


class Case(NamedTuple):
    """A library that misbehaves."""

    adapter: Callable  # of a good library


MUTANTS = {
}
