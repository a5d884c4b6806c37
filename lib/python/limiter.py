"""Many tasks share a few permits: the twin of scripts/limiter.java and lib/scenario/Permits.java."""

from functools import partial
from time import perf_counter_ns

from durations import UNITS
from failures import Wrong
from scenario import Scenario


class Permits:
    """A limiter and the operations that want a permit of it. How many are inside is counted at each
    entry."""

    def __init__(self, on, permits, record):
        self.on = on
        self._permits = permits
        self.record = record
        self.limiter = on.limiter(permits)
        self._inside = self._most = self.gave_up = 0

    def enter(self):
        """One more is inside."""
        self._inside += 1
        if self._inside > self._most:
            self._most = self._inside

    def leave(self, _=None):
        """One less is inside."""
        self._inside -= 1

    def passes(self, unit):
        """Waits for a permit and has it for no longer than it takes to count. The latency is the
        wait for the permit."""
        had = self.record.begun(unit)

        def inside():
            self.enter()
            had()
            self._inside -= 1
        return self.limiter.within(self.on.call(inside))

    def works(self, unit, ns):
        """Waits for a permit and has it for some time. The latency is the wait for the permit."""
        had = self.record.begun(unit)

        def begin():
            self.enter()
            had()
        on = self.on
        return self.limiter.within(
            on.then(on.call(begin), on.after(on.sleep(ns), self.leave, None)))

    async def check(self):
        """Checks that there were never too many inside, and that all permits have come back: as
        many operations as there are permits must all be inside at the same time. Each waits for the
        others, for four seconds at most. Raises Wrong."""
        on, permits, held, most, over = self.on, self._permits, 0, 0, False

        def enter():
            nonlocal held, most
            held += 1
            most = max(most, held)

        def leave(_):
            nonlocal held, over
            held -= 1
            over = True

        def wait(i):
            return on.call(lambda: None) if most >= permits or over else on.sleep(UNITS["ms"] << i)
        holds = self.limiter.within(
            on.then(on.call(enter), on.after(on.repeat(12, wait), leave, None)))
        await on.start(on.all(permits, lambda _: holds)).wait()
        if self._most > permits:
            raise Wrong(f"{self._most} were inside at once, with {permits} permits")
        if most < permits:
            raise Wrong(f"permits leaked: at the end, {most} of {permits} could be held at once")


class Attempt:
    """An operation that may give up the wait for its permit. Its unit of work is told once: when it
    has its permit or when it gives up, whichever comes first. A library may cancel it at the very
    moment at which it enters."""

    def __init__(self, permits, unit, ns, entered=lambda: None):
        """`entered` is called when it has its permit."""
        self._permits = permits
        self._unit = unit
        self._ns = ns
        self._entered = entered
        self._told = self._in = False
        self._asked = perf_counter_ns()

    def works(self):
        """Waits for a permit and has it for some time, or is cancelled."""
        on = self._permits.on
        work = on.then(on.call(self._begin), on.after(on.sleep(self._ns), self._end, None))
        return self._permits.limiter.within(on.on_cancel(work, self._end))

    def _begin(self):
        self._in = True
        self._permits.enter()
        if not self._told:
            self._told = True
            self._permits.record.took(self._unit)(perf_counter_ns() - self._asked)
        self._entered()

    def _end(self, _=None):
        if self._in:
            self._in = False
            self._permits.leave()

    def gives_up(self, _=None):
        """Reports that nobody waits for the permit any more."""
        if not self._told:
            self._told = True
            self._permits.record.done(self._unit)
            self._permits.gave_up += 1


async def limiter(on, record, *, shape, tasks, acquisitions, permits, work, limit):
    """What does it cost to let only so many in?"""
    every = Permits(on, permits, record)

    def one(task, i):
        unit = task * acquisitions + i
        if shape == "busy":
            return every.passes(unit)
        if shape == "plain" or unit % 2 == 0:
            return every.works(unit, work)
        attempt = Attempt(every, unit, work)
        return on.caught(on.timeout(attempt.works(), limit), attempt.gives_up)

    if shape == "cancellations":
        with record.clock():
            await cancel_half(on, every, tasks, work)
    else:
        program = on.all(tasks, lambda task: on.repeat(acquisitions, partial(one, task)))
        with record.clock():
            await on.start(program).wait()
    record.values["gave_up"] = every.gave_up
    await every.check()


async def cancel_half(on, every, tasks, work):
    """Every task of the first program has been in or sees its cancellation."""
    half = tasks // 2
    started = entered = 0

    def start():
        nonlocal started
        started += 1

    def enter():
        nonlocal entered
        entered += 1

    def cancellable(task):
        attempt = Attempt(every, task, work, enter)
        return on.on_cancel(on.then(on.call(start), attempt.works()), attempt.gives_up)
    first = on.start(on.all(half, cancellable))
    others = on.start(on.all(tasks - half, lambda task: every.works(half + task, work)))
    end = perf_counter_ns() + UNITS["m"]
    while started < half or entered < half // 2:
        if perf_counter_ns() > end:
            raise Wrong(f"{half // 2 - entered} tasks had no permit after a minute")
        await on.sleep(UNITS["ms"])()
    first.cancel()
    await first.wait()
    await others.wait()


SCENARIO = Scenario(
    limiter, "acquisitions", "throughput",
    {"shape": "plain", "tasks": "10000", "acquisitions": "1", "permits": "100", "work": "1ms",
     "limit": "20ms"},
    choices={"shape": ("plain", "timeouts", "cancellations", "busy")},
    expected=lambda tasks, acquisitions, **_: tasks * acquisitions,
    asked=lambda shape, work, **_: [] if shape == "busy" else [work], library=True)
