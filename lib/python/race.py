"""The first of many tasks ends them all, by its result or by its failure: the twin of
scripts/race.java."""

from collections import Counter
from functools import partial
from random import Random
from time import perf_counter_ns

from durations import HOUR, UNITS
from failures import Wrong
from scenario import Scenario

PATIENCE = 5 * UNITS["s"]
SLOW_PERCENT = 10


async def race(on, record, *, shape, racers, after, workers, operations, second, lengths,
               slow=None):
    """How long do the others take to end when one of many tasks has won? How long do requests take
    that are tried a second time if the first try is slow?"""
    match shape:
        case "first":
            await Racers(on, record, racers, after).first()
        case "failure":
            await Racers(on, record, racers, after).failure()
        case _:
            hedges = Hedges(on, second, lengths)

            def request(unit):
                return on.timed(hedges.request(unit), record.took(unit))
            program = on.all(workers, lambda worker: on.repeat(
                operations, lambda i: request(worker * operations + i)))
            with record.clock():
                await on.start(program).wait()
                record.values["second_tries"] = 100 * hedges.seconds() / len(lengths)


class Planned(Exception):
    """The failure of a racer."""


class Racers:
    """Tasks of which the last to begin decides the race after a while: all others have begun by
    then. They sleep an hour, and each sees its cancellation."""

    def __init__(self, on, record, racers, after):
        self._on = on
        self._record = record
        self._racers = racers
        self._after = after
        self._begun = self._ended = 0
        self._known_ns = None

    async def first(self):
        """One of them wins."""
        on = self._on
        wins = on.race(self._racers, partial(self._racer, lambda: None))
        await self._measure(on.after(wins, self._known, None))

    async def failure(self):
        """One of them fails, and the others are its siblings."""
        on, planned = self._on, Planned("planned")

        def fails():
            raise planned
        everything = on.all(self._racers, partial(self._racer, fails))
        await self._measure(on.caught(everything, self._known))

    def _racer(self, decides, unit):
        on = self._on
        last = []

        def begin():
            self._begun += 1
            if self._begun >= self._racers:
                last.append(unit)

        def end():
            self._record.cancelled(unit)
            self._ended += 1

        def decide():
            end()
            decides()

        def step(i):
            if i == 0:
                return on.call(begin)
            if last:
                return on.then(on.sleep(self._after), on.call(decide))
            return on.sleep(HOUR)
        return on.on_cancel(on.repeat(2, step), end)

    def _known(self, failure):
        if failure is not None and not holds(failure, Planned):
            raise Wrong(f"the parent of the one that failed knows of {failure!r}")
        self._known_ns = perf_counter_ns()

    async def _measure(self, program):
        with self._record.clock():
            start = perf_counter_ns()
            await self._on.start(program).wait()
            await self._ends()
        if self._known_ns is None:
            raise Wrong("the parent of the one that failed does not know")
        self._record.values["result"] = (self._known_ns - start) / UNITS["ms"]

    async def _ends(self):
        """Waits until all have ended, also where the library does not. Raises Wrong."""
        before, since = self._ended, perf_counter_ns()
        while self._ended < self._racers:
            await self._on.sleep(0)()
            if self._ended != before:
                before, since = self._ended, perf_counter_ns()
            elif perf_counter_ns() - since > PATIENCE:
                raise Wrong(f"{self._racers - before} of {self._racers - 1} losers do not end in"
                            f" {PATIENCE // UNITS['s']} s")


def holds(failure, kind):
    """Whether it is of that kind, or a group of one."""
    return isinstance(failure, kind) or any(
        holds(one, kind) for one in getattr(failure, "exceptions", ()))


class Hedges:
    """Requests, each of which is tried a second time if the first try has no answer after a
    while. The first answer counts, and the other try is cancelled."""

    def __init__(self, on, delay, lengths):
        self._on = on
        self._delay = delay
        self._lengths = lengths
        self._made = Counter()  # of (request, try)
        self._answered = set()  # requests

    def request(self, request):
        """An operation."""
        on = self._on

        def attempt(i):
            make = on.call(partial(self._made.update, [(request, i)]))
            return on.then(make, on.after(
                on.sleep(self._lengths[request][i]), self._answered.add, request))
        return on.race(2, lambda i: on.then(on.sleep(self._delay), attempt(1)) if i else attempt(0))

    def seconds(self):
        """How many second tries there were. Raises Wrong."""
        for request in range(len(self._lengths)):
            first, second = self._made[request, 0], self._made[request, 1]
            if first > 1 or second > 1:
                raise Wrong(f"a first try was made {first} times, its second {second}")
            if request not in self._answered:
                raise Wrong("a request ends without an answer")
        return sum(i for _, i in self._made)


def draw(seed, *, workers, operations, after, slow, **_):
    """How long both tries of each request take, for a worker that was started by hand."""
    percent = Random(~seed).randrange
    return {"lengths": [[slow if percent(100) < SLOW_PERCENT else after for _ in range(2)]
                        for _ in range(workers * operations)]}


SCENARIO = Scenario(
    race, "tasks", "settle",
    {"shape": "first", "racers": "100", "after": "1ms", "workers": "10", "operations": "50",
     "slow": "20ms", "second": "5ms"},
    expected=lambda shape, racers, workers, operations, **_: (
        workers * operations if shape == "hedge" else racers),
    draw=draw, choices={"shape": ("first", "failure", "hedge")}, library=True,
    asked=lambda shape, after, second, slow, **_: (
        [after, second, slow] if shape == "hedge" else [after]))
