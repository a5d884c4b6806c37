"""Probes of what a cancellation does: the twin of lib/semantics/Cancellations.java."""

import time
from time import perf_counter_ns

from law import FOREVER, MS, Counter
from programs import (
    LONG, SHORT, by_design, cancelled, compute, failure_of, ms_since, name, probe, reaches, safe,
    unsafe, waiting)


def part(on, operation):
    """A program of which the operation is a part, so that the cancellation has a way to go."""
    return on.then(operation, on.call(lambda: None))


@probe("cancel-sleeping")
async def sleeping(on, lost):
    begun, woken = Counter(), []
    operation = on.on_cancel(waiting(on, begun), lambda: woken.append(perf_counter_ns()))
    running = on.start(part(on, operation))
    await begun.reaches(on, 1)
    await on.sleep(10 * MS)()
    start = perf_counter_ns()
    running.cancel()
    if not await reaches(on, lambda: woken, 1_000 * MS):
        return unsafe("sleeps on", "not woken within 1 s")
    ms = (woken[0] - start) / MS
    return safe(f"wakes, sees {await seen_by(on)}", f"after {ms:.1f} ms")


async def seen_by(on):
    """What a cancelled task sees."""
    seen, begun = [], Counter()
    await cancelled(on, begun, on.swallow(waiting(on, begun), seen.append))
    await reaches(on, lambda: seen, 1_000 * MS)
    return name(seen[0]) if seen else "no exception"


@probe("cancel-waits")
async def waits(on, lost):
    begun, cleaned = Counter(), Counter()

    def teardown():
        time.sleep(LONG / 1e9)
        cleaned.add()
    running = on.start(part(on, on.on_cancel(waiting(on, begun), teardown)))
    await begun.reaches(on, 1)
    await on.sleep(10 * MS)()
    start = perf_counter_ns()
    running.cancel()
    cancel, at_once = ms_since(start), cleaned.value
    await failure_of(running)
    then = cleaned.value
    evidence = (f"cancel returned after {cancel} ms, the wait for the end after"
                f" {ms_since(start)} ms")
    if not then and not await reaches(on, lambda: cleaned.value, 5 * LONG):
        return unsafe("clean-up does not run", evidence)
    if not then:
        return unsafe("clean-up is not awaited", evidence)
    return safe("cancel itself waits" if at_once else "the wait includes it", evidence)


@probe("swallowed")
async def swallowed(on, lost):
    begun, finished, again, seen = Counter(), Counter(), Counter(), []
    swallows = on.swallow(waiting(on, begun), seen.append)
    waits_again = on.on_cancel(on.then(on.sleep(LONG), on.call(finished.add)), again.add)
    running = await cancelled(on, begun, on.then(swallows, waits_again))
    await failure_of(running)
    await reaches(on, lambda: finished.value + again.value, 3 * LONG)
    evidence = f"{name(seen[0] if seen else None)} was swallowed"
    if finished.value:
        return by_design("second wait runs on", evidence)
    if again.value:
        return safe("is cancelled again", evidence)
    return safe("ends all the same", evidence)


@probe("cancel-unstarted")
async def unstarted(on, lost):
    times = 200
    begun, cleaned = Counter(), Counter()
    program = on.on_cancel(on.then(on.call(begun.add), on.sleep(FOREVER)), cleaned.add)
    for _ in range(times):
        running = on.start(program)
        running.cancel()
        await failure_of(running)
    await on.sleep(50 * MS)()
    evidence = (f"of {times} cancelled at once, {begun.value} began and {cleaned.value} cleaned"
                " up")
    if cleaned.value == times > begun.value:
        return by_design("clean-up without body", evidence)
    if cleaned.value < begun.value:
        return unsafe("clean-up is skipped", evidence)
    return safe("clean-up if begun", evidence)


@probe("result-meets-cancel")
async def meets_result(on, lost):
    """A message is sent to a receiver that is cancelled at the same time: in the same turn of the
    event loop, before it or a few turns later."""
    times, gone, taken = 300, 0, 0
    for i in range(times):
        there, got = await message(on, i % 6, cancel_first=i % 12 == 6)
        taken += got
        gone += not there
        if gone == 3:
            break
    evidence = (f"{i + 1} tries with a message: the task had the result in {taken}, nobody in"
                f" {gone}")
    if gone:
        return by_design("a message is lost", evidence)
    return safe("nothing lost", evidence)


async def message(on, turns, cancel_first):
    """Returns whether the message is still there in the end, and whether the receiver got it."""
    channel = on.channel(1)
    got = Counter()
    receiver = on.start(channel.receive(got.add))
    await on.sleep(MS // 5)()
    if cancel_first:
        receiver.cancel()
    sender = on.start(channel.send("message"))
    for _ in range(turns):
        await on.sleep(0)()
    receiver.cancel()
    await failure_of(receiver)
    await failure_of(sender)
    if got.value:
        return True, True
    second = on.start(channel.receive(got.add))
    there = await reaches(on, lambda: got.value, LONG)
    second.cancel()
    await failure_of(second)
    return there, False


@probe("shield")
async def shield(on, lost):
    begun, finished = Counter(), Counter()
    inner = on.then(on.call(begun.add), on.then(on.sleep(LONG), on.call(finished.add)))
    running = await cancelled(on, begun, on.shield(inner))
    await failure_of(running)
    awaited = finished.value
    if not await reaches(on, lambda: finished.value, 3 * LONG):
        return unsafe("cut short", "the protected operation did not finish")
    if awaited:
        return safe("honoured, awaited", "the wait returned after the protected operation")
    return by_design("honoured, not awaited",
                     "the wait returned before the protected operation")


@probe("cancel-computing")
async def computing(on, lost):
    """Whoever cancels the loop is another task, which gets its turn when the loop waits. The time
    counts from when it wanted to cancel."""
    steps, ends = 400, []

    def step():
        compute(MS)
        ends.append(perf_counter_ns())
    start = perf_counter_ns() + SHORT
    running = on.start(on.repeat(steps, lambda _: on.call(step)))
    await on.sleep(SHORT)()
    running.cancel()
    await failure_of(running)
    await on.sleep(SHORT)()
    late = max(0, (ends[-1] - start) // MS) if ends else 0
    evidence = (f"{len(ends)} of {steps} steps of 1 ms; the last one ended {late} ms after the"
                " cancellation")
    if len(ends) == steps:
        return by_design("runs to its end", evidence)
    return safe("stops between steps", evidence)


@probe("cancel-chain")
async def whole_chain(on, lost):
    begun, first, second = Counter(), Counter(), Counter()
    program = on.then(
        on.then(on.then(on.call(begun.add), on.sleep(LONG)), on.call(first.add)),
        on.then(on.sleep(SHORT), on.call(second.add)))
    running = await cancelled(on, begun, program)
    await failure_of(running)
    await on.sleep(2 * LONG)()
    evidence = (f"the first stage {'finished' if first.value else 'stopped'}, the second"
                f" {'ran' if second.value else 'did not run'}")
    if second.value:
        return unsafe("the whole chain goes on", evidence)
    if first.value:
        return unsafe("the first goes on", evidence)
    return safe("the whole chain stops", evidence)
