"""The recording of one repetition, and the buckets of its histograms."""

import gc
from contextlib import contextmanager
from functools import partial
from time import perf_counter_ns, process_time_ns

from durations import UNITS

DONE = object()  # in the place of a latency that nobody asks for


class Recording:
    """What one repetition records. Each unit of work has a place of its own: one that stays empty
    is a lost unit, one that is written twice an extra one, so that the count is exact."""

    def __init__(self, expected):
        """`expected`: units of work in one repetition."""
        self.expected = expected
        self._gc_ns = self._gc_start = 0
        self.when_stopped = lambda: None  # is called when the clock has stopped
        gc.callbacks.append(self._collecting)
        self.reset()

    def reset(self):
        """Forgets the repetition before."""
        self._latencies = [None] * self.expected
        self._overshoots = [None] * self.expected
        self._extra = 0
        self._starting = self.expected
        self._clock_start = 0
        self.elapsed_ns = 0
        self.values = {}  # what the scenario reports of its own, by metric name

    def sleeping(self, unit, asked_ns):
        """For an operation that sleeps: its own time is the latency, the time beyond `asked_ns`
        the overshoot. `unit`: which of the expected units it is, from 0."""
        return partial(Recording._slept, self, unit, asked_ns)

    def asked(self, unit, asked_ns):
        """For a task that is asked for now and sleeps: the latency counts from now, so it holds the
        wait for its start."""
        return partial(Recording._slept_since, self, unit, asked_ns, perf_counter_ns())

    def took(self, unit):
        """For an operation whose own time is the latency."""
        return partial(Recording._put, self, unit)

    def due(self, unit, due_ns):
        """For an operation that should have begun at a given time: the latency counts from then,
        and the time by which it began later is the overshoot."""
        return partial(Recording._took_since, self, unit, due_ns)

    def done(self, unit):
        """Says that a unit was done whose time is not of interest."""
        self._put(unit, DONE, None)

    def started(self):
        """Says that one task has started."""
        self._starting -= 1

    def cancelled(self, unit):
        """Says that one task has seen its cancellation; its latency counts from the start of the
        clock."""
        self._put(unit, perf_counter_ns() - self._clock_start)

    async def all_started(self, on):
        """Waits until every expected task has said that it started.

        Raises TimeoutError if they have not after a minute, and one more for each 100,000."""
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
        self._put(unit, ns, ns - asked_ns)

    def _slept_since(self, unit, asked_ns, since, ns):
        self._put(unit, perf_counter_ns() - since, ns - asked_ns)

    def _took_since(self, unit, due_ns, ns):
        latency = perf_counter_ns() - due_ns
        self._put(unit, max(latency, ns), latency - ns)

    def _put(self, unit, latency, overshoot=None):
        if unit >= self.expected or self._latencies[unit] is not None:
            self._extra += 1
            return
        self._latencies[unit] = latency
        self._overshoots[unit] = overshoot

    def _collecting(self, phase, _):
        if phase == "start":
            self._gc_start = perf_counter_ns()
        else:
            self._gc_ns += perf_counter_ns() - self._gc_start

    def units(self):
        """How many were recorded."""
        return self._extra + self.expected - self._latencies.count(None)

    def drain(self, latency, overshoot):
        """Adds what was recorded to the histograms. Returns how many timers ended early."""
        late = [ns for ns in self._overshoots if ns is not None]
        latency.update(bucket(ns) for ns in self._latencies if ns is not DONE)
        overshoot.update(bucket(max(0, ns)) for ns in late)
        return sum(ns < 0 for ns in late)


def bucket(ns):
    """The least value that an HdrHistogram of three digits does not tell apart from this one."""
    shift = max(0, ns.bit_length() - 11)
    return ns >> shift << shift
