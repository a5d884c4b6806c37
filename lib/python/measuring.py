"""The measuring loop, and the report of what it found: the twin of lib/worker/Worker.java."""

import gc
import platform
import sys
from collections import Counter
from random import randint
from time import perf_counter_ns

from failures import Wrong
from leftovers import found
from memory import rss_peak_bytes
from recording import Recording
from timers import shortfall

# How long --quick measures.
QUICK_NS = 600_000_000
LONG_NS = 20 * 10**9  # no more repetitions after this, however many a scenario wants


class Worker:
    """Warm up, measure, report: one scenario on one backend, on one event loop."""

    def __init__(self, on, repetition, scenario, request):
        self._on = on
        self._scenario = scenario
        self._request = request
        self._arguments = {**request["params"], **request.get("inputs", {})}
        self._repetition = repetition
        self._recording = Recording(request["expected"], request["seed"])
        self.latency, self.overshoot = Counter(), Counter()
        self.repetitions = []
        self.early = self.warmups = self.soon = 0
        self.loop = self.short_timer = None

    def run(self):
        """Raises whatever ends the run. What was measured until then stays in the attributes."""
        self._on.run(self._main)

    async def _main(self):
        self.loop = self._on.loop()
        self.short_timer = await shortfall(self._on, self._request.get("asked") or [])
        async with self._scenario.uses(self._on, **self._arguments) as used:
            self._arguments |= used
            await self._measure()
            if self._scenario.leaves_nothing:
                await self._look_for_leftovers()

    async def _measure(self):
        await self._warm_up()
        if self._request.get("slowdown") is not None:
            await self._slow_down(self._request["slowdown"])
        start = perf_counter_ns()
        record = self._recording
        while True:
            units = await self._repeat()
            self.repetitions.append({"elapsed_ns": record.elapsed_ns, "ops": units,
                                     "cpu_ns": record.cpu_ns, "gc_ns": record.gc_ns,
                                     "values": record.values})
            self.early += record.drain(self.latency, self.overshoot)
            if not self.soon and perf_counter_ns() - start >= QUICK_NS:
                self.soon = len(self.repetitions)
            if wanted := self._request.get("repetitions"):
                if len(self.repetitions) >= wanted:
                    return
            elif ((len(self.repetitions) >= self._scenario.least
                   or perf_counter_ns() - start >= LONG_NS)
                  and perf_counter_ns() - start >= self._request["measure_ns"]):
                return

    async def _warm_up(self):
        """For a time that is drawn anew in each process. The collector of cycles looks at all
        objects once in some repetitions, and takes less and less time after that. If all processes
        began to measure at the same point between two such collections, all would err alike, and no
        interval would show it."""
        start = perf_counter_ns()
        warm_up_ns = randint(self._request["warmup_ns"], self._request["longest_warmup_ns"])
        while perf_counter_ns() - start < warm_up_ns:
            await self._repeat()
            self.warmups += 1

    async def _look_for_leftovers(self):
        """Looks for them in one more repetition. Raises Wrong."""
        async def once(ended):
            self._recording.when_stopped = ended
            await self._repeat()
        if left := await found(self._on, self._recording.expected, once):
            raise Wrong(f"when the clock stopped, {left} were left, to be tidied up off the clock")

    async def _repeat(self):
        """Runs one repetition. Returns the units of work that were counted. Raises Wrong."""
        self._recording.reset()
        await self._repetition(self._on, self._recording, **self._arguments)
        units, expected = self._recording.units(), self._recording.expected
        if units != expected:
            raise Wrong(f"counted {units} {self._request['unit']} instead of {expected}:"
                        " the work is wrong, so no time is reported")
        if lost := self._recording.lost():
            raise Wrong(f"{lost} of {units} {self._request['unit']} were not counted and others were"
                        " counted twice: the work is wrong, so no time is reported")
        return units

    async def _slow_down(self, share):
        """Injects a slowdown: adds the given share of the processor time that a unit of work takes
        without it. Then warms up once more."""
        self._on.add(share * await self._cpu_per_unit())
        await self._cpu_per_unit()

    async def _cpu_per_unit(self):
        """The median over as many repetitions as fit into a fifth of the measuring time."""
        per_unit = []
        start = perf_counter_ns()
        while not per_unit or perf_counter_ns() - start < self._request["measure_ns"] / 5:
            units = await self._repeat()
            per_unit.append(self._recording.cpu_ns / units)
        return sorted(per_unit)[len(per_unit) // 2]


def report(arguments, request, *, status, reason=None, on=None, worker=None):
    """The line that a parent reads. lib/worker/Report.java names its parts."""
    return {
        "report": 1,
        "status": status,
        "reason": reason,
        "scenario": arguments.scenario,
        "backend": arguments.backend,
        "unit": request["unit"],
        "measures": request["measures"],
        "values": request.get("values") or {},
        "parallelism": on.parallelism if on else 0,
        "params": request["text"],
        "ideal": request.get("ideal") or {},
        "repetitions": worker.repetitions if worker else [],
        "latency": sorted(worker.latency.items()) if worker else [],
        "overshoot": sorted(worker.overshoot.items()) if worker and worker.overshoot else None,
        "early": worker.early if worker else 0,
        "short_timer": worker.short_timer if worker else None,
        "rss_peak_bytes": rss_peak_bytes(),
        "warmup_repetitions": worker.warmups if worker else 0,
        "quick_repetitions": worker.soon or len(worker.repetitions) if worker else 0,
        "gc": garbage_collector(),
        "version": on.version if on else None,
        "environment": environment(worker.loop if worker else None),
    }


def environment(loop):
    """Interpreter, its lock and the event loop, in words."""
    locked = getattr(sys, "_is_gil_enabled", lambda: True)()
    parts = [f"{platform.python_implementation()} {platform.python_version()}",
             "GIL" if locked else "free-threaded"]
    return ", ".join(parts + ([f"event loop {loop}"] if loop else []))


def garbage_collector():
    """The settings of the collector of cycles, in words."""
    thresholds = "/".join(map(str, gc.get_threshold()))
    state = "on" if gc.isenabled() else "off"
    return f"{platform.python_implementation()} gc, thresholds {thresholds}, {state}"
