"""Pieces of the probes: the twin of lib/semantics/Programs.java, Lost.java and Observation.java."""

import gc
import io
import sys
import traceback
from time import perf_counter_ns
from typing import NamedTuple

from failures import Unsupported
from law import MS, fail

SHORT, LONG = 20 * MS, 200 * MS
NOWHERE = "nowhere"

PROBES = {}  # by id: a program that is given a fresh backend and a Lost, and makes an observation


def probe(name):
    """Adds an async function to the probes. The questions and the safe answers are those of
    lib/semantics."""
    def add(program):
        PROBES[name] = program
        return program
    return add


class Observation(NamedTuple):
    """What one run of a probe has shown."""

    says: str  # about three words, without numbers that change from run to run
    judgement: str  # of lib/semantics/Judgement.java
    evidence: str


def safe(says, evidence=""):
    return Observation(says, "safe", evidence)


def unsafe(says, evidence=""):
    return Observation(says, "unsafe", evidence)


def by_design(says, evidence=""):
    return Observation(says, "differs by design", evidence)


def none(reason):
    return Observation("no such thing", "no such thing", reason)


def broken(says, evidence):
    return Observation(says, "no answer", evidence)


class Planned(Exception):
    """A failure that a probe plans."""


def failing(on, message):
    return on.call(fail(Planned(message)))


def waiting(on, begun):
    """An operation that says when it has begun and then waits until it is cancelled."""
    return on.then(on.call(begun.add), on.sleep(3_600_000 * MS))


async def failure_of(running):
    """What reaches whoever awaits the program; None if nothing does."""
    try:
        await running.wait()
    except Exception as failure:
        return failure


async def cancelled(on, begun, program):
    """Starts a program, cancels it as soon as it has begun, and does not wait for its end."""
    running = on.start(program)
    await begun.reaches(on, 1)
    await on.sleep(10 * MS)()
    running.cancel()
    return running


async def reaches(on, condition, most):
    """Waits until the condition holds, but not for ever. Returns whether it holds."""
    end = perf_counter_ns() + most
    while not condition() and perf_counter_ns() < end:
        await on.sleep(MS)()
    return condition()


def compute(ns):
    """Keeps the thread for that long."""
    end = perf_counter_ns() + ns
    while perf_counter_ns() < end:
        pass


def ms_since(start):
    return round((perf_counter_ns() - start) / MS)


def name(failure):
    if failure is None:
        return "no failure"
    text = type(failure).__name__
    if isinstance(failure, BaseExceptionGroup):
        return f"{text} of {' and '.join(map(name, failure.exceptions))}"
    return text


def chain(failure):
    """All that is said in a failure, in its causes and in the members of its group."""
    return "".join(traceback.format_exception(failure, limit=0)) if failure else ""


async def heard(on, lost, message, program):
    """Where a failure with this message is heard of: see Programs.heard. `program`: runs to its
    end and returns what was awaited."""
    if message in chain(await program()):
        return "whoever awaits"
    where = await lost.where(on, message)
    if where != NOWHERE or not lost.listen(on):
        return where
    await program()
    return await lost.where(on, message)


class Lost:
    """Hears of failures that reach nobody. By default, all places that Python has for them print
    to standard error: the log, `warnings`, `sys.unraisablehook` and `threading.excepthook`."""

    LATER = 300 * MS

    def __init__(self):
        self._told = []

    def __enter__(self):
        self._before, sys.stderr = sys.stderr, io.StringIO()
        self._printed = sys.stderr
        return self

    def __exit__(self, *_):
        sys.stderr = self._before

    def listen(self, on):
        """Also listens in the library's own place. Returns False if it has none."""
        try:
            on.listen(self._told.append)
            return True
        except Unsupported:
            return False

    async def where(self, on, message):
        """Where a failure with this message was heard of: "hook of the library", "log" or NOWHERE.
        A task tells of its failure when it is collected."""
        start = perf_counter_ns()
        while perf_counter_ns() - start < self.LATER:
            gc.collect()
            if any(message in chain(failure) for failure in self._told):
                return "hook of the library"
            if message in self._printed.getvalue():
                return "log"
            await on.sleep(20 * MS)()
        return NOWHERE
