"""Probes of deadlines and timers: the twin of lib/semantics/Deadlines.java."""

import time
from time import perf_counter_ns

from law import MS, Counter
from programs import (
    Planned, by_design, compute, failure_of, ms_since, name, probe, reaches, safe, unsafe)

LIMIT = 50 * MS


@probe("deadline-work")
async def work(on, lost):
    worked, cleaned = Counter(), Counter()
    step = on.then(on.sleep(10 * MS), on.call(worked.add))
    operation = on.on_cancel(on.repeat(40, lambda _: step), cleaned.add)
    start = perf_counter_ns()
    failure = await failure_of(on.start(on.timeout(operation, LIMIT)))
    ms, then, cleaned_then = ms_since(start), worked.value, cleaned.value
    await on.sleep(300 * MS)()
    more = worked.value - then
    evidence = (f"{name(failure)} after {ms} ms, {then} of 40 steps done by then, {more} after it")
    if failure is None:
        return unsafe("deadline is ignored", evidence)
    if more > 1:  # A step may end in the same instant.
        return unsafe("only the waiting ends", evidence)
    if cleaned_then:
        return safe("work stopped, cleaned up", evidence)
    if cleaned.value:
        return by_design("work stops, not awaited", evidence)
    return unsafe("work stops, no clean-up", evidence)


@probe("deadline-uncooperative")
async def uncooperative(on, lost):
    """The code is a task of its own, as it would be in a service."""
    stuck = 500 * MS
    ended, heard, seen = Counter(), [], []

    def code():
        time.sleep(stuck / 1e9)
        ended.add()
    start = perf_counter_ns()
    task = on.all(1, lambda _: on.call(code))
    program = on.then(on.caught(on.timeout(task, LIMIT), seen.append),
                      on.call(lambda: heard.append(perf_counter_ns() - start)))
    await failure_of(on.start(program))
    await reaches(on, lambda: ended.value, 2 * stuck)
    after = heard[0] if heard else 0
    evidence = ("deadline of 50 ms over 500 ms of code:"
                f" {name(seen[0] if seen else None)} after {after // MS} ms")
    if after < stuck * 4 // 5:
        return safe("caller gets away", evidence)
    # The code has ended well, if late, and some libraries do not throw away its result.
    return by_design("caller waits for it" if seen else "caller gets late result", evidence)


@probe("timer")
async def timer(on, lost):
    """100 sleeps of 2 ms each time. Under load, 20 other tasks sleep and compute."""
    await sleeps(on, 20)
    idle = await sleeps(on, 100)
    enough = []

    def busy():
        compute(MS // 10)
        if enough:
            raise Planned("enough")
    beat = on.then(on.sleep(5 * MS), on.call(busy))
    load = on.start(on.all(20, lambda _: on.repeat(1_000_000, lambda _: beat)))
    loaded = await sleeps(on, 100)
    enough.append(True)
    await failure_of(load)
    early = sum(late < 0 for late in idle + loaded)
    evidence = (f"late by {percentiles(idle)}; loaded, by {percentiles(loaded)};"
                f" {early} of 200 early")
    return unsafe("early at times", evidence) if early else safe("never early", evidence)


def percentiles(late):
    half, most = late[len(late) // 2], late[len(late) * 99 // 100]
    return f"{half / MS:.2f} ms at p50 and {most / MS:.2f} ms at p99"


async def sleeps(on, times):
    """How late each sleep ended, in ns, ascending; below 0 if it ended early."""
    delay, late = 2 * MS, []
    timed = on.timed(on.sleep(delay), lambda ns: late.append(ns - delay))
    await on.start(on.repeat(times, lambda _: timed)).wait()
    return sorted(late)
