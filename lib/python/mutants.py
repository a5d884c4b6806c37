"""Mutants: wrong adapters that each break a law. The twin of lib/test/support/Mutants.java. Each is
a good adapter with a single operation changed."""

import threading
import time
from typing import Callable, NamedTuple

from law import FOREVER, MS


class Mutant:
    """A backend that does everything that a good one does."""

    def __init__(self, good):
        self.good = good

    def __getattr__(self, name):
        return getattr(self.good, name)


class Ending:
    """A running program with another `cancel` and another `wait`."""

    def __init__(self, cancel, wait):
        self.cancel = cancel
        self.wait = wait


class DropsTasks(Mutant):
    def all(self, tasks, child):
        drop = self.good.call(lambda: None)
        return self.good.all(tasks, lambda i: drop if i % 10_000 == 9_999 else child(i))


class DropsChild(Mutant):
    def all(self, tasks, child):
        drop = self.good.call(lambda: None)
        return self.good.all(tasks, lambda i: drop if i == tasks - 1 else child(i))


class AsksForAnother(Mutant):
    def all(self, tasks, child):
        return self.good.all(tasks, lambda i: child(max(0, i - 1)))


class LeavesEarly(Mutant):
    def all(self, tasks, child):
        def ask(i):
            if i < tasks - 1:
                return child(i)
            return self.good.call(lambda: self.good.start(child(i)))
        return self.good.all(tasks, ask)


class OneByOne(Mutant):
    def all(self, tasks, child):
        return self.good.repeat(tasks, child)


class OnTheStack(Mutant):
    """A child that does not wait runs on the stack of the code that asks for it. The other children
    are started as tasks."""

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


class InBatches(Mutant):
    def all(self, tasks, child):
        most = 1_000
        if tasks <= most:
            return self.good.all(tasks, child)
        return self.good.repeat(tasks // most, lambda batch: self.good.all(
            most, lambda i: child(batch * most + i)))


class WakesEarly(Mutant):
    def sleep(self, ns):
        return self.good.sleep(ns // 2)


class RecordsTwice(Mutant):
    def timed(self, operation, tell):
        def twice(ns):
            tell(ns)
            tell(ns)
        return self.good.timed(operation, twice)


class Cached(Mutant):
    def timed(self, operation, tell):
        return self.good.call(lambda: tell(1_000 * MS))


class RecordsCancelled(Mutant):
    def timed(self, operation, tell):
        return self.good.timed(self.good.on_cancel(operation, lambda: tell(1)), tell)


class TellsTwice(Mutant):
    def after(self, operation, code, value):
        def twice(value):
            code(value)
            code(value)
        return self.good.after(operation, twice, value)


class TellsAnother(Mutant):
    """Reports the end of each operation except the first as the end of the previous one."""

    before = None

    def after(self, operation, code, value):
        told = value if self.before is None else self.before
        self.before = value
        return self.good.after(operation, code, told)


class TellsBefore(Mutant):
    def after(self, operation, code, value):
        return self.good.then(self.good.call(lambda: code(value)), operation)


class TellsCancelled(Mutant):
    def after(self, operation, code, value):
        torn = self.good.on_cancel(operation, lambda: code(value))
        return self.good.after(torn, code, value)


class Recurses(Mutant):
    def repeat(self, times, operation):
        async def step(i):
            if i < times:
                await operation(i)()
                await step(i + 1)
        return lambda: step(0)


class SwallowsFailure(Mutant):
    def start(self, program):
        running = self.good.start(program)

        async def wait():
            try:
                await running.wait()
            except OSError:
                pass
        return Ending(running.cancel, wait)


class SwallowsCancellation(Mutant):
    def on_cancel(self, operation, teardown):
        return operation


class MindsCancellation(Mutant):
    """Ends a program by `end`, which may check whether the program was cancelled."""

    def start(self, program):
        running = self.good.start(program)
        cancelled = threading.Event()

        def cancel():
            cancelled.set()
            running.cancel()
        return Ending(cancel, lambda: self.end(running, cancelled.is_set))


class AwaitsNothing(MindsCancellation):
    async def end(self, running, cancelled):
        if not cancelled():
            await running.wait()


class LosesCancellation(Mutant):
    asking = False

    def all(self, tasks, child):
        def ask(i):
            self.asking = i < tasks - 1
            return child(i)
        return self.good.all(tasks, ask)

    def start(self, program):
        running = self.good.start(program)
        return Ending(lambda: None if self.asking else running.cancel(), running.wait)


class MixesEndings(MindsCancellation):
    async def end(self, running, cancelled):
        await running.wait()
        if cancelled():
            raise RuntimeError("cancelled")


class KeepsTasks(Mutant):
    def __init__(self, good):
        super().__init__(good)
        self.kept = []

    def on_cancel(self, operation, teardown):
        self.kept.append(teardown)
        return self.good.on_cancel(operation, teardown)


class TidiesUpLater(Mutant):
    """Keeps an entry for each cancelled task, until the next program starts."""

    def __init__(self, good):
        super().__init__(good)
        self.kept = []

    def on_cancel(self, operation, teardown):
        def keep():
            self.kept.append([])
            teardown()
        return self.good.on_cancel(operation, keep)

    def start(self, program):
        self.kept.clear()
        return self.good.start(program)


class LeaksThread(Mutant):
    def run(self, main):
        try:
            return self.good.run(main)
        finally:
            threading.Thread(target=time.sleep, args=(20,), name="leaked", daemon=True).start()


class LeaksTask(Mutant):
    def start(self, program):
        self.good.start(self.good.sleep(FOREVER))
        return self.good.start(program)


class BlocksLoop(Mutant):
    def blocking(self, action):
        return self.good.call(action)


class BlocksTwice(Mutant):
    def blocking(self, action):
        return self.good.then(self.good.blocking(action), self.good.blocking(action))


class DropsCode(Mutant):
    """One call in ten does not run its code."""

    asked = 0

    def blocking(self, action):
        self.asked += 1
        return self.good.blocking(action if self.asked % 10 else lambda: None)


class SwallowsBlocked(Mutant):
    def blocking(self, action):
        def quiet():
            try:
                action()
            except OSError:
                pass
        return self.good.blocking(quiet)


class Case(NamedTuple):
    """A wrong adapter, and the law that must reject it."""

    adapter: Callable  # of a good backend
    law: str


MUTANTS = {
    "drops-one-in-10000": Case(DropsTasks, "all runs every child exactly once"),
    "drops-a-child": Case(DropsChild, "all runs every child exactly once"),
    "asks-for-another-child": Case(AsksForAnother, "all runs every child exactly once"),
    "returns-before-last-child": Case(
        LeavesEarly, "all ends after its last child, also when nested"),
    "runs-one-after-another": Case(OneByOne, "all runs its children concurrently"),
    "starts-on-the-askers-stack": Case(
        OnTheStack, "all starts no child on the stack that asks for it"),
    "at-most-1000-children": Case(InBatches, "all takes 200,000 children at once"),
    "wakes-early": Case(WakesEarly, "sleep waits for the whole delay"),
    "records-twice": Case(RecordsTwice, "timed tells once, the time of what it ran"),
    "answers-from-cache": Case(Cached, "timed tells once, the time of what it ran"),
    "records-cancelled": Case(
        RecordsCancelled, "timed tells nothing of what failed or was cancelled"),
    "tells-twice": Case(
        TellsTwice, "after runs its code once, when the operation has ended"),
    "tells-another": Case(
        TellsAnother, "after runs its code once, when the operation has ended"),
    "tells-before": Case(
        TellsBefore, "after runs its code once, when the operation has ended"),
    "tells-cancelled": Case(
        TellsCancelled, "after runs nothing where the operation failed or was cancelled"),
    "overflows-stack-in-repeat": Case(Recurses, "repeat takes a million steps"),
    "swallows-failure": Case(
        SwallowsFailure, "a failure reaches whoever awaits, as that exception"),
    "swallows-cancellation": Case(
        SwallowsCancellation, "a started task sees its cancellation exactly once"),
    "await-before-teardown": Case(AwaitsNothing, "await returns after the last teardown"),
    "loses-cancellation": Case(
        LosesCancellation, "a cancellation while children are asked for is not lost"),
    "mixes-endings": Case(MixesEndings, "failure and cancellation may come at once"),
    "keeps-tasks": Case(KeepsTasks, "a cancelled program leaves nothing in memory"),
    "tidies-up-later": Case(
        TidiesUpLater, "what a cancellation leaves behind is gone when await returns"),
    "leaks-thread": Case(LeaksThread, "close leaves no thread behind"),
    "leaks-task": Case(LeaksTask, "close leaves no thread behind"),
    "blocks-the-loop": Case(
        BlocksLoop, "blocking runs its code exactly once and lets others go on meanwhile"),
    "runs-code-twice": Case(
        BlocksTwice, "blocking runs its code exactly once and lets others go on meanwhile"),
    "drops-code": Case(
        DropsCode, "blocking runs its code exactly once and lets others go on meanwhile"),
    "swallows-failure-of-blocking": Case(
        SwallowsBlocked, "blocking runs its code exactly once and lets others go on meanwhile"),
}
