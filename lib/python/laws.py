"""The laws that every adapter must keep, about what operations do. They have the sentences of
lib/laws/Laws.java. The laws in endings.py are about how a program ends. A backend that breaks a law
gets no number in the results."""

import gc
import threading
import time

from law import FOREVER, MS, Counter, expect, fail, failure_of, law


@law("all runs every child exactly once")
async def every_child_once(on):
    tasks = 20_000
    runs = [0] * tasks

    def child(i):
        def run():
            runs[i] += 1
        return on.call(run)
    await on.start(on.all(tasks, child)).wait()
    for i, ran in enumerate(runs):
        expect(ran == 1, f"child {i} of {tasks} ran {ran} times")


@law("all starts no child on the stack that asks for it")
async def asynchronous_start(on):
    """A child that runs between two requests runs on the stack of the code that asks."""
    tasks = 50
    asking = False
    on_stack = 0

    def child(i):
        nonlocal asking
        asking = i < tasks - 1

        def run():
            nonlocal on_stack
            on_stack += asking
        return on.call(run)
    await on.start(on.all(tasks, child)).wait()
    expect(on_stack == 0, f"{on_stack} of {tasks} children ran on the stack that asked for them")


@law("all runs its children concurrently")
async def concurrent(on):
    tasks = 20
    active = most = 0

    def enter():
        nonlocal active, most
        active += 1
        most = max(most, active)

    def leave():
        nonlocal active
        active -= 1
    child = on.then(on.call(enter), on.then(on.sleep(300 * MS), on.call(leave)))
    await on.start(on.all(tasks, lambda _: child)).wait()
    expect(most == tasks, f"at most {most} of {tasks} children were active at the same time")


@law("all ends after its last child, also when nested")
async def last_child(on):
    """The child that is asked for last takes much longer than the others, so that a busy machine
    does not blur the result."""
    outer = inner = 20
    ended = Counter()

    def child(i, j):
        ms = 100 if j == inner - 1 else 0
        return on.then(on.sleep((ms + i + j) * MS), on.call(ended.add))
    program = on.all(outer, lambda i: on.all(inner, lambda j: child(i, j)))
    await on.start(program).wait()
    expect(ended.value == outer * inner,
           f"{ended.value} of {outer * inner} children had ended when all did")


@law("all takes 200,000 children at once")
async def many_children(on):
    """No child ends, so all that have begun are alive. The collector of cycles is off, because it
    would look through all living objects again and again, for half of the time."""
    tasks = 200_000
    begun = Counter()
    child = on.then(on.call(begun.add), on.sleep(FOREVER))
    gc.disable()
    try:
        running = on.start(on.all(tasks, lambda _: child))
        reached = await begun.reaches(on, tasks)
        running.cancel()
        await running.wait()
    finally:
        gc.enable()
    expect(reached, f"at most {begun.value} of {tasks} children were alive")


@law("sleep waits for the whole delay")
async def whole_delay(on):
    """A sleep may end one millisecond early, because some libraries round to the tick of their
    clock, and they may do that."""
    for asked in 5, 20, 50:
        start = time.perf_counter()
        await on.start(on.sleep(asked * MS)).wait()
        slept = (time.perf_counter() - start) * 1e3
        expect(slept >= asked - 1, f"a sleep of {asked} ms took {slept:.3f} ms")


@law("timed tells once, the time of what it ran")
async def timed_once(on):
    times = 100
    ran = Counter()
    told = []
    await on.start(on.repeat(times, lambda _: on.timed(on.call(ran.add), told.append))).wait()
    expect(ran.value == times, f"of {times} timed operations {ran.value} ran")
    expect(len(told) == times, f"{times} timed operations told {len(told)} times")
    told.clear()
    await on.start(on.timed(on.sleep(20 * MS), told.append)).wait()
    expect(len(told) == 1 and told[0] >= 19 * MS, f"a sleep of 20 ms told {told} ns")


@law("timed tells nothing of what failed or was cancelled")
async def timed_never(on):
    started, told = Counter(), Counter()
    child = on.timed(on.then(on.call(started.add), on.sleep(FOREVER)), told.add)
    running = on.start(on.all(50, lambda _: child))
    await started.reaches(on, 50)
    running.cancel()
    await running.wait()
    expect(told.value == 0, f"{told.value} of 50 cancelled operations told a time")
    await failure_of(on, on.timed(on.call(fail(OSError("planned"))), told.add))
    expect(told.value == 0, "a failed operation told a time")


@law("after runs its code once, when the operation has ended")
async def after_once(on):
    times = 20
    ended, seen = Counter(), []
    operation = on.then(on.sleep(MS), on.call(ended.add))

    def step(i):
        return on.after(operation, lambda number: seen.append((number, ended.value)), i)
    await on.start(on.repeat(times, step)).wait()
    expect(len(seen) == times, f"after {times} operations, code ran {len(seen)} times")
    expect(seen == [(i, i + 1) for i in range(times)],
           f"of {times} operations, had ended when their code ran: {seen}")


@law("after runs nothing where the operation failed or was cancelled")
async def after_never(on):
    started, told, torn = Counter(), Counter(), Counter()
    waits = on.on_cancel(on.then(on.call(started.add), on.sleep(FOREVER)), torn.add)
    child = on.after(waits, told.add, 0)
    running = on.start(on.all(50, lambda _: child))
    await started.reaches(on, 50)
    running.cancel()
    await running.wait()
    expect(told.value == 0, f"{told.value} of 50 cancelled operations ran the code after it")
    expect(torn.value == 50, f"of 50 cancelled operations, {torn.value} were told so")
    await failure_of(on, on.after(on.call(fail(OSError("planned"))), told.add, 0))
    expect(told.value == 0, "a failed operation ran the code after it")


@law("repeat runs one step after another")
async def sequential(on):
    steps = []

    def step(i):
        steps.append(f"ask {i}")
        return on.then(on.sleep(5 * MS), on.call(lambda: steps.append(f"end {i}")))
    await on.start(on.repeat(3, step)).wait()
    expect(steps == ["ask 0", "end 0", "ask 1", "end 1", "ask 2", "end 2"], f"steps were {steps}")


@law("repeat takes a million steps")
async def million_steps(on):
    ran = Counter()
    step = on.call(ran.add)
    await on.start(on.repeat(1_000_000, lambda _: step)).wait()
    expect(ran.value == 1_000_000, f"{ran.value} of 1000000 steps ran")


@law("blocking runs its code exactly once and lets others go on meanwhile")
async def blocking(on):
    """The code blocks its thread until others have slept, and begins before they do. The law does
    not apply to a library that has no place for such code."""
    if not hasattr(on, "blocking"):
        return
    planned = OSError("planned")
    seen = await failure_of(on, on.blocking(fail(planned)))
    expect(seen is planned, f"blocking code raised {planned!r}, await saw {seen!r}")
    codes, others, patience = 10, 20, 5
    slept, all_slept = Counter(), threading.Event()
    runs = []  # which, and whether the others had slept
    end = time.monotonic() + patience

    def sleep():
        slept.add()
        if slept.value == others:
            all_slept.set()

    def child(i):
        def block():
            free = all_slept.wait(max(0, end - time.monotonic()))
            runs.append((i, free))
        if i < codes:
            return on.blocking(block)
        return on.then(on.sleep(10 * MS), on.call(sleep))
    await on.start(on.all(codes + others, child)).wait()
    expect(all(free for _, free in runs),
           f"while code was blocking, sleeps of 10 ms did not end in {patience} s")
    for i in range(codes):
        times = sum(ran == i for ran, _ in runs)
        expect(times == 1, f"blocking code {i} of {codes} ran {times} times")
