"""Probes of what tasks share: threads, channels, permits, context. The twin of
lib/semantics/Sharing.java."""

import random
import time

from law import MS, Counter
from programs import by_design, failure_of, name, probe, reaches, safe, unsafe


@probe("blocking-inside")
async def blocking(on, lost):
    blocked, beats, beat = 16, 40, 5 * MS
    late = []
    timed = on.timed(on.sleep(beat), lambda ns: late.append(ns - beat))
    heart = on.repeat(beats, lambda _: timed)
    blocks = on.then(on.sleep(4 * beat), on.call(lambda: time.sleep(0.1)))
    await on.start(on.all(blocked + 1, lambda i: blocks if i else heart)).wait()
    late.sort()
    most = late[-1] // MS
    evidence = (f"{blocked} calls of 100 ms; a heartbeat of 5 ms was late by"
                f" {late[beats // 2] // MS} ms at p50, {most} ms at most")
    if most >= 150:
        return unsafe("others stand still", evidence)
    return safe("others go on", evidence)


@probe("no-consumer")
async def no_consumer(on, lost):
    messages, sent, ended = 1_000_000, Counter(), []
    channel = on.channel(16)
    sends = on.repeat(messages, lambda i: on.then(channel.send(i), on.call(sent.add)))
    caught = on.then(on.caught(sends, ended.append), on.call(lambda: ended.append(None)))
    running = on.start(caught)
    seen = -1
    while seen != sent.value and not ended:
        seen = sent.value
        await on.sleep(200 * MS)()
    evidence = f"{sent.value:,} of {messages:,} sent"
    if sent.value == messages:
        return unsafe("grows without bound", evidence)
    if not ended:
        running.cancel()
        await failure_of(running)
        return safe("the sender waits", evidence)
    return by_design("the send fails", f"{evidence}, then {name(ended[0])}")


@probe("context")
async def context(on, lost):
    """Two siblings have a value each, and read it after both have set theirs."""
    values = on.local()
    child, after, outside = {}, {}, []

    def reads(i):
        return on.then(values.read(lambda value: child.update({i: value})),
                       on.then(on.sleep(20 * MS),
                               values.read(lambda value: after.update({i: value}))))

    def holds(i):
        return values.holding(f"v{i}", on.all(1, lambda _: reads(i)))
    await on.start(on.then(on.all(2, holds), values.read(outside.append))).wait()
    evidence = (f"values v0 and v1: in their children {[child[0], child[1]]},"
                f" after a wait {[after[0], after[1]]}, outside {outside[0]}")
    if "v1" in (child[0], after[0]) or "v0" in (child[1], after[1]):
        return by_design("siblings share it", evidence)
    if None in child.values():
        return unsafe("lost in the child", evidence)
    if None in after.values():
        return unsafe("lost after a wait", evidence)
    if outside[0] is not None:
        return unsafe("stays outside too", evidence)
    return safe("reaches child, survives wait", evidence)


@probe("limiter-leak")
async def limiter_leak(on, lost):
    """The times are longer than those of the JVM's, because timers here have steps of 1 ms."""
    permits, tasks, each = 10, 200, 100
    limiter = on.limiter(permits)
    draw = random.Random(1)
    late = Counter()

    def acquires(_):
        held = limiter.within(on.sleep(draw.randrange(8 * MS)))
        return on.caught(on.timeout(held, 5 * MS), late.add)
    await on.start(on.all(tasks, lambda _: on.repeat(each, acquires))).wait()
    await on.sleep(100 * MS)()
    inside, held = 0, []

    def enter():
        nonlocal inside
        inside += 1
        held.append(inside)

    def leave():
        nonlocal inside
        inside -= 1
    holds = limiter.within(
        on.then(on.call(enter), on.then(on.sleep(100 * MS), on.call(leave))))
    running = on.start(on.all(2 * permits, lambda _: holds))
    await reaches(on, lambda: len(held) >= permits, 2_000 * MS)
    await on.sleep(50 * MS)()
    most = max(held, default=0)
    running.cancel()
    await failure_of(running)
    evidence = (f"{tasks * each:,} acquisitions, {late.value:,} ended by their time-out; {most} of"
                f" {permits} permits can be held afterwards")
    if most > permits:
        return unsafe("too many inside", evidence)
    return unsafe("permits leaked", evidence) if most < permits else safe("none leaked", evidence)


@probe("fairness")
async def fairness(on, lost):
    waiters, got = 50, []
    limiter = on.limiter(1)
    programs = [on.start(limiter.within(on.sleep(200 * MS)))]
    await on.sleep(20 * MS)()
    for i in range(waiters):
        programs.append(on.start(limiter.within(on.call(lambda i=i: got.append(i)))))
        await on.sleep(2 * MS)()
    for program in programs:
        await program.wait()
    inversions = sum(later < earlier for earlier, later in zip(got, got[1:]))
    go_on = await after_cancelled(on, limiter)
    evidence = (f"{waiters} waiters, {inversions} out of order; after a cancelled waiter the"
                f" others {'go on' if go_on else 'wait for ever'}")
    if not go_on:
        return unsafe("a cancelled waiter blocks", evidence)
    return by_design("not in order", evidence) if inversions else safe("in order", evidence)


async def after_cancelled(on, limiter):
    """Returns whether two waiters behind a cancelled one get the permit."""
    entered = Counter()
    waiter = limiter.within(on.call(entered.add))
    holder = on.start(limiter.within(on.sleep(60 * MS)))
    await on.sleep(10 * MS)()
    first = on.start(waiter)
    await on.sleep(10 * MS)()
    rest = [on.start(waiter), on.start(waiter)]
    first.cancel()
    await failure_of(holder)
    go_on = await reaches(on, lambda: entered.value >= 2, 1_000 * MS)
    for one in rest:
        one.cancel()
    return go_on
