# /// script
# requires-python = ">=3.11"
# dependencies = [
#   "anyio==4.16.0",
#   "trio==0.35.0",
#   "uvloop==0.23.0",
# ]
# ///
"""One worker process for the concurrency libraries of Python: the twin of lib/bench/Worker.java.

It measures one scenario on one backend and prints one line of JSON, the report. The scenarios are
written once, in the operations of a backend; an adapter maps each operation to what the library's
documentation would write. Everything runs on one event loop in the main thread. All times are in
nanoseconds, unless a name says otherwise.
"""

import argparse
import ctypes
import gc
import json
import os
import platform
import re
import signal
import sys
import threading
import traceback
from collections import Counter
from contextlib import asynccontextmanager, contextmanager, nullcontext
from functools import cache, partial, wraps
from itertools import repeat
from time import perf_counter_ns, process_time_ns
from typing import Callable, NamedTuple

HOUR = 3_600_000_000_000
DONE = object()  # in the place of a latency that nobody asks for
BEAT = 10_000_000  # ns between two beats of a heart
PAGE = 4096  # bytes: memory is resident in pages
TIMEOUT_S = 10  # after which a request has failed
UNITS = {"ns": 1, "us": 10**3, "ms": 10**6, "s": 10**9, "m": 60 * 10**9, "h": HOUR}
GOOD, FAILED, WRONG_USAGE, UNAVAILABLE = 0, 1, 2, 3  # exit codes

EXAMPLES = """\
examples:
  uv run lib/python/worker.py --backend trio
  uv run lib/python/worker.py --backend asyncio-uvloop --scenario io_bound --set mean=2ms
  uv run lib/python/worker.py --backend anyio-trio --scenario cancellation --set tasks=1000
  uv run lib/python/worker.py --backend asyncio --scenario http_echo --set server=127.0.0.1:8080
                                      which ./jbang echo-server --port 8080 has started
  uv run lib/python/worker.py --backend asyncio --laws            check the adapter
  uv run lib/python/worker.py --backend asyncio --laws --plant wakes-early

durations are a number and a unit (ns, us, ms, s, m, h), such as 500us or 0.5ms.
stdout gets JSON: times in nanoseconds, histograms as [[value, count], ...].
exit codes: 0 good, 1 failed or a broken law, 2 wrong usage, 3 a library is not installed."""


class UsageError(Exception):
    """What was given, what is allowed, what to type next."""


class Unavailable(Exception):
    """This interpreter cannot run the backend at all."""


class Wrong(Exception):
    """A repetition did not do the work that was asked for. Its text is for a table: no class."""


def innermost(failure):
    """The exception itself, out of the groups that structured scopes put around it, the first of
    several."""
    while isinstance(failure, BaseExceptionGroup):
        failure = failure.exceptions[0]
    return failure


# --- Backends --------------------------------------------------------------------------------


def operation(function):
    """Makes an async method one that returns an operation: the same call, still to come.

    A partial is gone as soon as its coroutine exists. A closure would live as long as the task and
    give the garbage collector half a dozen more objects, a cost that a program without adapter
    does not have."""
    def method(self, *args):
        return partial(function, self, *args)
    return wraps(function)(method)


class Coroutines:
    """What all libraries of coroutines share, and the laws of lib/backend/Backend.java.

    An operation is an async function without arguments. It describes work; nothing happens before
    `start`. An adapter adds `sleep`, `all`, `start`, `run`, its exception of cancellation, and
    `http`, which makes a client for one connection, of host and port.
    """

    parallelism = 1  # how many operations can run at the same instant

    @operation
    async def call(self, action):
        """Runs user code inside the operation. An exception is the failure of the operation."""
        action()

    @operation
    async def timed(self, operation, tell):
        """Tells, once, how many nanoseconds the operation took; never if it failed or was
        cancelled."""
        start = perf_counter_ns()
        await operation()
        tell(perf_counter_ns() - start)

    @operation
    async def repeat(self, times, operation):
        """Runs `operation(0)` to `operation(times - 1)`, asking for each when the one before has
        ended. The first failure or cancellation ends it."""
        for i in range(times):
            await operation(i)()

    @operation
    async def then(self, first, second):
        """One operation after another."""
        await first()
        await second()

    @operation
    async def on_cancel(self, operation, teardown):
        """Runs `teardown` exactly once if the operation was started and is cancelled, before
        whoever awaits it returns."""
        try:
            await operation()
        except self.cancelled():
            teardown()
            raise


class Http:
    """One connection to a server of HTTP/1.1, opened by the first request and kept alive, and the
    little of RFC 9112 that it takes: the twin of Wire.java. A library's client adds `_ask`: how to
    connect, send and receive."""

    HEAD = re.compile(rb"HTTP/1\.\d (\d{3})\b.*?\r\nContent-Length:[ \t]*(\d+)", re.I | re.S)

    def __init__(self, library, host, port):
        self._library = library
        self._address = host, port
        self._host = f"HTTP/1.1\r\nHost: {host}:{port}\r\nContent-Length:"
        self._stream = None

    async def exchange(self, line, body):
        """Returns the status and the body of the answer. Whatever goes wrong is raised and ends the
        connection; the next request opens another one. `line`: as in `POST /echo`."""
        try:
            return await self._ask(f"{line} {self._host} {len(body)}\r\n\r\n".encode() + body)
        except BaseException:
            await self.close()
            raise

    async def _answer(self, receive):
        """Of the next pieces, in whatever sizes they come."""
        got = bytearray()
        while piece := await receive():
            got += piece
            body = got.find(b"\r\n\r\n") + 4
            if body > 3:
                head = self.HEAD.match(got, 0, body)
                if not head:
                    raise ValueError(f"not an answer with a length: {bytes(got[:body])}")
                status, length = map(int, head.groups())
                if len(got) >= body + length:
                    return status, got[body:body + length]
        raise EOFError("closed by the server")

    async def close(self):
        """Ends the connection, if there is one."""
        stream, self._stream = self._stream, None
        if stream:
            await self._end(stream)

    async def _end(self, stream):
        await stream.aclose()


class Asyncio(Coroutines):
    """asyncio, on its own event loop or on uvloop's.

    - A task is an `asyncio.Task` of a `TaskGroup`.
    - Timer: `asyncio.sleep`. The selector's loop waits in steps of 1 ms, rounded up; uvloop rounds
      to the nearest millisecond, so that it ends early or, below 0.5 ms, has no timer at all.
    - Cancellation: `Task.cancel` of the program, which its groups pass on to the children and wait.
    - The first failed child cancels its siblings.

    Follows docs.python.org/3/library/asyncio-task.html and uvloop.readthedocs.io.
    """

    def __init__(self, uvloop=False):
        """Raises ImportError if uvloop is wanted and missing."""
        import asyncio
        self._asyncio = asyncio
        self.http = partial(AsyncioHttp, asyncio)
        self._uvloop = None
        if uvloop:
            import uvloop
            self._uvloop = uvloop

    @property
    def version(self):
        """Of the measured library: Python's, or uvloop's."""
        return self._uvloop.__version__ if self._uvloop else platform.python_version()

    def loop(self):
        """The full name of the running event loop's class."""
        loop = type(self._asyncio.get_running_loop())
        return f"{loop.__module__}.{loop.__qualname__}"

    def tasks(self):
        """How many tasks the running loop holds."""
        return len(self._asyncio.all_tasks())

    def cancelled(self):
        """The exception by which a task sees its cancellation."""
        return self._asyncio.CancelledError

    def sleep(self, ns):
        """Waits on the library's own timer for the whole delay. Cancelled: ends at once."""
        return partial(self._asyncio.sleep, ns / 1e9)

    def blocking(self, action):
        """Runs code that computes for long or blocks where the library wants it: on a thread."""
        return partial(self._asyncio.to_thread, action)

    @operation
    async def all(self, tasks, child):
        """Starts `child(0)` to `child(tasks - 1)` as tasks of their own and finishes when the last
        has finished. A failure fails the whole; a cancellation cancels every child and waits."""
        async with self._asyncio.TaskGroup() as group:
            for i in range(tasks):
                group.create_task(child(i)())

    def start(self, program):
        """Starts a program and returns at once, with its `cancel()` and `await wait()`."""
        return AsyncioProgram(self._asyncio, program)

    def run(self, main):
        """Runs an async function on an event loop of its own. Ends what is still running then.

        Returns what `main` returns; raises what it raises, perhaps in a group."""
        factory = self._uvloop.new_event_loop if self._uvloop else None
        with self._asyncio.Runner(loop_factory=factory) as runner:
            return runner.run(main())


class AsyncioProgram:
    """A running program of asyncio."""

    def __init__(self, asyncio, program):
        self._wait = asyncio.wait
        self._task = asyncio.create_task(program())
        self.cancel = self._task.cancel

    async def wait(self):
        """Returns when the program has ended or was cancelled; raises the exception of a child."""
        await self._wait([self._task])
        if not self._task.cancelled() and self._task.exception():
            raise innermost(self._task.exception())


class AsyncioHttp(Http):
    """By asyncio's streams."""

    async def _ask(self, request):
        async with self._library.timeout(TIMEOUT_S):
            if not self._stream:
                self._stream = await self._library.open_connection(*self._address)
            reader, writer = self._stream
            writer.write(request)
            await writer.drain()
            return await self._answer(partial(reader.read, 65536))

    async def _end(self, stream):
        stream[1].transport.abort()  # Its close() waits until the server has taken all.


class ScopedProgram:
    """A running program of a library that cancels by scopes: trio and anyio.

    A scope belongs to the task that enters it, so that the program is a task of `nursery`.
    """

    def __init__(self, nursery, program, scope, ended):
        self._program = program
        self._scope = scope
        self._ended = ended
        self._failure = None
        self.cancel = scope.cancel
        nursery.start_soon(self._run)

    async def _run(self):
        try:
            with self._scope:
                await self._program()
        except Exception as failure:
            self._failure = failure
        finally:
            self._ended.set()

    async def wait(self):
        """Returns when the program has ended or was cancelled; raises the exception of a child."""
        await self._ended.wait()
        if self._failure:
            raise innermost(self._failure)


class Trio(Coroutines):
    """trio.

    - A task is a child of a nursery.
    - Timer: `trio.sleep`, a deadline of the run loop, which waits in steps of 1 ms, rounded up.
    - Cancellation: the `CancelScope` of the program; it reaches every checkpoint inside.
    - The first failed child cancels its siblings.

    Follows trio.readthedocs.io/en/stable/reference-core.html. Operations: see `Asyncio`.
    """

    def __init__(self):
        """Raises ImportError if trio is missing."""
        import trio
        self._trio = trio
        self.http = partial(TrioHttp, trio)
        self.version = trio.__version__

    def loop(self):
        statistics = self._trio.lowlevel.current_statistics()
        return f"trio.run with {statistics.io_statistics.backend}"

    def tasks(self):
        return self._trio.lowlevel.current_statistics().tasks_living

    def cancelled(self):
        return self._trio.Cancelled

    def sleep(self, ns):
        return partial(self._trio.sleep, ns / 1e9)

    def blocking(self, action):
        return partial(self._trio.to_thread.run_sync, action)

    @operation
    async def all(self, tasks, child):
        async with self._trio.open_nursery() as nursery:
            for i in range(tasks):
                nursery.start_soon(child(i))

    def start(self, program):
        return ScopedProgram(self._programs, program, self._trio.CancelScope(), self._trio.Event())

    def run(self, main):
        async def root():
            async with self._trio.open_nursery() as self._programs:
                result = await main()
                self._programs.cancel_scope.cancel()
            return result
        return self._trio.run(root)


class TrioHttp(Http):
    """By trio's SocketStream."""

    async def _ask(self, request):
        with self._library.fail_after(TIMEOUT_S):
            if not self._stream:
                self._stream = await self._library.open_tcp_stream(*self._address)
            await self._stream.send_all(request)
            return await self._answer(self._stream.receive_some)


class AnyIO(Coroutines):
    """anyio, on the event loop of asyncio, uvloop or trio.

    - A task is a child of a task group.
    - Timer: `anyio.sleep`, which is the event loop's own.
    - Cancellation: the `CancelScope` of the program, which on asyncio is delivered by cancelling
      the tasks inside, again and again until they have ended.
    - The first failed child cancels its siblings.

    Follows anyio.readthedocs.io/en/stable/tasks.html. Operations: see `Asyncio`.
    """

    def __init__(self, below):
        """`below`: asyncio, uvloop or trio. Raises ImportError if it or anyio is missing."""
        import anyio
        __import__(below)
        self._anyio = anyio
        self.http = partial(AnyIOHttp, anyio)
        self._below = below

    @property
    def version(self):
        return installed("anyio")

    def loop(self):
        if self._below == "trio":
            return f"{Trio().loop()}, trio {installed('trio')}"
        loop = Asyncio().loop()
        return f"{loop}, uvloop {installed('uvloop')}" if self._below == "uvloop" else loop

    def tasks(self):
        return len(self._anyio.get_running_tasks())

    def cancelled(self):
        return self._anyio.get_cancelled_exc_class()

    def sleep(self, ns):
        return partial(self._anyio.sleep, ns / 1e9)

    def blocking(self, action):
        return partial(self._anyio.to_thread.run_sync, action)

    @operation
    async def all(self, tasks, child):
        async with self._anyio.create_task_group() as group:
            for i in range(tasks):
                group.start_soon(child(i))

    def start(self, program):
        scope, ended = self._anyio.CancelScope(), self._anyio.Event()
        return ScopedProgram(self._programs, program, scope, ended)

    def run(self, main):
        async def root():
            async with self._anyio.create_task_group() as self._programs:
                result = await main()
                self._programs.cancel_scope.cancel()
            return result
        trio = self._below == "trio"
        options = {} if trio else {"use_uvloop": self._below == "uvloop"}
        return self._anyio.run(root, backend="trio" if trio else "asyncio", backend_options=options)


class AnyIOHttp(Http):
    """By anyio's SocketStream."""

    async def _ask(self, request):
        with self._library.fail_after(TIMEOUT_S):
            if not self._stream:
                self._stream = await self._library.connect_tcp(*self._address)
            await self._stream.send(request)
            return await self._answer(self._stream.receive)


BACKENDS = {
    "asyncio": Asyncio,
    "asyncio-uvloop": partial(Asyncio, uvloop=True),
    "trio": Trio,
    "anyio-asyncio": partial(AnyIO, "asyncio"),
    "anyio-trio": partial(AnyIO, "trio"),
    "anyio-uvloop": partial(AnyIO, "uvloop"),
}


def loop(steps):
    """Work for a processor."""
    for _ in repeat(None, steps):  # A range makes new numbers beyond 256, at another price.
        pass


@cache
def steps_of(ns):
    """How many steps of `loop` take that long, found by trying."""
    trial, passes = 100_000, []
    for _ in range(20):
        start = perf_counter_ns()
        loop(trial)
        passes.append(perf_counter_ns() - start)
    return round(ns * trial / min(passes))  # The one that nothing disturbed.


class Burdened:
    """A backend that is made slower on purpose: each unit of work does some looping more. The
    instrument must find it.

    It repeats two operations instead of wrapping them: whatever a wrapper keeps alive would be a
    burden of its own, for the garbage collector."""

    steps = 0

    def __init__(self, inner):
        self.inner = inner

    def __getattr__(self, name):
        return getattr(self.inner, name)

    def burden(self, ns):
        """What each unit of work costs from now on, beyond what it cost before."""
        self.steps = steps_of(ns)

    @operation
    async def timed(self, operation, tell):
        start = perf_counter_ns()
        await operation()
        ns = perf_counter_ns() - start
        loop(self.steps)
        tell(ns)

    @operation
    async def on_cancel(self, operation, teardown):
        try:
            await operation()
        except self.inner.cancelled():
            loop(self.steps)
            teardown()
            raise


# --- Scenarios -------------------------------------------------------------------------------


class Recording:
    """What one repetition records. Each unit of work has a place of its own: one that stays empty
    is a lost unit, one that is written twice an extra one, so that the count is exact."""

    def __init__(self, expected):
        """`expected`: units of work in one repetition."""
        self.expected = expected
        self._gc_ns = self._gc_start = 0
        gc.callbacks.append(self._collecting)
        self.reset()

    def reset(self):
        """Forgets the repetition before."""
        self._latencies = [None] * self.expected
        self._overshoots = [None] * self.expected
        self._extra = 0
        self._starting = self.expected
        self._clock_start = 0
        self.elapsed_ns = 0
        self.values = {}  # what the scenario reports of its own, by metric name

    def sleeping(self, unit, asked_ns):
        """For an operation that sleeps: its own time is the latency, the time beyond `asked_ns`
        the overshoot. `unit`: which of the expected units it is, from 0."""
        return partial(Recording._slept, self, unit, asked_ns)

    def asked(self, unit, asked_ns):
        """For a task that is asked for now and sleeps: the latency counts from now, so it holds the
        wait for its start."""
        return partial(Recording._slept_since, self, unit, asked_ns, perf_counter_ns())

    def took(self, unit):
        """For an operation whose own time is the latency."""
        return partial(Recording._put, self, unit)

    def due(self, unit, due_ns):
        """For an operation that should have begun at a given time: the latency counts from then,
        and the time by which it began later is the overshoot."""
        return partial(Recording._took_since, self, unit, due_ns)

    def done(self, unit):
        """Says that a unit was done whose time is not of interest."""
        self._put(unit, DONE, None)

    def started(self):
        """Says that one task has started."""
        self._starting -= 1

    def cancelled(self, unit):
        """Says that one task has seen its cancellation; its latency counts from the start of the
        clock."""
        self._put(unit, perf_counter_ns() - self._clock_start)

    async def all_started(self, on):
        """Waits until every expected task has said that it started.

        Raises TimeoutError if they have not after a minute, and one more for each 100,000."""
        minutes = 1 + self.expected // 100_000
        end = perf_counter_ns() + minutes * UNITS["m"]
        while self._starting > 0:
            if perf_counter_ns() > end:
                raise TimeoutError(f"{self.expected - self._starting} of {self.expected} tasks"
                                   f" started within {minutes} min")
            await on.sleep(UNITS["ms"])()

    @contextmanager
    def clock(self):
        """The measured section of the repetition: wall time, processor time, time of the garbage
        collector."""
        cpu, collected = process_time_ns(), self._gc_ns
        self._clock_start = perf_counter_ns()
        yield
        self.elapsed_ns = perf_counter_ns() - self._clock_start
        self.cpu_ns = process_time_ns() - cpu
        self.gc_ns = self._gc_ns - collected

    def _slept(self, unit, asked_ns, ns):
        self._put(unit, ns, ns - asked_ns)

    def _slept_since(self, unit, asked_ns, since, ns):
        self._put(unit, perf_counter_ns() - since, ns - asked_ns)

    def _took_since(self, unit, due_ns, ns):
        latency = perf_counter_ns() - due_ns
        self._put(unit, max(latency, ns), latency - ns)

    def _put(self, unit, latency, overshoot=None):
        if unit >= self.expected or self._latencies[unit] is not None:
            self._extra += 1
            return
        self._latencies[unit] = latency
        self._overshoots[unit] = overshoot

    def _collecting(self, phase, _):
        if phase == "start":
            self._gc_start = perf_counter_ns()
        else:
            self._gc_ns += perf_counter_ns() - self._gc_start

    def units(self):
        """How many were recorded."""
        return self._extra + self.expected - self._latencies.count(None)

    def drain(self, latency, overshoot):
        """Adds what was recorded to the histograms. Returns how many timers ended early."""
        late = [ns for ns in self._overshoots if ns is not None]
        latency.update(bucket(ns) for ns in self._latencies if ns is not DONE)
        overshoot.update(bucket(max(0, ns)) for ns in late)
        return sum(ns < 0 for ns in late)


def bucket(ns):
    """The least value that an HdrHistogram of three digits does not tell apart from this one."""
    shift = max(0, ns.bit_length() - 11)
    return ns >> shift << shift


async def task_spawn(on, record, *, tasks, sleep):
    """Many tiny tasks that each sleep a little: how many start, run and end per second?"""
    nap = on.sleep(sleep)
    program = on.all(tasks, lambda i: on.timed(nap, record.asked(i, sleep)))
    with record.clock():
        await on.start(program).wait()


async def io_bound(on, record, *, workers, operations, delays, mean=None):
    """Workers that each wait for many operations of given lengths, one after another."""
    def wait(worker, i):
        delay = delays[worker][i]
        return on.timed(on.sleep(delay), record.sleeping(worker * operations + i, delay))

    program = on.all(workers, lambda worker: on.repeat(operations, partial(wait, worker)))
    with record.clock():
        await on.start(program).wait()


async def cancellation(on, record, *, tasks, after):
    """Many long-lived tasks are cancelled at once: how long until the last teardown has ended?"""
    life = on.then(on.call(record.started), on.sleep(HOUR))
    program = on.all(tasks, lambda i: on.on_cancel(life, partial(record.cancelled, i)))
    running = on.start(program)
    await record.all_started(on)
    await on.sleep(after)()
    with record.clock():
        running.cancel()
        await running.wait()


async def cpu_mixed(on, record, *, workers, operations, burn, offload, delays, burns, mean=None,
                    share=None):
    """Workers that wait, some of whose operations compute instead; and how late a heartbeat beside
    them wakes."""
    compute = on.blocking if offload else on.call
    steps = steps_of(burn)

    def busy(unit):
        loop(steps)
        record.done(unit)

    def step(worker, i):
        unit, delay = worker * operations + i, delays[worker][i]
        if burns[worker][i]:
            return compute(partial(busy, unit))
        return on.timed(on.sleep(delay), record.sleeping(unit, delay))

    late, start = [], perf_counter_ns()
    beat = on.timed(on.sleep(BEAT), lambda ns: late.append(ns - BEAT))
    heart = on.start(on.repeat(sys.maxsize, lambda _: beat))
    program = on.all(workers, lambda worker: on.repeat(operations, partial(step, worker)))
    with record.clock():
        await on.start(program).wait()
    late = sorted(late) or [perf_counter_ns() - start - BEAT]
    heart.cancel()
    await heart.wait()
    record.values["heartbeat_p95"] = max(0, late[-(-95 * len(late) // 100) - 1]) / 1e6
    record.values["heartbeat_max"] = max(0, late[-1]) / 1e6


async def footprint(on, record, *, tasks):
    """Many tasks that only wait: how much memory do they take, how long until all wait, and until
    the last has ended?"""
    life = on.then(on.call(record.started), on.sleep(HOUR))
    program = on.all(tasks, lambda i: on.on_cancel(life, partial(record.cancelled, i)))
    before = memory_without_tasks()
    asked = perf_counter_ns()
    running = on.start(program)
    await record.all_started(on)
    record.values["park"] = (perf_counter_ns() - asked) / 1e6
    record.values["bytes_per_task"] = max(PAGE, settled_memory() - before) / tasks
    with record.clock():
        running.cancel()
        await running.wait()
    record.values["release"] = record.elapsed_ns / 1e6


@cache
def memory_without_tasks():
    """Bytes that were resident before the first tasks of this process. It keeps part of what they
    leave behind, so that those of a later repetition would seem to need less."""
    return settled_memory()


def settled_memory():
    """Bytes that are resident when garbage has been collected and freed memory has been given
    back, where the library of C can do that."""
    gc.collect()
    trim = getattr(ctypes.CDLL(None), "malloc_trim", None)
    if trim:
        trim(0)
    return status_bytes("VmRSS:")


async def http_echo(on, record, *, connections, requests, rate, echo, **_):
    """Requests on connections that stay open. Closed loop: each sends its next request when the one
    before is answered. Open loop, at so many requests/s in all: latency counts from when a request
    was due, so that a stall shows in every one that it delays."""
    def request(connection, i):
        unit = i * connections + connection
        if rate == 0:
            return echo.exchange(connection, record.took(unit))
        due = echo.start + unit * UNITS["s"] // rate
        exchange = echo.exchange(connection, record.due(unit, due))
        wait = due - perf_counter_ns()
        return on.then(on.sleep(wait), exchange) if wait > 0 else exchange

    program = on.all(connections, lambda c: on.repeat(requests, partial(request, c)))
    await echo.measure(record, program)


class Echo:
    """Requests to an echo server, each with a body of its own, what came back, and what the server
    has counted: the twin of lib/bench/Echo.java."""

    def __init__(self, on, server, connections, body):
        self._on = on
        self._server = server
        self._body = body
        self._asks, *self._clients = [on.http(*address(server)) for _ in range(connections + 1)]
        self._sent = perf_counter_ns() << 16
        self._failures = Counter()

    @classmethod
    @asynccontextmanager
    async def open(cls, on, *, server, connections, body, **_):
        """What `http_echo` uses, for all of its repetitions. Raises Wrong without a server."""
        echo = cls(on, server, connections, body)
        try:
            echo._accepted, _ = await echo._counts()
            yield {"echo": echo}
        finally:
            for client in echo._asks, *echo._clients:
                await client.close()

    async def measure(self, record, program):
        """Runs a program of requests on the clock, and then checks what became of them. Raises
        Wrong."""
        self._failures.clear()
        _, before = await self._counts()
        self.start = perf_counter_ns()
        with record.clock():
            await self._on.start(program).wait()
        if failed := self._failures.total():
            reasons = (f"{times:,} x {reason}" for reason, times in sorted(self._failures.items()))
            raise Wrong(f"{failed:,} of {record.expected:,} requests failed: {', '.join(reasons)}")
        accepted, after = await self._counts()
        if after - before != record.expected:
            raise Wrong(f"the server answered {after - before:,} requests where"
                        f" {record.expected:,} were asked for")
        if accepted - self._accepted > 2 * len(self._clients):  # As many as the JVM's pools need.
            raise Wrong(f"the server accepted {accepted - self._accepted:,} connections where"
                        f" {len(self._clients):,} are to be kept alive")

    def exchange(self, connection, tell):
        """Sends one request and tells how long it took."""
        self._sent += 1
        # Digits of the golden ratio: neighbours differ in most of their bytes.
        unique = (self._sent * 0x9E3779B97F4A7C15 % 2**64).to_bytes(8, "little")
        body = (unique * (self._body // 8 + 1))[:self._body]
        return self._on.timed(partial(self._post, self._clients[connection], body), tell)

    async def _post(self, client, body):
        """A request that fails ends normally as well, so that it stops no other."""
        try:
            status, answer = await client.exchange("POST /echo", body)
            failed = f"status {status}" if status != 200 else (
                answer != body and "another body than the one that was sent")
        except Exception as e:
            failed = reason(e)
        if failed:
            self._failures[failed] += 1

    async def _counts(self):
        """How many connections the server has accepted so far, and how many requests answered."""
        try:
            status, said = await self._asks.exchange("GET /counts", b"")
            if status != 200:
                raise ValueError(f"it answered with status {status}")
            connections, echoes = map(int, said.split())
        except Exception as e:
            raise Wrong(f"no echo server at {self._server}: {reason(e)}") from e
        return connections, echoes


def reason(failure):
    """Why a request failed: the exception inside of the library's own, if there is one."""
    cause = failure.__cause__ if isinstance(failure.__cause__, Exception) else failure
    name, text = type(innermost(cause)).__name__, str(innermost(cause))
    late = name in ("TimeoutError", "TooSlowError")
    return f"{name}: {text or (f'no answer within {TIMEOUT_S} s' if late else 'connection lost')}"


def address(server):
    """Host and port. Raises UsageError."""
    host, _, port = server.rpartition(":")
    if not (host and port.isdecimal()):
        raise UsageError(f"http_echo has no server, but '{server}': start ./jbang echo-server, and"
                         " type --set server=HOST:PORT as it says.")
    return host, int(port)


def exponential(seed, workers, operations, mean):
    """Delays of the gaps of a Poisson process, for a worker that was started by hand. They are not
    those of the JVM's generator: a parent sends its own."""
    from random import Random
    draw = Random(seed).expovariate
    return {"delays": [[round(draw(1 / mean)) for _ in range(operations)] for _ in range(workers)]}


def mixed(seed, workers, operations, mean, share, **_):
    """The same, and which operations compute."""
    from random import Random
    draw = Random(~seed).randrange
    burns = [[draw(100) < share for _ in range(operations)] for _ in range(workers)]
    return {**exponential(seed, workers, operations, mean), "burns": burns}


class Scenario(NamedTuple):
    """A program for every backend, and what is counted in it."""

    repetition: Callable  # async, of a backend, a recording, the parameters and inputs by name
    unit: str
    measures: str  # "throughput", "settle" or a value that each repetition reports
    defaults: dict  # parameters, as a person types them
    expected: Callable  # units of work per repetition, of the parameters by name
    draw: Callable = lambda seed, **_: {}  # inputs, of a seed and the parameters by name
    uses: Callable = lambda on, **_: nullcontext({})  # async context: inputs for all repetitions


SCENARIOS = {
    "task_spawn": Scenario(
        task_spawn, "tasks", "throughput", {"tasks": "10000", "sleep": "500us"},
        expected=lambda tasks, sleep: tasks),
    "io_bound": Scenario(
        io_bound, "ops", "throughput", {"workers": "200", "operations": "200", "mean": "5ms"},
        expected=lambda workers, operations, mean: workers * operations, draw=exponential),
    "cancellation": Scenario(
        cancellation, "tasks", "settle", {"tasks": "5000", "after": "50ms"},
        expected=lambda tasks, after: tasks),
    "cpu_mixed": Scenario(
        cpu_mixed, "ops", "throughput", {"workers": "20", "operations": "100", "mean": "5ms",
                                         "share": "5", "burn": "2ms", "offload": "0"},
        expected=lambda workers, operations, **_: workers * operations, draw=mixed),
    "footprint": Scenario(
        footprint, "tasks", "bytes_per_task", {"tasks": "10000"}, expected=lambda tasks: tasks),
    "http_echo": Scenario(
        http_echo, "requests", "throughput",
        {"connections": "50", "requests": "100", "body": "64", "rate": "0", "server": "own"},
        expected=lambda connections, requests, **_: connections * requests, uses=Echo.open),
}


# --- task_spawn without an adapter: what the adapters are held against -------------------------


async def task_by_hand(sleep, seconds, told):
    """What a task does, of a library's own sleep."""
    start = perf_counter_ns()
    await sleep(seconds)
    told(perf_counter_ns() - start)


async def asyncio_by_hand(record, tasks, sleep):
    """As somebody would write it who uses asyncio alone."""
    import asyncio
    async with asyncio.TaskGroup() as group:
        for i in range(tasks):
            told = record.asked(i, sleep)
            group.create_task(task_by_hand(asyncio.sleep, sleep / 1e9, told))


async def trio_by_hand(record, tasks, sleep):
    """As somebody would write it who uses trio alone."""
    import trio
    async with trio.open_nursery() as nursery:
        for i in range(tasks):
            told = record.asked(i, sleep)
            nursery.start_soon(task_by_hand, trio.sleep, sleep / 1e9, told)


async def anyio_by_hand(record, tasks, sleep):
    """As somebody would write it who uses anyio alone."""
    import anyio
    async with anyio.create_task_group() as group:
        for i in range(tasks):
            told = record.asked(i, sleep)
            group.start_soon(task_by_hand, anyio.sleep, sleep / 1e9, told)


BY_HAND = {"asyncio": asyncio_by_hand, "trio": trio_by_hand, "anyio": anyio_by_hand}


def by_turns(backend):
    """`task_spawn` without the adapter and with it, in turns: noise hits both alike. The first is
    without."""
    program = BY_HAND[backend.split("-")[0]]
    by_hand = True

    async def repetition(on, record, *, tasks, sleep):
        nonlocal by_hand
        if by_hand:
            with record.clock():
                await program(record, tasks, sleep)
        else:
            await task_spawn(on, record, tasks=tasks, sleep=sleep)
        by_hand = not by_hand
    return repetition


# --- The measuring loop ------------------------------------------------------------------------


class Worker:
    """Warm up, measure, report: one scenario on one backend, on one event loop."""

    def __init__(self, on, repetition, uses, request):
        self._on = on
        self._uses = uses
        self._request = request
        self._arguments = {**request["params"], **request.get("inputs", {})}
        self._repetition = repetition
        self._recording = Recording(request["expected"])
        self.latency, self.overshoot = Counter(), Counter()
        self.repetitions = []
        self.early = self.warmups = 0
        self.loop = None

    def run(self):
        """Raises whatever ends it; what was measured until then stays in the attributes."""
        self._on.run(self._main)

    async def _main(self):
        self.loop = self._on.loop()
        async with self._uses(self._on, **self._arguments) as used:
            self._arguments |= used
            await self._measure()

    async def _measure(self):
        start = perf_counter_ns()
        while perf_counter_ns() - start < self._request["warmup_ns"]:
            await self._repeat()
            self.warmups += 1
        if self._request.get("burden") is not None:
            await self._burden(self._request["burden"])
        start = perf_counter_ns()
        record = self._recording
        while True:
            units = await self._repeat()
            self.repetitions.append({"elapsed_ns": record.elapsed_ns, "ops": units,
                                     "cpu_ns": record.cpu_ns, "gc_ns": record.gc_ns,
                                     "values": record.values})
            self.early += record.drain(self.latency, self.overshoot)
            if wanted := self._request.get("repetitions"):
                if len(self.repetitions) >= wanted:
                    return
            elif perf_counter_ns() - start >= self._request["measure_ns"]:
                return

    async def _repeat(self):
        """Returns the units of work, counted. Raises Wrong."""
        self._recording.reset()
        await self._repetition(self._on, self._recording, **self._arguments)
        units, expected = self._recording.units(), self._recording.expected
        if units != expected:
            raise Wrong(f"counted {units} {self._request['unit']} where {expected} were asked for:"
                        " a wrong answer has no time")
        return units

    async def _burden(self, share):
        """Adds the planted share of the processor time that a unit of work takes without it, and
        warms up once more."""
        self._on.burden(share * await self._cpu_per_unit())
        await self._cpu_per_unit()

    async def _cpu_per_unit(self):
        """The median of as many repetitions as a fifth of the warm-up takes."""
        per_unit = []
        start = perf_counter_ns()
        while not per_unit or perf_counter_ns() - start < self._request["warmup_ns"] / 5:
            units = await self._repeat()
            per_unit.append(self._recording.cpu_ns / units)
        return sorted(per_unit)[len(per_unit) // 2]


def report(arguments, request, *, status, reason=None, on=None, worker=None):
    """The line that a parent reads, as lib/bench/Report.java names its parts."""
    return {
        "report": 1,
        "status": status,
        "reason": reason,
        "scenario": arguments.scenario,
        "backend": arguments.backend,
        "unit": request["unit"],
        "measures": request["measures"],
        "values": request.get("values") or {},
        "parallelism": on.parallelism if on else 0,
        "params": request["text"],
        "ideal": request.get("ideal") or {},
        "repetitions": worker.repetitions if worker else [],
        "latency": sorted(worker.latency.items()) if worker else [],
        "overshoot": sorted(worker.overshoot.items()) if worker and worker.overshoot else None,
        "early": worker.early if worker else 0,
        "rss_peak_bytes": rss_peak_bytes(),
        "warmup_repetitions": worker.warmups if worker else 0,
        "gc": garbage_collector(),
        "version": on.version if on else None,
        "environment": environment(worker.loop if worker else None),
    }


def installed(distribution):
    """The version of an installed library."""
    from importlib.metadata import version
    return version(distribution)


def environment(loop):
    """Interpreter, its lock and the event loop, in words."""
    locked = getattr(sys, "_is_gil_enabled", lambda: True)()
    parts = [f"{platform.python_implementation()} {platform.python_version()}",
             "GIL" if locked else "free-threaded"]
    return ", ".join(parts + ([f"event loop {loop}"] if loop else []))


def garbage_collector():
    """The collector of cycles as it is set, in words."""
    thresholds = "/".join(map(str, gc.get_threshold()))
    state = "on" if gc.isenabled() else "off"
    return f"{platform.python_implementation()} gc, thresholds {thresholds}, {state}"


def rss_peak_bytes():
    """Most memory resident so far, in bytes; None where the system does not tell."""
    try:
        if os.path.exists("/proc/self/status"):
            return status_bytes("VmHWM:")
        import resource
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    except (OSError, ImportError):
        return None
    return peak if sys.platform == "darwin" else peak * 1024


def status_bytes(name):
    """A size in bytes that Linux keeps of this process. Raises OSError elsewhere."""
    with open("/proc/self/status") as lines:
        return next(int(line.split()[1]) * 1024 for line in lines if line.startswith(name))


def timers(on):
    """How late 200 sleeps of 100 us and of 1 ms end, sorted, in microseconds."""
    async def main():
        found = []
        for asked_us in 100, 1_000:
            late = []
            sleep = on.timed(on.sleep(asked_us * 1_000),
                             lambda ns: late.append(round(ns / 1e3 - asked_us, 3)))
            await on.start(on.repeat(200, lambda _: sleep)).wait()
            found.append({"asked_us": asked_us, "late_us": sorted(late)})
        return {"timers": found}
    return on.run(main)


# --- The parent --------------------------------------------------------------------------------


def read_request(source):
    """What the parent asks for: one line of standard input, or a file. Raises UsageError."""
    try:
        if source == "-":
            text = sys.stdin.readline()
            watch_parent()
        else:
            with open(source) as file:
                text = file.read()
        request = json.loads(text)
        wanted = {"warmup_ns", "measure_ns", "expected", "params", "unit", "measures", "text"}
        if missing := wanted - request.keys():
            raise UsageError(f"the request lacks {', '.join(sorted(missing))}")
        return request
    except (OSError, ValueError) as e:
        raise UsageError(f"--request {source}: {e}. Give '-' or the name of a file with one JSON"
                         " object.") from e


def watch_parent():
    """Ends this process when standard input has ended."""
    threading.Thread(target=end_with_parent, name="parent-watch", daemon=True).start()


def end_with_parent():
    """Waits for the end of standard input, to which the parent never writes again: it means that
    the parent is gone, however it went. Then nobody else ends what this worker has started, which
    is known by the variable that it has inherited (see Orphans.java)."""
    try:
        while os.read(0, 4096):
            pass
    finally:
        try:
            end_orphans()
        finally:
            os._exit(FAILED)


def end_orphans():
    """Ends every other process that has this worker's mark. Where there is no /proc, it finds
    none."""
    if "BENCH_WORKER" not in os.environ or not os.path.isdir("/proc"):
        return
    mark = f"BENCH_WORKER={os.environ['BENCH_WORKER']}".encode()
    for pid in filter(str.isdigit, os.listdir("/proc")):
        try:
            with open(f"/proc/{pid}/environ", "rb") as variables:
                if mark in variables.read().split(b"\0") and int(pid) != os.getpid():
                    os.kill(int(pid), signal.SIGKILL)
        except OSError:
            pass  # It has ended, or it is somebody else's.


def amount(text):
    """A count, or a duration in nanoseconds. Raises UsageError."""
    match = re.fullmatch(r"(\d+(?:\.\d+)?)(ns|us|ms|s|m|h)|(\d+)", text)
    if not match:
        raise UsageError(f"'{text}' is neither a count nor a duration: type a number such as 1000,"
                         " or a number and a unit (ns, us, ms, s, m, h) such as 500us or 10s.")
    number, unit, count = match.groups()
    return int(count) if count else round(float(number) * UNITS[unit])


def request_by_hand(arguments):
    """What a parent would ask for, from the options of a person. Raises UsageError."""
    scenario = SCENARIOS[arguments.scenario]
    given = dict(item.partition("=")[::2] for item in arguments.set)
    if unknown := given.keys() - scenario.defaults.keys():
        raise UsageError(f"unknown parameter {unknown.pop()!r} of {arguments.scenario}. It has "
                         f"{', '.join(scenario.defaults)}: type --set NAME=VALUE.")
    text = {**scenario.defaults, **given}
    params = {name: value if name == "server" else amount(value) for name, value in text.items()}
    if "server" in params:
        address(params["server"])  # A parent sends one of its own.
    return {"warmup_ns": amount(arguments.warmup), "measure_ns": amount(arguments.measure),
            "repetitions": arguments.repetitions, "burden": arguments.burden,
            "expected": scenario.expected(**params), "params": params, "text": text,
            "inputs": scenario.draw(arguments.seed, **params),
            "unit": scenario.unit, "measures": scenario.measures}


def parse(args):
    """The command line."""
    parser = argparse.ArgumentParser(
        prog="worker.py", description=__doc__.partition("\n")[0], epilog=EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--backend", metavar="ID", help=", ".join(BACKENDS))
    parser.add_argument("--scenario", metavar="ID", default="task_spawn",
                        help=", ".join(SCENARIOS) + " (default: %(default)s)")
    parser.add_argument("--request", metavar="FILE", help="a parent's request as JSON; '-' reads"
                        " one line of stdin, whose end then ends this process (with --laws and"
                        " --timers, '-' does only that)")
    parser.add_argument("--laws", metavar="TEXT", nargs="?", const="", help="check the laws instead"
                        " of measuring, one line of JSON each; only those that contain TEXT")
    parser.add_argument("--plant", metavar="NAME", help="spoil the adapter in a known way")
    parser.add_argument("--hand", action="store_true", help="measure task_spawn as written by hand,"
                        " without the adapter, and with it, in turns")
    parser.add_argument("--timers", action="store_true", help="how late the timer ends")
    parser.add_argument("--list", action="store_true", help="all names as one line of JSON")
    parser.add_argument("--verbose", action="store_true", help="errors with their traceback")
    by_hand = parser.add_argument_group("without --request")
    by_hand.add_argument("--set", metavar="NAME=VALUE", action="append", default=[],
                         help="a parameter of the scenario; may be repeated")
    by_hand.add_argument("--warmup", metavar="TIME", default="1s", help="default: %(default)s")
    by_hand.add_argument("--measure", metavar="TIME", default="1s", help="default: %(default)s")
    by_hand.add_argument("--repetitions", metavar="N", type=int, help="instead of --measure")
    by_hand.add_argument("--burden", metavar="SHARE", type=float,
                         help="processor time that is added to each unit of work, such as 0.1")
    by_hand.add_argument("--seed", type=int, default=1, help="of the delays that are drawn")
    return parser.parse_args(args)


def chosen(option, value, allowed):
    """The value, if it is one of those allowed. Raises UsageError."""
    if value not in allowed:
        given = f"unknown {option} {value!r}" if value else f"no {option}"
        raise UsageError(f"{given}. Type --{option} with one of: {', '.join(allowed)}.")
    return allowed[value]


def load_laws():
    """The laws and the planted adapters, which measuring does not need."""
    sys.dont_write_bytecode = True  # No __pycache__ among the sources.
    import laws
    return laws


def open_backend(arguments):
    """The adapter that is asked for. Raises Unavailable, ImportError."""
    if sys.version_info < (3, 11):
        raise Unavailable(f"needs Python 3.11 or later, this is {platform.python_version()}")
    on = BACKENDS[arguments.backend]()
    return on if arguments.plant is None else load_laws().PLANTED[arguments.plant].adapter(on)


def measure(arguments, request, tell):
    """Measures, and tells the report. Returns the exit code."""
    scenario = SCENARIOS[arguments.scenario]
    on = worker = None
    try:
        on = open_backend(arguments)
        on = on if request.get("burden") is None else Burdened(on)
        repetition = by_turns(arguments.backend) if arguments.hand else scenario.repetition
        worker = Worker(on, repetition, scenario.uses, request)
        worker.run()
        status, reason, code = "ok", None, GOOD
    except (ImportError, Unavailable) as e:
        status, reason, code = "unavailable", str(e), UNAVAILABLE
    except Exception as e:
        e = innermost(e)
        status, code = "failed", FAILED
        reason = str(e) if isinstance(e, Wrong) else f"{type(e).__name__}: {e}"
        traceback.print_exception(e)
    tell(report(arguments, request, status=status, reason=reason, on=on, worker=worker))
    return code


def check_laws(arguments, tell):
    """Checks the laws, and tells what each has seen. Returns the exit code."""
    laws = load_laws()
    verdict = {"report": 1, "status": "lawful"}
    for sentence in filter(lambda sentence: arguments.laws in sentence, laws.LAWS):
        seen = laws.broken(sentence, partial(open_backend, arguments))
        tell({"law": sentence, "broken": seen})
        if seen is not None and verdict["status"] == "lawful":
            verdict |= {"status": "failed", "reason": f'breaks the law "{sentence}": {seen}'}
    tell(verdict)
    return GOOD if verdict["status"] == "lawful" else FAILED


def run(arguments, tell):
    """Does what the command line says. Returns the exit code; raises UsageError."""
    if arguments.list:
        laws = load_laws()
        planted = {name: plant.law for name, plant in laws.PLANTED.items()}
        tell({"backends": list(BACKENDS), "scenarios": list(SCENARIOS), "laws": list(laws.LAWS),
              "planted": planted})
        return GOOD
    chosen("backend", arguments.backend, BACKENDS)
    chosen("scenario", arguments.scenario, SCENARIOS)
    if arguments.plant is not None:
        chosen("plant", arguments.plant, load_laws().PLANTED)
    if arguments.hand and arguments.scenario != "task_spawn":
        raise UsageError("--hand knows task_spawn only: leave out --scenario.")
    if arguments.laws is None and not arguments.timers:
        source = arguments.request
        request = read_request(source) if source else request_by_hand(arguments)
        return measure(arguments, request, tell)
    if arguments.request == "-":
        watch_parent()
    try:
        open_backend(arguments)
    except (ImportError, Unavailable) as e:
        tell({"report": 1, "status": "unavailable", "reason": str(e)})
        return UNAVAILABLE
    if arguments.timers:
        tell(timers(open_backend(arguments)))
        return GOOD
    return check_laws(arguments, tell)


def main():
    """Runs the command line. Nothing but JSON reaches stdout, whatever a library prints."""
    arguments = parse(sys.argv[1:])
    out, sys.stdout = sys.stdout, sys.stderr

    def tell(line):
        print(json.dumps(line, separators=(",", ":")), file=out, flush=True)

    try:
        return run(arguments, tell)
    except UsageError as e:
        if arguments.verbose:
            traceback.print_exc()
        print(f"worker.py: {e}", file=sys.stderr)
        return WRONG_USAGE
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    code = main()
    sys.stderr.flush()
    # A law that never ended is still running on a thread of its own.
    os._exit(code)
