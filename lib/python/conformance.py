"""Conformance: the laws in their order, the mutants, and the check whether a backend keeps a
law."""

import queue
import threading
import time

import laws  # adds its laws to LAWS
import endings  # adds its laws after those
from failures import innermost
from law import LAWS, PATIENCE, Broken, expect
from mutants import MUTANTS

KEPT = "Trio thread"  # name of an idle thread, which Trio keeps for ten seconds to use it again


def listed():
    """What --list tells of the laws."""
    return {"laws": list(LAWS), "mutants": {name: case.law for name, case in MUTANTS.items()}}


def broken(sentence, open_backend):
    """Checks one law on a fresh backend, within a bounded time.

    Returns what was seen instead, in words, or None if the law holds."""
    check = LAWS[sentence]
    outcome = queue.SimpleQueue()
    # The check has a thread of its own, because a wrong adapter may block it for ever.
    threading.Thread(target=lambda: outcome.put(seen_by(check, open_backend)),
                     name="law", daemon=True).start()
    try:
        return outcome.get(timeout=PATIENCE)
    except queue.Empty:
        return f"no end after {PATIENCE} s"


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
        e = innermost(e)
        return str(e) if isinstance(e, Broken) else f"{type(e).__name__}: {e}"


def threads_left(before):
    """Names of threads that were not there before. Threads that are ending get five seconds to
    end."""
    left = []
    for _ in range(250):
        left = [thread.name for thread in threading.enumerate()
                if thread not in before and not thread.name.startswith(KEPT)]
        if not left:
            break
        time.sleep(0.02)
    return left
