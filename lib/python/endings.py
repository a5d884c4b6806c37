"""The laws about how a program ends early, by failure or by cancellation, and about what it leaves
behind: the twin of lib/laws/Endings.java."""

import gc
import sys
import time

from law import FOREVER, MS, Counter, expect, fail, failure_of, law
from leftovers import found


@law("a failure reaches whoever awaits, as that exception")
async def failure(on):
    tasks = 9
    for failing in 0, tasks // 2, tasks - 1:
        planned = OSError("planned")
        fails, sleeps = on.call(fail(planned)), on.sleep(5 * MS)
        for depth in "", "grand":
            program = on.all(tasks, lambda i: fails if i == failing else sleeps)
            if depth:
                inner = program
                program = on.all(2, lambda _: inner)
            seen = await failure_of(on, program)
            expect(seen is planned, f"{depth}child {failing} of {tasks} raised {planned!r}, await"
                                    f" saw {seen!r}")


@law("a mistake in the caller's own code fails the program")
async def mistakes(on):
    """The library runs code of the caller that raises. The program must fail; it must not hang."""
    wrong = fail(IndexError("planned"))
    tick = on.sleep(MS)
    programs = {
        "asking for a step": on.repeat(3, lambda i: wrong()),
        "asking for a later step": on.repeat(3, lambda i: tick if i == 0 else wrong()),
        "asking for a child": on.all(3, lambda i: wrong() if i == 1 else tick),
        "asking in a child": on.all(3, lambda _: on.repeat(2, lambda i: wrong())),
        "telling a time": on.timed(tick, lambda _: wrong()),
        "telling an end": on.after(tick, lambda _: wrong(), 0),
    }
    for name, program in programs.items():
        seen = await failure_of(on, program)
        expect(isinstance(seen, IndexError), f"an exception in {name} reached await as {seen!r}")


@law("start returns at once")
async def start_returns(on):
    """A program that runs on the stack of `start` sees the gate shut."""
    gate = "shut"
    seen = []
    running = on.start(on.call(lambda: seen.append(gate)))
    gate = "open"
    await running.wait()
    expect(seen == ["open"], f"the program found the gate of whoever started it {seen}")


async def cancel_when_started(on, tasks, teardown):
    started = Counter()
    life = on.then(on.call(started.add), on.sleep(FOREVER))
    running = on.start(on.all(tasks, lambda i: on.on_cancel(life, lambda: teardown(i))))
    await started.reaches(on, tasks)
    running.cancel()
    await running.wait()


@law("a started task sees its cancellation exactly once")
async def cancelled_once(on):
    seen = [0] * 200

    def teardown(i):
        seen[i] += 1
    await cancel_when_started(on, len(seen), teardown)
    for i, times in enumerate(seen):
        expect(times == 1, f"task {i} saw its cancellation {times} times")


@law("nothing runs any more after cancel and await")
async def quiet(on):
    started, ticks = Counter(), Counter()
    tick = on.then(on.call(ticks.add), on.sleep(MS))
    child = on.then(on.call(started.add), on.repeat(1_000_000, lambda _: tick))
    running = on.start(on.all(20, lambda _: child))
    await started.reaches(on, 20)
    await on.sleep(20 * MS)()
    running.cancel()
    await running.wait()
    at_end = ticks.value
    await on.sleep(50 * MS)()
    expect(ticks.value == at_end, f"{ticks.value - at_end} operations ran after await had returned")


@law("await returns after the last teardown")
async def teardown_before_await(on):
    ended = Counter()

    def teardown(_):
        time.sleep(0.1)
        ended.add()
    await cancel_when_started(on, 5, teardown)
    expect(ended.value == 5, f"{ended.value} of 5 teardowns had ended when await returned")


@law("cancel may come at once, twice or after the end")
async def cancel_any_time(on):
    early = on.start(on.all(20, lambda _: on.sleep(FOREVER)))
    early.cancel()
    early.cancel()
    await early.wait()
    ended = on.start(on.sleep(MS))
    await ended.wait()
    ended.cancel()
    await ended.wait()
    alive = Counter()
    await on.start(on.all(20, lambda _: on.call(alive.add))).wait()
    expect(alive.value == 20, f"after two cancelled programs, {alive.value} of 20 children ran")


@law("failure and cancellation may come at once")
async def failure_meets_cancellation(on):
    """A failure and a cancellation come at the same time, and the first of them decides. The
    program ends normally or with that very failure, and every task that had started is notified
    once."""
    tasks = 20
    for cycle in range(200):
        planned = OSError("planned")
        started, torn = [0] * tasks, [0] * tasks
        both = Counter()

        def child(i):
            def start():
                started[i] = 1
                both.add()

            def teardown():
                torn[i] += 1
            if i == 0:
                fails = on.then(on.sleep(2 * MS), on.call(fail(planned)))
                return on.then(on.call(both.add), fails)
            return on.on_cancel(on.then(on.call(start), on.sleep(FOREVER)), teardown)
        running = on.start(on.all(tasks, child))
        if await both.reaches(on, tasks, polls=2):
            await on.sleep(cycle % 3 * MS)()
        running.cancel()
        try:
            await running.wait()
        except Exception as seen:
            expect(seen is planned, f"await saw {seen!r}")
        for i in range(1, tasks):
            expect(started[i] <= torn[i] <= 1,
                   f"task {i}, {'started' if started[i] else 'not started'}, saw its cancellation"
                   f" {torn[i]} times")


@law("a cancelled program leaves nothing in memory")
async def nothing_kept(on):
    """If a timer of an hour is forgotten instead of cancelled, it keeps its task in memory. A task
    takes many memory blocks. Libraries may keep some timers until they clean up."""
    tasks, cycles = 100, 300

    async def start_and_cancel():
        started = Counter()

        def child(_):
            memory = bytearray(256)
            life = on.then(on.call(started.add), on.sleep(FOREVER))
            return on.on_cancel(life, memory.clear)
        running = on.start(on.all(tasks, child))
        await started.reaches(on, tasks)
        running.cancel()
        await running.wait()

    def used():
        gc.collect()
        return sys.getallocatedblocks()
    for _ in range(30):
        await start_and_cancel()
    before = used()
    for _ in range(cycles):
        await start_and_cancel()
    kept = used() - before
    expect(kept < tasks * cycles / 4,
           f"{kept} blocks of memory are kept after {cycles} cancelled programs of {tasks} tasks")


@law("what a cancellation leaves behind is gone when await returns")
async def nothing_left(on):
    """If something is gone a little later, or when the next program starts, the library has cleaned
    up outside of the measured time."""
    tasks = 5_000
    for _ in range(3):
        await cancel_when_started(on, tasks, lambda _: None)

    async def once(ended):
        await cancel_when_started(on, tasks, lambda _: None)
        ended()
    left = await found(on, tasks, once)
    expect(left is None, f"of {tasks:,} cancelled tasks, {left} were left")


@law("a cancellation while children are asked for is not lost")
async def cancel_while_asking(on):
    """The task that asks for children does not wait at that moment. The cancellation must reach
    what the task waits for next."""
    long = 5  # seconds: time enough for a cancellation, also on a busy machine
    for _ in range(20):
        slept_out = Counter()
        asleep = on.all(10, lambda _: on.sleep(long * 1_000 * MS))

        def child(i):
            if i == 25:
                running.cancel()
            return on.call(lambda: None)
        running = on.start(
            on.then(on.all(50, child), on.then(asleep, on.call(slept_out.add))))
        await running.wait()
        expect(slept_out.value == 0,
               f"a program slept for {long} s, though cancelled at its start")


@law("close leaves no thread behind")
async def no_thread(on):
    await on.start(on.all(100, lambda _: on.sleep(MS))).wait()
    # The rest is checked after the event loop has been closed.
