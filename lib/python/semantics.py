"""Runs probes and patterns on one backend: the twin of lib/semantics/SemanticsWorker.java."""

import queue
import threading
from functools import partial

import aftermath
import cancellations  # Each of these adds its probes to PROBES.
import deadlines
import scopes
import sharing
from failures import Unsupported, UsageError, innermost
from patterns import PATTERNS, ask
from plain_mutants import MUTANTS
from programs import PROBES, Lost, broken, none

PATIENCE_S = 30  # how long a probe may take
RACE_S = 60  # and a pattern: 10,000 connections take a while on a busy machine
CLOSING_S = 5  # and the end of its event loop


def listed():
    """What --list tells of the probes: with --probes, which then need no ids."""
    return {"probes": [*PROBES, *PATTERNS],
            "mutants": {name: case[1:] for name, case in MUTANTS.items()}}


def leave(on, out):
    """The program of the probe `exit`. It writes no JSON."""
    aftermath.leave(on, lambda line: print(line, file=out, flush=True))


def observe_all(names, server, open_backend, tell):
    """Runs each probe once. If one does not answer, this ends, because what hangs would disturb the
    next probe. Raises UsageError."""
    programs = [(name, program(name, server)) for name in names]
    for name, one in programs:
        tell({"begins": name})
        seen = observed(one, open_backend, RACE_S if name in PATTERNS else PATIENCE_S)
        tell({"probe": name, **seen._asdict()})
        if seen.judgement == "no answer":
            return


def program(name, server):
    """What a probe runs. Raises UsageError."""
    if name in PATTERNS:
        if not server:
            raise UsageError(f"{name} has no server: start ./jbang race-server, and type --server"
                             " HOST:PORT as it says.")
        return partial(ask, name, server)
    if name not in PROBES:
        raise UsageError(f"unknown probe {name!r}. Type --probes with some of:"
                         f" {','.join([*PROBES, *PATTERNS])}.")
    return PROBES[name]


def observed(program, open_backend, patience_s):
    """Runs a program on a fresh backend, within a bounded time."""
    outcome = queue.SimpleQueue()
    thread = threading.Thread(target=run, args=(program, open_backend, outcome.put), name="probe",
                              daemon=True)
    thread.start()
    try:
        seen = outcome.get(timeout=patience_s)
    except queue.Empty:
        return broken("hangs", f"no end after {patience_s} s")
    # A probe may leave something running that the event loop waits for.
    thread.join(CLOSING_S)
    return seen


def run(program, open_backend, tell):
    """Runs a program. Tells the observation before the event loop is closed."""
    with Lost() as lost:
        on = open_backend()

        async def main():
            tell(await program(on, lost))
        try:
            on.run(main)
        except BaseException as e:
            e = innermost(e)
            tell(none(str(e)) if isinstance(e, Unsupported)
                 else broken("fails", f"{type(e).__name__}: {e}"))
