"""What the adapters share: the operations that need no library, and programs that a scope
cancels."""

from functools import partial, wraps
from time import perf_counter_ns

from failures import Unsupported, innermost
from wire import Sockets

CLIENTS = ("own", "same", "wire")


def operation(function):
    """Turns an async function into a function that returns an operation: the same call, to be made
    later.

    A partial of a partial runs no Python code when it is called, and its result is gone as soon as
    the coroutine exists. A closure would live as long as the task and give the garbage collector
    half a dozen more objects. A program without an adapter does not have that cost."""
    return staticmethod(partial(partial, function))


def method_operation(function):
    """The same for an async method."""
    def method(self, *args):
        return partial(function, self, *args)
    return wraps(function)(method)


class Coroutines:
    """What all libraries of coroutines share. The laws are those of lib/backend/Backend.java.

    An operation is an async function without arguments. It describes work; nothing happens before
    `start`. An adapter adds `sleep`, `all`, `start`, `run`, its cancellation exception, the class
    of its own client (`client`), and `socket`, which makes one connection to a host and port.
    """

    parallelism = 1  # how many operations can run at the same instant

    @operation
    async def call(action):
        """Runs user code inside the operation. If the code raises, the operation fails with that
        exception."""
        action()

    @operation
    async def timed(operation, tell):
        """Reports once how many nanoseconds the operation took. Reports nothing if it failed or was
        cancelled."""
        start = perf_counter_ns()
        await operation()
        tell(perf_counter_ns() - start)

    @operation
    async def after(operation, code, value):
        """Runs the operation and then some code, which is given a value. The code runs exactly once
        if the operation finished, and never if it failed or was cancelled."""
        await operation()
        code(value)

    @operation
    async def repeat(times, operation):
        """Runs `operation(0)` to `operation(times - 1)` one after another. It asks for each when
        the previous one has ended. The first failure or cancellation ends it."""
        for i in range(times):
            await operation(i)()

    @operation
    async def then(first, second):
        """Runs two operations one after the other."""
        await first()
        await second()

    @method_operation
    async def on_cancel(self, operation, teardown):
        """Runs `teardown` exactly once if the operation was started and is cancelled. The teardown
        runs before the wait for the operation returns."""
        try:
            await operation()
        except self.cancelled():
            teardown()
            raise

    def http(self, client, host, port, connections):
        """A client of an HTTP server on that many connections, which are kept. It has
        `status, body = await post(connection, body)` and `await close()`. `client` is own, from a
        library that users take, or wire, written by hand. Raises Unsupported, or ImportError if the
        client's library is missing."""
        if client == "same":
            raise Unsupported("the JDK's HTTP client is one of Java")
        if client == "own":
            return self.client(host, port, connections)
        return Sockets([self.socket(host, port) for _ in range(connections)])


class ScopedProgram:
    """A running program of a library that cancels by scopes: trio and anyio.

    A scope belongs to the task that enters it. The program is therefore a task of `nursery`.
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
