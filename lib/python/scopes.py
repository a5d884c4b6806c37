"""Probes of what belongs together: children, their parent, and tasks that have no parent. The twin
of lib/semantics/Scopes.java."""

import gc
import time
import weakref
from time import perf_counter_ns

from failures import Unsupported
from law import FOREVER, MS, Counter, fail
from programs import (
    LONG, NOWHERE, SHORT, Planned, by_design, chain, failing, failure_of, heard, ms_since, name,
    probe, safe, unsafe)


@probe("child-fails")
async def child_fails(on, lost):
    cancelled, cleaned, finished = Counter(), Counter(), Counter()

    def teardown():
        cancelled.add()
        time.sleep(SHORT / 1e9)
        cleaned.add()
    sibling = on.on_cancel(on.then(on.sleep(LONG), on.call(finished.add)), teardown)
    fails = on.then(on.sleep(SHORT), failing(on, "planned"))
    failure = await failure_of(on.start(on.all(3, lambda i: sibling if i else fails)))
    cleaned_then, finished_then = cleaned.value, finished.value
    await on.sleep(2 * LONG)()
    evidence = (f"when the failure ({name(failure)}) was known, {cleaned_then} of 2 siblings had"
                f" cleaned up and {finished_then} had finished; {finished.value} finished in the"
                " end")
    if cancelled.value == 2:
        if cleaned_then == 2:
            return safe("siblings cancelled, awaited", evidence)
        return unsafe("siblings cancelled, not awaited", evidence)
    if finished_then == 2:
        return by_design("siblings run on, awaited", evidence)
    return unsafe("siblings run on, not awaited", evidence)


@probe("two-fail")
async def two_fail(on, lost):
    """The second child fails in its clean-up if it is cancelled, and by itself if not."""
    first = on.then(on.sleep(SHORT), failing(on, "first failure"))
    second = on.on_cancel(on.then(on.sleep(3 * SHORT), failing(on, "second failure")),
                          fail(Planned("second failure")))
    seen = []

    async def program():
        failure = await failure_of(on.start(on.all(2, lambda i: second if i else first)))
        await on.sleep(3 * SHORT)()  # A failure of a clean-up may come later.
        seen.append(failure)
        return failure
    where = await heard(on, lost, "second failure", program)
    failure = seen[-1]
    evidence = f"{name(failure)} is awaited; the second failure reached: {where}"
    if failure is None:
        return unsafe("none is known", evidence)
    match where:
        case "whoever awaits":
            if "first failure" not in chain(failure):
                return unsafe("the first is lost", evidence)
            grouped = isinstance(failure, ExceptionGroup)
            return safe("both are grouped" if grouped else "second is suppressed", evidence)
        case "nowhere":
            return unsafe("one is lost", evidence)
        case "hook of the library":
            return by_design("a hook hears one", evidence)
    return by_design("second is logged", evidence)


@probe("unawaited-fails")
async def unawaited_fails(on, lost):
    message = "nobody awaits"
    try:
        task = on.detach(on.then(on.sleep(SHORT), failing(on, message)))
    except Unsupported as e:
        return safe("no such task", str(e))

    async def program():
        return await failure_of(on.start(on.then(task, on.sleep(3 * SHORT))))
    where = await heard(on, lost, message, program)
    return told(where, "when the task is collected" if where == "log" else "")


def told(where, evidence=""):
    """The observation of who heard of a failure."""
    if where == NOWHERE:
        return unsafe("silent", "heard of nowhere")
    if where == "hook of the library":
        return by_design("only a hook", "without the hook, nowhere")
    return safe(f"told: {where}", evidence)


@probe("outlives")
async def outlives(on, lost):
    ended = Counter()
    try:
        program = on.detach(on.then(on.sleep(LONG), on.call(ended.add)))
    except Unsupported as e:
        return safe("cannot outlive it", str(e))
    start = perf_counter_ns()
    await on.start(program).wait()
    ms = ms_since(start)
    if ended.value:
        return safe("is awaited", f"the caller returned after {ms} ms")
    await on.sleep(2 * LONG)()
    evidence = f"the caller returned after {ms} ms, the task runs 200 ms"
    if ended.value:
        return by_design("outlives its caller", evidence)
    return safe("ends with its caller", evidence)


@probe("dropped-handle")
async def dropped_handle(on, lost):
    """The task waits for a message that nobody can send any more. Its clean-up is a `finally`,
    because a collected task sees no cancellation."""
    begun, cleaned = Counter(), Counter()
    try:
        payload = await detached(on, begun, cleaned)
    except Unsupported as e:
        return safe("no such task", str(e))
    await begun.reaches(on, 1)
    for _ in range(10):
        gc.collect()
        await on.sleep(SHORT)()
    if payload() is not None:
        return safe("kept", "alive after 10 collections")
    log = f"told: {await lost.where(on, 'Task was destroyed but it is pending')}"
    if cleaned.value:
        return by_design("collected, clean-up runs",
                         f"nobody cancelled it; its finally ran, and could not wait; {log}")
    return by_design("collected, no clean-up",
                     f"the memory is back; what it held is not released; {log}")


class Payload:
    """What a task refers to."""

    def read(self, message):
        """Uses it."""


async def detached(on, begun, cleaned):
    """Starts the task. Returns a weak reference to what it refers to."""
    payload = Payload()
    receives = on.channel(1).receive(payload.read)

    async def task():
        try:
            begun.add()
            await receives()
        finally:
            cleaned.add()
    await on.start(on.detach(task)).wait()
    return weakref.ref(payload)


@probe("nested-scope")
async def nested_scope(on, lost):
    """The inner scope ends by a deadline."""
    went_on, sibling, seen = Counter(), Counter(), []
    inner = on.timeout(on.all(2, lambda _: on.sleep(FOREVER)), SHORT)
    ended = on.then(on.caught(inner, seen.append), on.call(went_on.add))
    other = on.then(on.sleep(LONG), on.call(sibling.add))
    failure = await failure_of(on.start(on.all(2, lambda i: other if i else ended)))
    evidence = (f"inside {name(seen[0] if seen else None)}, outside {name(failure)}; the outer"
                f" scope {'went on' if went_on.value else 'did not go on'}, its other child"
                f" {'finished' if sibling.value else 'did not finish'}")
    if failure is None and went_on.value == 1 and sibling.value == 1:
        return safe("stays inside", evidence)
    return unsafe("reaches the outside", evidence)
