"""How well a backend's own timer keeps its delays: one task sleeps again and again. The twin of
lib/worker/Timers.java."""

import sys

from burn import loop, steps_of
from durations import UNITS
from scenarios import exponential

LOOKS = 12
LONGEST_NS = 20 * UNITS["ms"]  # No timer is so coarse that it ends a longer sleep early.
SLEEPS = 200
ASKED_US = 100, 500, 1_000, 5_000, 10_000
OTHERS = 20


async def shortfall(on, asked):
    """What was seen if at least every third sleep was over before its delay was, while nothing else
    ran; None if the timer can do these delays, in nanoseconds. Under load, sleeps that begin late
    would hide this."""
    some = [ns for ns in asked if 0 < ns <= LONGEST_NS]
    if not some:
        return None
    delays = [some[i % len(some)] for i in range(LOOKS)]
    early = [(ns / delay, ns, delay) for ns, delay in zip(await slept(on, delays), delays)
             if ns < delay]
    if len(early) * 3 < LOOKS:
        return None
    _, ns, delay = min(early)
    return (f"{delay / 1e3:.15g}us asked, over after {ns / 1e3:.3g} us;"
            f" {len(early)} of {LOOKS} sleeps end early")


async def lateness(on):
    """How late sleeps of several lengths end, sorted, in microseconds: at rest, and beside tasks
    that take 0.4 processors."""
    async def late(us, load):
        ns = await slept(on, [us * UNITS["us"]] * SLEEPS)
        return {"asked_us": us, "load": load,
                "late_us": sorted(round(one / 1e3 - us, 3) for one in ns)}

    await late(ASKED_US[0], False)  # The first sleeps run code that has never run before.
    found = [await late(us, False) for us in ASKED_US]
    ms = UNITS["ms"]
    delays = exponential(1, OTHERS, SLEEPS, 5 * ms, ms)["delays"]
    steps = steps_of(100 * UNITS["us"])
    work = on.call(lambda: loop(steps))
    load = on.start(on.all(OTHERS, lambda other: on.repeat(
        sys.maxsize, lambda i: on.then(on.sleep(delays[other][i % SLEEPS]), work))))
    try:
        return found + [await late(us, True) for us in ASKED_US]
    finally:
        load.cancel()
        await load.wait()


async def slept(on, delays):
    """How long a sleep of each of the delays took, in nanoseconds."""
    took = []
    await on.start(on.repeat(
        len(delays), lambda i: on.timed(on.sleep(delays[i]), took.append))).wait()
    return took
