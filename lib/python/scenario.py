"""What a scenario is: the twin of lib/scenario/Scenario.java."""

from contextlib import nullcontext
from typing import Callable, NamedTuple


class Scenario(NamedTuple):
    """A program for every backend, and what is counted in it."""

    repetition: Callable  # async, of a backend, a recording, the parameters and inputs by name
    unit: str
    measures: str  # "throughput", "settle" or a value that each repetition reports
    defaults: dict  # parameters, as a person types them
    expected: Callable  # units of work per repetition, of the parameters by name
    draw: Callable = lambda seed, **_: {}  # inputs, of a seed and the parameters by name
    asked: Callable = lambda **_: []  # delays that the timer must do, of the parameters by name
    uses: Callable = lambda on, **_: nullcontext({})  # async context: inputs for all repetitions
    least: int = 1  # repetitions, unless they take too long
    leaves_nothing: bool = False  # whatever a repetition leaves must be gone when its clock stops
    choices: dict = {}  # of parameters that are words: which words there are
    library: bool = False  # it needs a library as its users have it: a Plain
