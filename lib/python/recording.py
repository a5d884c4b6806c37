"""The recording of one repetition, and the buckets of its histograms."""

import gc
from contextlib import contextmanager
from functools import partial
from random import Random
from time import perf_counter_ns, process_time_ns

from durations import UNITS

SPARSE = 16  # one in this many tasks of a burst is timed
LEAST = 500  # at least this many are timed, if there are that many


class Recording:
    """What one repetition records. Each unit of work is reported once, by its number. A unit that
    is not reported is lost, and one that is reported twice is an extra one, so the count is exact.
    An operation that waits by itself is timed. Of tasks that start in a burst, one in sixteen is
    timed, drawn anew for each repetition, because a program that nobody measures does not read the
    clock."""

    def __init__(self, expected, seed=1):
        """`expected`: units of work in one repetition; `seed`: the units that are timed are drawn
        from it."""
        self.expected = expected
        self._every = min(SPARSE, max(1, expected // LEAST))
        self._draw = Random(seed).randrange
        self._gc_ns = self._gc_start = 0
        self.when_stopped = lambda: None  # is called when the clock has stopped
        gc.callbacks.append(self._collecting)
        self.reset()

    def reset(self):
        """Forgets the previous repetition."""
        self._told = []
        self._count = self._told.append
        self._timed = bytearray(self.expected + 1)  # The last entry belongs to no unit.
        for start in range(0, self.expected, self._every):
            self._timed[start + self._draw(min(self._every, self.expected - start))] = True
        self._latencies = []
        self._overshoots = []
        self._starting = self.expected
        self._clock_start = 0
        self.elapsed_ns = 0
        self.values = {}  # numbers that the scenario itself reports, by metric name

    def asked(self, on, operation, asked_ns):
        """Returns a function that makes the task of a unit from the unit's number. The task sleeps.
        Its latency counts from the call of that function, so it includes the wait for the start."""
        timed, after, count = self._timed, on.after, self._count

        def child(unit):
            if timed[unit]:
                tell = partial(self._slept_since, unit, asked_ns, perf_counter_ns())
                return on.timed(operation, tell)
            return after(operation, count, unit)
        return child

    def sleeping(self, unit, asked_ns):
        """For an operation that sleeps. Its own time is the latency. The time beyond `asked_ns` is
        the overshoot. `unit`: which of the expected units it is, from 0."""
        return partial(self._slept, unit, asked_ns)

    def begun(self, unit):
        """For work that begins now and may end in another task, which then calls what this returns.
        The latency is the time between."""
        if not self._timed[unit]:
            return partial(self._count, unit)
        return partial(self._ended, unit, perf_counter_ns())

    def took(self, unit):
        """For an operation whose own time is the latency."""
        return partial(self._took, unit)

    def due(self, unit, due_ns):
        """For an operation that should begin at a given time. The latency counts from that time.
        The overshoot is the time by which the operation began later."""
        return partial(self._took_since, unit, due_ns)

    def done(self, unit):
        """Reports a unit that is done and whose time is not of interest."""
        self._count(unit)

    def started(self):
        """Reports that one task has started."""
        self._starting -= 1

    def cancelled(self, unit):
        """Reports that one task has seen its cancellation. Its latency counts from the start of the
        clock."""
        if self._timed[unit]:
            self._latencies.append(perf_counter_ns() - self._clock_start)
        self._count(unit)

    async def all_started(self, on):
        """Waits until every expected task has reported its start.

        Raises TimeoutError if they have not done so after a minute, plus one minute for each
        100,000 tasks."""
        minutes = 1 + self.expected // 100_000
        end = perf_counter_ns() + minutes * UNITS["m"]
        while self._starting > 0:
            if perf_counter_ns() > end:
                raise TimeoutError(f"{self.expected - self._starting} of {self.expected} tasks"
                                   f" started within {minutes} min")
            await on.sleep(UNITS["ms"])()

    @contextmanager
    def clock(self):
        """The measured section of the repetition: wall time, processor time, time of the garbage
        collector."""
        cpu, collected = process_time_ns(), self._gc_ns
        self._clock_start = perf_counter_ns()
        yield
        self.elapsed_ns = perf_counter_ns() - self._clock_start
        self.cpu_ns = process_time_ns() - cpu
        self.gc_ns = self._gc_ns - collected
        self.when_stopped()

    def _slept(self, unit, asked_ns, ns):
        self._count(unit)
        self._latencies.append(ns)
        self._overshoots.append(ns - asked_ns)

    def _slept_since(self, unit, asked_ns, since, ns):
        self._count(unit)
        self._latencies.append(perf_counter_ns() - since)
        self._overshoots.append(ns - asked_ns)

    def _ended(self, unit, since):
        self._count(unit)
        self._latencies.append(perf_counter_ns() - since)

    def _took(self, unit, ns):
        self._count(unit)
        self._latencies.append(ns)

    def _took_since(self, unit, due_ns, ns):
        self._count(unit)
        latency = perf_counter_ns() - due_ns
        self._latencies.append(max(latency, ns))
        self._overshoots.append(latency - ns)

    def _collecting(self, phase, _):
        if phase == "start":
            self._gc_start = perf_counter_ns()
        else:
            self._gc_ns += perf_counter_ns() - self._gc_start

    def units(self):
        """How many reports there were, for all units together."""
        return len(self._told)

    def lost(self):
        """How many of the expected units were not reported, even if others were reported
        instead."""
        return self.expected - len(set(self._told).intersection(range(self.expected)))

    def drain(self, latency, overshoot):
        """Adds what was timed to the histograms. Returns how many of the timers ended early."""
        latency.update(map(bucket, self._latencies))
        overshoot.update(bucket(max(0, ns)) for ns in self._overshoots)
        return sum(ns < 0 for ns in self._overshoots)


def bucket(ns):
    """The lowest value that an HdrHistogram of three digits does not distinguish from this one."""
    shift = max(0, ns.bit_length() - 11)
    return ns >> shift << shift
