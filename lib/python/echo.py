"""What `http_echo` requests from a server, and how it checks the answers."""

from collections import Counter
from contextlib import asynccontextmanager
from functools import partial
from time import perf_counter_ns

from failures import UsageError, Wrong, innermost
from wire import TIMEOUT_S


class Echo:
    """Requests to an echo server, each with a body of its own, their answers, and what the server
    has counted: the twin of lib/scenario/Echo.java."""

    def __init__(self, on, client, server, connections, body):
        self._on = on
        self._server = server
        self._connections = connections
        self._body = body
        self._asks = on.socket(*address(server))
        self._client = on.http(client, *address(server), connections)
        self._sent = perf_counter_ns() << 16
        self._failures = Counter()

    @classmethod
    @asynccontextmanager
    async def open(cls, on, *, client, server, connections, body, **_):
        """What `http_echo` uses, for all of its repetitions. Raises Wrong without a server,
        Unsupported or ImportError without a client."""
        echo = cls(on, client, server, connections, body)
        try:
            echo._accepted, _ = await echo._counts()
            yield {"echo": echo}
        finally:
            await echo._client.close()
            await echo._asks.close()

    async def measure(self, record, program):
        """Measures a program of requests, and then checks the outcome of each. Raises Wrong."""
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
        if accepted - self._accepted > 2 * self._connections:  # As many as the JVM's pools need.
            raise Wrong(f"the server accepted {accepted - self._accepted:,} connections where"
                        f" {self._connections:,} are to be kept alive")

    def exchange(self, connection, tell):
        """Sends one request and reports how long it took."""
        self._sent += 1
        # Digits of the golden ratio, so that neighbouring bodies differ in most of their bytes.
        unique = (self._sent * 0x9E3779B97F4A7C15 % 2**64).to_bytes(8, "little")
        body = (unique * (self._body // 8 + 1))[:self._body]
        return self._on.timed(partial(self._post, connection, body), tell)

    async def _post(self, connection, body):
        """A request that fails also ends normally, so that it stops no other."""
        try:
            status, answer = await self._client.post(connection, body)
            failed = f"status {status}" if status != 200 else (
                answer != body and "another body than the one that was sent")
        except Exception as e:
            failed = reason(e)
        if failed:
            self._failures[failed] += 1

    async def _counts(self):
        """How many connections the server has accepted so far, and how many requests it has
        answered."""
        try:
            status, said = await self._asks.exchange("GET /counts", b"")
            if status != 200:
                raise ValueError(f"it answered with status {status}")
            connections, echoes = map(int, said.split())
        except Exception as e:
            raise Wrong(f"no echo server at {self._server}: {reason(e)}") from e
        return connections, echoes


def reason(failure):
    """Why a request failed: the exception inside of the library's own exception, if there is
    one."""
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
    return host.removeprefix("[").removesuffix("]"), int(port)
