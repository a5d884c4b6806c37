"""A task beside those that are measured: the twin of lib/scenario/Heartbeat.java."""

import sys
from time import perf_counter_ns


class Heartbeat:
    """Sleeps again and again, and measures how late it wakes. Every other task on the same loop
    sees such delays."""

    def __init__(self, on, beat):
        """`beat`: ns that it sleeps each time."""
        self._late, self._start, self._beat = [], perf_counter_ns(), beat
        sleep = on.timed(on.sleep(beat), lambda ns: self._late.append(ns - beat))
        self._running = on.start(on.repeat(sys.maxsize, lambda _: sleep))

    async def stop(self, record):
        """Ends it and reports `heartbeat_p95` and `heartbeat_max`, in ms. If there was not a single
        beat, the lateness is the time that it has waited."""
        late = sorted(self._late) or [perf_counter_ns() - self._start - self._beat]
        self._running.cancel()
        await self._running.wait()
        record.values["heartbeat_p95"] = max(0, late[-(-95 * len(late) // 100) - 1]) / 1e6
        record.values["heartbeat_max"] = max(0, late[-1]) / 1e6
