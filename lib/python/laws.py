"""The laws that every adapter keeps, and wrong adapters that each break one.

The twin of lib/laws/Laws.java and lib/test/Planted.java, with the same sentences. A backend that
breaks a law posts no number. worker.py imports this for --laws, --plant and --list only.
"""

import gc
import queue
import sys
import threading
import time
from typing import Callable, NamedTuple

MS = 1_000_000  # nanoseconds
FOREVER = 3_600_000 * MS

PATIENCE = 30  # seconds that a law may take before it counts as broken: a program without an end

KEPT = "Trio thread"  # the name of one that is idle: Trio keeps it for ten seconds, for the next


class Law(NamedTuple):
    """What must hold."""

    check: Callable  # async, of a fresh backend; raises if the law is broken
    patience: int  # seconds


LAWS = {}  # by sentence


class Broken(Exception):
    """What was seen where a law is broken."""


def law(sentence, patience=PATIENCE):
    """Adds a function to the laws."""
    def add(check):
        LAWS[sentence] = Law(check, patience)
        return check
    return add


def expect(holds, seen):
    """Raises Broken unless it holds."""
    if not holds:
        raise Broken(seen)


def broken(sentence, open_backend):
    """Checks one law on a fresh backend, within a bounded time.

    Returns what was seen instead, in words, or None if the law holds."""
    check, patience = LAWS[sentence]
    outcome = queue.SimpleQueue()
    # On a thread of its own: a wrong adapter may block it for ever.
    threading.Thread(target=lambda: outcome.put(seen_by(check, open_backend)),
                     name="law", daemon=True).start()
    try:
        return outcome.get(timeout=patience)
    except queue.Empty:
        return f"no end after {patience} s"


def seen_by(check, open_backend):
    before = set(threading.enumerate())
    on = open_backend()

    async def main():
        tasks = on.tasks()
        await check(on)
        left = on.tasks() - tasks
        expect(left <= 0, f"{left} tasks left after the last await")
    try:
        on.run(main)
        left = threads_left(before)
        expect(not left, f"threads left after close: {left}")
    except BaseException as e:
        while isinstance(e, BaseExceptionGroup):
            e = e.exceptions[0]
        return str(e) if isinstance(e, Broken) else f"{type(e).__name__}: {e}"


def threads_left(before):
    """Names of threads that were not there before. Those that are ending get two seconds for it."""
    left = []
    for _ in range(100):
        left = [thread.name for thread in threading.enumerate()
                if thread not in before and not thread.name.startswith(KEPT)]
        if not left:
            break
        time.sleep(0.02)
    return left


async def failure_of(on, program):
    """The exception that reaches whoever awaits the program, or None."""
    try:
        await on.start(program).wait()
    except Exception as e:
        return e


class Counter:
    """Counts calls, and looks whether enough have come."""

    def __init__(self):
        self.value = 0

    def add(self, *_):
        self.value += 1

    async def reaches(self, on, value, polls=1_000):
        """Looks every millisecond, until so many looks in a row found no call more: turns of the
        event loop, however long one takes. Returns whether the value was reached."""
        last, idle = self.value, 0
        while self.value < value and idle < polls:
            await on.sleep(MS)()
            last, idle = self.value, idle + 1 if self.value == last else 0
        return self.value >= value


def fail(exception):
    """An action that raises the exception."""
    def action():
        raise exception
    return action


# --- What operations do ------------------------------------------------------------------------


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
    """A child that runs between two requests runs on the stack of the one who asks."""
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
    """The child that is asked for last takes much longer, so that a busy machine blurs nothing."""
    outer = inner = 20
    ended = Counter()

    def child(i, j):
        ms = 100 if j == inner - 1 else 0
        return on.then(on.sleep((ms + i + j) * MS), on.call(ended.add))
    program = on.all(outer, lambda i: on.all(inner, lambda j: child(i, j)))
    await on.start(program).wait()
    expect(ended.value == outer * inner,
           f"{ended.value} of {outer * inner} children had ended when all did")


# 12 s of processor time on anyio-trio, which may take a minute on a busy machine.
@law("all takes 200,000 children at once", patience=120)
async def many_children(on):
    """None of them ends, so that all that have begun are alive. Without the collector of cycles,
    which looks through the living again and again, for half of the time."""
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
    """One millisecond of grace: some libraries round to the tick of their clock, which is theirs
    to do."""
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
    """Code that blocks its thread until others have slept, and that begins before they do. A
    library without a place for such code has nothing to keep."""
    if not hasattr(on, "blocking"):
        return
    planned = OSError("planned")
    seen = await failure_of(on, on.blocking(fail(planned)))
    expect(seen is planned, f"blocking code raised {planned!r}, await saw {seen!r}")
    codes, others, patience = 10, 20, 2
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


# --- How a program ends early: by failure or by cancellation -------------------------------------


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
    """Code of the caller that the library runs, and that raises: the program fails, it does not
    hang."""
    wrong = fail(IndexError("planned"))
    tick = on.sleep(MS)
    programs = {
        "asking for a step": on.repeat(3, lambda i: wrong()),
        "asking for a later step": on.repeat(3, lambda i: tick if i == 0 else wrong()),
        "asking for a child": on.all(3, lambda i: wrong() if i == 1 else tick),
        "asking in a child": on.all(3, lambda _: on.repeat(2, lambda i: wrong())),
        "telling a time": on.timed(tick, lambda _: wrong()),
    }
    for name, program in programs.items():
        seen = await failure_of(on, program)
        expect(isinstance(seen, IndexError), f"an exception in {name} reached await as {seen!r}")


@law("start returns at once")
async def start_returns(on):
    """A program that runs on the stack of start finds the gate shut."""
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
    """Whichever comes first decides: the end is a normal one or that very failure, and every task
    that had started hears of it once."""
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
    """A timer of an hour that is forgotten, not taken back, keeps its task in memory. A task is
    many blocks; libraries may keep some timers until they tidy up."""
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


@law("a cancellation while children are asked for is not lost")
async def cancel_while_asking(on):
    """The task that asks for children does not wait at that moment; what it waits for next must
    hear of it."""
    for _ in range(20):
        asleep = on.all(10, lambda _: on.sleep(3_000 * MS))

        def child(i):
            if i == 25:
                running.cancel()
            return on.call(lambda: None)
        start = time.monotonic()
        running = on.start(on.then(on.all(50, child), asleep))
        await running.wait()
        seconds = time.monotonic() - start
        expect(seconds < 2, f"a program of 3 s ended after {seconds:.1f} s, though cancelled at its"
                            " start")


@law("close leaves no thread behind")
async def no_thread(on):
    await on.start(on.all(100, lambda _: on.sleep(MS))).wait()
    # The rest is checked when the event loop has been closed.


# --- Wrong adapters: each is a good one with a single operation spoilt ---------------------------


class Planted:
    """A backend that does all that a good one does."""

    def __init__(self, good):
        self.good = good

    def __getattr__(self, name):
        return getattr(self.good, name)


class Ending:
    """A running program whose ends are spoilt."""

    def __init__(self, cancel, wait):
        self.cancel = cancel
        self.wait = wait


class DropsTasks(Planted):
    def all(self, tasks, child):
        drop = self.good.call(lambda: None)
        return self.good.all(tasks, lambda i: drop if i % 10_000 == 9_999 else child(i))


class LeavesEarly(Planted):
    def all(self, tasks, child):
        def ask(i):
            if i < tasks - 1:
                return child(i)
            return self.good.call(lambda: self.good.start(child(i)))
        return self.good.all(tasks, ask)


class OneByOne(Planted):
    def all(self, tasks, child):
        return self.good.repeat(tasks, child)


class OnTheStack(Planted):
    """Runs a child that does not wait where it is asked for, and starts the others."""

    def all(self, tasks, child):
        async def all():
            waiting = []
            for i in range(tasks):
                operation = child(i)
                if operation.func.__name__ == "call":
                    await operation()
                else:
                    waiting.append(operation)
            await self.good.all(len(waiting), waiting.__getitem__)()
        return all


class InBatches(Planted):
    def all(self, tasks, child):
        most = 1_000
        if tasks <= most:
            return self.good.all(tasks, child)
        return self.good.repeat(tasks // most, lambda batch: self.good.all(
            most, lambda i: child(batch * most + i)))


class WakesEarly(Planted):
    def sleep(self, ns):
        return self.good.sleep(ns // 2)


class RecordsTwice(Planted):
    def timed(self, operation, tell):
        def twice(ns):
            tell(ns)
            tell(ns)
        return self.good.timed(operation, twice)


class Cached(Planted):
    def timed(self, operation, tell):
        return self.good.call(lambda: tell(1_000 * MS))


class RecordsCancelled(Planted):
    def timed(self, operation, tell):
        return self.good.timed(self.good.on_cancel(operation, lambda: tell(1)), tell)


class Recurses(Planted):
    def repeat(self, times, operation):
        async def step(i):
            if i < times:
                await operation(i)()
                await step(i + 1)
        return lambda: step(0)


class SwallowsFailure(Planted):
    def start(self, program):
        running = self.good.start(program)

        async def wait():
            try:
                await running.wait()
            except OSError:
                pass
        return Ending(running.cancel, wait)


class SwallowsCancellation(Planted):
    def on_cancel(self, operation, teardown):
        return operation


class AwaitsNothing(Planted):
    def start(self, program):
        running = self.good.start(program)
        cancelled = False

        def cancel():
            nonlocal cancelled
            cancelled = True
            running.cancel()

        async def wait():
            if not cancelled:
                await running.wait()
        return Ending(cancel, wait)


class LosesCancellation(Planted):
    asking = False

    def all(self, tasks, child):
        def ask(i):
            self.asking = i < tasks - 1
            return child(i)
        return self.good.all(tasks, ask)

    def start(self, program):
        running = self.good.start(program)
        return Ending(lambda: None if self.asking else running.cancel(), running.wait)


class MixesEndings(Planted):
    def start(self, program):
        running = self.good.start(program)
        cancelled = False

        def cancel():
            nonlocal cancelled
            cancelled = True
            running.cancel()

        async def wait():
            await running.wait()
            if cancelled:
                raise RuntimeError("cancelled")
        return Ending(cancel, wait)


class KeepsTasks(Planted):
    def __init__(self, good):
        super().__init__(good)
        self.kept = []

    def on_cancel(self, operation, teardown):
        self.kept.append(teardown)
        return self.good.on_cancel(operation, teardown)


class LeaksThread(Planted):
    def run(self, main):
        try:
            return self.good.run(main)
        finally:
            threading.Thread(target=time.sleep, args=(20,), name="leaked", daemon=True).start()


class LeaksTask(Planted):
    def start(self, program):
        self.good.start(self.good.sleep(FOREVER))
        return self.good.start(program)


class BlocksLoop(Planted):
    def blocking(self, action):
        return self.good.call(action)


class BlocksTwice(Planted):
    def blocking(self, action):
        return self.good.then(self.good.blocking(action), self.good.blocking(action))


class SwallowsBlocked(Planted):
    def blocking(self, action):
        def quiet():
            try:
                action()
            except OSError:
                pass
        return self.good.blocking(quiet)


class Plant(NamedTuple):
    """A wrong adapter, and the law that must refuse it."""

    adapter: Callable  # of a good backend
    law: str


PLANTED = {
    "drops-one-in-10000": Plant(DropsTasks, "all runs every child exactly once"),
    "returns-before-last-child": Plant(
        LeavesEarly, "all ends after its last child, also when nested"),
    "runs-one-after-another": Plant(OneByOne, "all runs its children concurrently"),
    "starts-on-the-askers-stack": Plant(
        OnTheStack, "all starts no child on the stack that asks for it"),
    "at-most-1000-children": Plant(InBatches, "all takes 200,000 children at once"),
    "wakes-early": Plant(WakesEarly, "sleep waits for the whole delay"),
    "records-twice": Plant(RecordsTwice, "timed tells once, the time of what it ran"),
    "answers-from-cache": Plant(Cached, "timed tells once, the time of what it ran"),
    "records-cancelled": Plant(
        RecordsCancelled, "timed tells nothing of what failed or was cancelled"),
    "overflows-stack-in-repeat": Plant(Recurses, "repeat takes a million steps"),
    "swallows-failure": Plant(
        SwallowsFailure, "a failure reaches whoever awaits, as that exception"),
    "swallows-cancellation": Plant(
        SwallowsCancellation, "a started task sees its cancellation exactly once"),
    "await-before-teardown": Plant(AwaitsNothing, "await returns after the last teardown"),
    "loses-cancellation": Plant(
        LosesCancellation, "a cancellation while children are asked for is not lost"),
    "mixes-endings": Plant(MixesEndings, "failure and cancellation may come at once"),
    "keeps-tasks": Plant(KeepsTasks, "a cancelled program leaves nothing in memory"),
    "leaks-thread": Plant(LeaksThread, "close leaves no thread behind"),
    "leaks-task": Plant(LeaksTask, "close leaves no thread behind"),
    "blocks-the-loop": Plant(
        BlocksLoop, "blocking runs its code exactly once and lets others go on meanwhile"),
    "blocks-twice": Plant(
        BlocksTwice, "blocking runs its code exactly once and lets others go on meanwhile"),
    "swallows-failure-of-blocking": Plant(
        SwallowsBlocked, "blocking runs its code exactly once and lets others go on meanwhile"),
}
