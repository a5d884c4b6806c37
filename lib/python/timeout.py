"""Deadlines around operations that end in time, and around those that do not: the twin of
scripts/timeout.java."""

from time import perf_counter_ns

from burn import loop, steps_of
from durations import HOUR, UNITS
from failures import Wrong
from leftovers import LeftBehind
from scenario import Scenario

STEPS = 20
PAUSE = UNITS["ms"]
SOON = 200 * UNITS["ms"]


async def timeout(on, record, *, shape, tasks, operations, limit, deadline, workers, burn):
    """What does a deadline cost that never fires, and how late is one that does?"""
    if not LEFT.looks:
        await check(on, deadline)
    computed = []

    def unfired(unit):
        children = on.call(record.begun(unit)), on.call(nothing)
        return on.timeout(on.all(2, lambda i: children[i]), limit)

    def fired(unit):
        return around(on, on.sleep(HOUR), deadline, record.sleeping(unit, deadline))

    def compute():
        loop(work)
        computed.append(True)

    match shape:
        case "unfired":
            program = on.all(tasks, lambda task: on.repeat(
                operations, lambda i: unfired(task * operations + i)))
        case "fired":
            program = on.all(tasks, fired)
        case _:
            work = steps_of(burn)
            step = on.then(on.call(compute), on.sleep(PAUSE))
            worker = on.repeat(STEPS, lambda _: step)
            program = on.all(
                workers + tasks, lambda i: worker if i < workers else fired(i - workers))
    with LEFT.of(record), record.clock():
        await on.start(program).wait()
    if shape == "busy" and len(computed) != workers * STEPS:
        raise Wrong(f"{len(computed)} of {workers * STEPS} steps were computed")


def nothing():
    """What the second child does."""


def around(on, operation, deadline, tell):
    """Sets the deadline around an operation that does not end in time, and tells the time from then
    until it is known to have passed. Raises Wrong if no failure tells so."""
    since, seen = [], []

    def passed(_):
        tell(perf_counter_ns() - since[0])
        # The failure knows this function: to keep it would be a cycle for the collector.
        seen.append(True)

    def told():
        if not seen:
            raise Wrong("an operation outlasts its deadline, and no failure tells so")
    limited = on.caught(on.timeout(operation, deadline), passed)
    return on.then(on.call(lambda: since.append(perf_counter_ns())),
                   on.then(limited, on.call(told)))


async def check(on, deadline):
    """Tries deadlines, off the clock: a library that ignores them would be fast. Raises Wrong if
    one fires long before its time, or if this one does not fire for a second."""
    seen = []
    soon = on.timeout(on.sleep(SOON), 10 * SOON)
    await on.start(on.caught(soon, seen.append)).wait()
    if seen:
        raise Wrong("a deadline fires in a tenth of its time")
    slow = on.sleep(deadline + UNITS["s"])
    await on.start(around(on, slow, deadline, lambda _: None)).wait()


def deadlines(shape, tasks, operations, **_):
    """How many there are in a repetition."""
    return tasks * operations if shape == "unfired" else tasks


LEFT = LeftBehind()

SCENARIO = Scenario(
    timeout, "deadlines", "throughput",
    {"shape": "unfired", "tasks": "500", "operations": "20", "limit": "10s", "deadline": "10ms",
     "workers": "4", "burn": "2ms"},
    expected=deadlines, choices={"shape": ("unfired", "fired", "busy")}, library=True,
    asked=lambda shape, deadline, **_: [] if shape == "unfired" else [deadline])
