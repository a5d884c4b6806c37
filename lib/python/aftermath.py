"""Probes of what is left when work has ended, and of work that never seems to: the twin of
lib/semantics/Aftermath.java."""

import gc
import sys
import time
from functools import partial
from time import perf_counter_ns

from failures import Unsupported
from law import MS, Counter, fail
from programs import (
    NOWHERE, Planned, by_design, cancelled, failure_of, heard, ms_since, name, probe, safe, unsafe,
    waiting)

SHARE = 10  # memory is back when less than one part in this many is left
SOON = 3_000  # ms
TASK_NS = 1_000 * MS  # how long the task of `exit` runs


@probe("cancelled-timers")
async def cancelled_timers(on, lost):
    """Memory is counted in blocks of the interpreter, which gives little back to the system."""
    tasks, begun = 20_000, Counter()
    before = blocks()
    running = on.start(on.all(tasks, lambda _: waiting(on, begun)))
    await begun.reaches(on, tasks)
    during = blocks() - before
    running.cancel()
    await failure_of(running)
    del running
    start = perf_counter_ns()
    first = left = blocks() - before
    while left > during / SHARE and perf_counter_ns() - start < 8e9:
        await on.sleep(250 * MS)()
        left = blocks() - before
    ms = ms_since(start)
    evidence = (f"{tasks:,} timers took {during:,} blocks of memory; {max(0, first):,} at the end"
                f" of the wait, {max(0, left):,} after {ms} ms")
    if left > during / SHARE:
        return unsafe("some memory is kept", evidence)
    if ms < SOON:
        return safe("back soon", evidence)
    return by_design("back after a while", evidence)


def blocks():
    gc.collect()
    return sys.getallocatedblocks()


@probe("late-failure")
async def late_failure(on, lost):
    """The code is first a clean-up, which a task runs when it is cancelled, and then code on a
    thread that goes on when its task was cancelled."""
    clean_up, thread = "failed in clean-up", "failed on a thread"
    first = await heard(on, lost, clean_up, partial(fails_in_clean_up, on, clean_up))
    second = await heard(on, lost, thread, partial(fails_on_thread, on, thread))
    evidence = f"of a clean-up: {first}; of code that ran on: {second}"
    if NOWHERE in (first, second):
        return unsafe("silent", evidence)
    if "hook of the library" in (first, second):
        return by_design("only a hook", evidence)
    return safe("told", evidence)


async def fails_in_clean_up(on, message):
    begun = Counter()
    program = on.on_cancel(waiting(on, begun), fail(Planned(message)))
    return await failure_of(await cancelled(on, begun, program))


async def fails_on_thread(on, message):
    begun = Counter()

    def code():
        begun.add()
        time.sleep(0.1)
        raise Planned(message)
    failure = await failure_of(await cancelled(on, begun, on.blocking(code)))
    await on.sleep(150 * MS)()
    return failure


@probe("many-steps")
async def many_steps(on, lost):
    """The interpreter counts the calls on its stack, whatever the library is."""
    most = 0
    for steps in 100, 1_000, 10_000, 100_000, 1_000_000:
        ran = Counter()
        step = chain = on.call(ran.add)
        for _ in range(1, steps):
            chain = on.then(chain, step)
        failure = await failure_of(on.start(chain))
        if failure or ran.value < steps:
            how = name(failure) if failure else f"{ran.value} steps ran"
            return by_design("fewer than a million", f"{most:,} work, {steps:,} end with {how}")
        most = steps
    return safe("a million", f"{most:,} work")


def leave(on, tell):
    """The program of the probe `exit`, which only a parent can judge: it starts a task that nobody
    awaits, and returns."""
    async def main():
        task = on.then(on.sleep(TASK_NS), on.call(lambda: tell("done")))
        try:
            await on.start(on.detach(task)).wait()
        except Unsupported as e:
            tell(f"none {e}")
        else:
            tell("returns")
    on.run(main)
