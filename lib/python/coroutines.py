"""What the adapters share: the operations that need no library, and programs that are cancelled by
a scope."""

from functools import partial, wraps
from time import perf_counter_ns

from failures import Unsupported, innermost
from wire import Sockets

CLIENTS = ("own", "same", "wire")


def operation(function):
    """Makes an async function one that returns an operation: the same call, still to come.

    A partial of a partial runs no code of Python when it is called, and what it returns is gone as
    soon as the coroutine exists. A closure would live as long as the task and give the garbage
    collector half a dozen more objects, a cost that a program without adapter does not have."""
    return staticmethod(partial(partial, function))


def method_operation(function):
    """The same of an async method."""
    def method(self, *args):
        return partial(function, self, *args)
    return wraps(function)(method)


class Coroutines:
    """What all libraries of coroutines share, and the laws of lib/backend/Backend.java.

    An operation is an async function without arguments. It describes work; nothing happens before
    `start`. An adapter adds `sleep`, `all`, `start`, `run`, its exception of cancellation, the class
    of its own client (`client`), and `socket`, which makes one connection, of host and port.
    """

    parallelism = 1  # how many operations can run at the same instant

    @operation
    async def call(action):
        """Runs user code inside the operation. An exception is the failure of the operation."""
        action()

    @operation
    async def timed(operation, tell):
        """Tells, once, how many nanoseconds the operation took; never if it failed or was
        cancelled."""
        start = perf_counter_ns()
        await operation()
        tell(perf_counter_ns() - start)

    @operation
    async def after(operation, code, value):
        """Runs the operation and then some code of a value, exactly once if the operation finished,
        never if it failed or was cancelled."""
        await operation()
        code(value)

    @operation
    async def repeat(times, operation):
        """Runs `operation(0)` to `operation(times - 1)`, asking for each when the one before has
        ended. The first failure or cancellation ends it."""
        for i in range(times):
            await operation(i)()

    @operation
    async def then(first, second):
        """One operation after another."""
        await first()
        await second()

    @method_operation
    async def on_cancel(self, operation, teardown):
        """Runs `teardown` exactly once if the operation was started and is cancelled, before
        whoever awaits it returns."""
        try:
            await operation()
        except self.cancelled():
            teardown()
            raise

    def http(self, client, host, port, connections):
        """A client of an HTTP server: `status, body = await post(connection, body)` on so many
        connections, which are kept, and `await close()`. `client`: own, of a library that its users
        take, or wire, written by hand. Raises Unsupported, or ImportError if its library is
        missing."""
        if client == "same":
            raise Unsupported("the JDK's HTTP client is one of Java")
        if client == "own":
            return self.client(host, port, connections)
        return Sockets([self.socket(host, port) for _ in range(connections)])


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
