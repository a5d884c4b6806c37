"""Tasks that each make one call that blocks its thread: the twin of scripts/blocking_call.java."""

import time
from contextlib import asynccontextmanager
from functools import partial
from threading import active_count

from durations import UNITS
from heartbeat import Heartbeat
from scenario import Scenario


async def blocking_call(on, record, *, tasks, block, waiting):
    """Each task makes one call that blocks, in the place that the library has for it. A heartbeat
    beside them shows how much others are delayed. `waiting`: threads when tasks only wait."""
    seconds, threads = block / UNITS["s"], []

    def call(done):
        threads.append(active_count())
        time.sleep(seconds)
        done()

    heart = Heartbeat(on, UNITS["ms"])
    program = on.all(tasks, lambda i: on.blocking(partial(call, record.begun(i))))
    with record.clock():
        await on.start(program).wait()
    record.values["added"] = max(threads, default=waiting) - waiting
    await heart.stop(record)


@asynccontextmanager
async def resting(on, **_):
    """Counts the threads that there are before any call blocks."""
    yield {"waiting": active_count()}


SCENARIO = Scenario(
    blocking_call, "calls", "throughput", {"tasks": "100", "block": "20ms"},
    expected=lambda tasks, block: tasks, uses=resting)
