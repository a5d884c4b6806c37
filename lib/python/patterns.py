"""Eleven patterns of racing requests: the twin of lib/semantics/Patterns.java, which describes
them, and of lib/semantics/RaceClient.java. The server is lib/http/RaceServer.java."""

import hashlib
import json
import time
import uuid
from functools import partial
from time import perf_counter_ns
from urllib.parse import quote

from echo import address
from failures import Unsupported
from law import MS
from programs import Planned, failure_of, name, safe, unsafe

SECOND = 1_000 * MS
MANY = 10_000
REPORTS = 13  # After that many, the task has not been stopped.

PATTERNS = {}  # by id: number, and a function that makes the program of it from backend and client


def pattern(number, key):
    def add(program):
        PATTERNS[key] = number, program
        return program
    return add


def race(number, key, racers, path):
    """A pattern that is only a race."""
    pattern(number, key)(lambda on, client: on.race(racers, lambda _: client.racer(path)))


race(1, "race-two", 2, "/1")
race(2, "race-error", 2, "/2")
race(5, "race-status-2", 2, "/5")
race(6, "race-status-3", 3, "/6")


@pattern(3, "race-10000")
def many(on, client):
    allow_files(MANY + 100)
    return on.race(MANY, lambda _: client.racer("/3"))


def allow_files(number):
    """Lets this process open that many files, as a JVM does by itself. Raises Unsupported."""
    try:
        import resource
    except ImportError:  # There is no such limit.
        return
    soft, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    if most != resource.RLIM_INFINITY and most < number:
        raise Unsupported(f"{number:,} open files are needed; this system grants {most:,}")
    if soft != resource.RLIM_INFINITY and soft < number:
        resource.setrlimit(resource.RLIMIT_NOFILE, (number, most))


@pattern(4, "race-deadline")
def deadline(on, client):
    racer = client.racer("/4")
    return on.race(2, lambda i: racer if i else on.timeout(racer, SECOND))


@pattern(7, "race-hedge")
def hedge(on, client):
    racer = client.racer("/7")
    return on.race(2, lambda i: on.then(on.sleep(3 * SECOND), racer) if i else racer)


@pattern(8, "race-resources")
def resources(on, client):
    async def racer():
        opened = []
        await client.get("/8?open", lambda _, body: opened.append(body))()
        use, close = client.racer(f"/8?use={opened[0]}"), client.get(f"/8?close={opened[0]}")
        await on.closing(use, close)()
    return on.race(2, lambda _: racer)


@pattern(9, "race-collect")
def collect(on, client):
    letters = []

    def read(status, body):
        if status == 200:
            letters.append(body)
    requests = on.all(10, lambda _: client.get("/9", read))
    return on.then(requests, on.call(lambda: client.win(200, "".join(letters))))


@pattern(10, "race-compute")
def beside(on, client):
    own, load, seen, ended, last, late = uuid.uuid4(), Load(), [], [], [], []

    def step():
        if client.over:
            late.append("a step")
            raise Planned("nobody has cancelled the task")
        digest = b""
        for _ in range(100):
            digest = hashlib.sha512(digest).digest()
        last[:] = [perf_counter_ns()]
    request = client.get(f"/10?{own}", lambda *_: ended.append(perf_counter_ns()))
    computed = on.race(2, lambda i: on.computing(step) if i else request)

    def read(*answer):
        seen[:] = answer

    async def reports():
        for _ in range(REPORTS):
            await on.sleep(SECOND)()
            await client.get(f"/10?{own}={load.share():.3f}", read)()
            if seen[0] != 302:
                return client.win(*seen)

    async def stopped():
        if not last or not ended:
            return False, "the request did not end beside a task"
        # On a busy machine, the load of a task that goes on may look low to the server.
        await on.sleep(SECOND)()
        if late:
            return False, "the task was never stopped"
        return True, f"the task was stopped after {max(0, (last[0] - ended[0]) / MS):.1f} ms"
    client.more = stopped
    return on.all(2, lambda i: reports if i else computed)


@pattern(11, "race-nested")
def nested(on, client):
    racer = client.racer("/11")
    inner = on.race(2, lambda _: racer)
    return on.race(2, lambda i: on.then(on.sleep(200 * MS), racer) if i else inner)


class Load:
    """The processor time that this process has taken since the last call, as a share of one
    processor, at most 1."""

    def __init__(self):
        self._wall, self._cpu = perf_counter_ns(), time.process_time_ns()

    def share(self):
        wall, cpu = perf_counter_ns(), time.process_time_ns()
        share = (cpu - self._cpu) / (wall - self._wall)
        self._wall, self._cpu = wall, cpu
        return min(1, share)


class Client:
    """Requests as operations of a library, over its own sockets, and the verdict of the server."""

    def __init__(self, on, server):
        self._on = on
        self._server = address(server)
        self._answer = "none"
        self.over = False
        self._late = 0  # what losers still did
        self.more = None  # further evidence

    def get(self, path, read=lambda status, body: None):
        """A request, and then code that sees status and body of its answer."""
        return self._on.get(*self._server, path, partial(self._read, read))

    def _read(self, read, status, body):
        self._late += self.over
        read(status, body.decode())

    def racer(self, path):
        """A request that wins with status 200 and fails with anything else."""
        return self.get(path, self.win)

    def win(self, status, body):
        """Takes the body of a good answer for the answer of the pattern."""
        if status != 200:
            raise Planned(f"status {status}")
        self._answer = body

    async def run(self, number, program):
        """Runs the program of a pattern and asks the server."""
        running = self._on.start(program)
        failure = await failure_of(running)
        self.over = True
        got = name(failure) if failure else self._answer
        said = []
        await self._on.get(*self._server, f"/verdict?n={number}&got={quote(got)}",
                           lambda *answer: said.extend(answer))()
        status, body = said
        if status == 200:
            return await self._said(json.loads(body))
        # Another server, which has only answers.
        evidence = f"the answer is '{got}'"
        return safe("passed", evidence) if got == "right" else unsafe("failed", evidence)

    async def _said(self, verdict):
        passed, evidence = verdict["passed"], []
        if not passed:
            evidence.append(verdict["words"])
        closed = verdict["losers"] - verdict["connections_open"]
        last = f"{verdict['closed_last_ms']:.1f} ms"
        if closed == 1:
            evidence.append(f"the loser closed after {last}")
        elif closed:
            evidence.append(f"{closed:,} losers closed after {verdict['closed_median_ms']:.1f} ms"
                            f" (median), {last} (last)")
        if self._late:
            evidence.append(f"steps that losers took after the race: {self._late}")
        if self.more:
            right, more = await self.more()
            passed = passed and right
            evidence.append(more)
        text = "; ".join(evidence) or "the server found no fault"
        return safe("passed", text) if passed else unsafe("failed", text)


async def ask(key, server, on, lost):
    """Runs a pattern by its id."""
    number, program = PATTERNS[key]
    client = Client(on, server)
    return await client.run(number, program(on, client))
