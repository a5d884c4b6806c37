"""A library as its users have it: the twin of lib/backend/Plain.java."""

from contextvars import ContextVar

from coroutines import method_operation
from failures import Unsupported
from wire import authority


class Plain:
    """The operations of the scenarios are those of the adapter, without what the adapter adds: a
    failure arrives in the exception groups that the library puts around it. In addition, there are
    the operations that not every library has. Each is the library's own, with the library's own
    rule of what happens to work that nobody needs any more.

    A library of coroutines adds `start`, `timeout`, `race`, `shield`, `channel`, `limiter`,
    `stream`, `closing`, `computing` and `connection`; what it lacks raises Unsupported.
    """

    def __init__(self, good):
        self.good = good

    def __getattr__(self, name):
        return getattr(self.good, name)

    def detach(self, operation):
        """Starts the operation as a task of its own, whose handle is dropped, and ends at once."""
        raise Unsupported("each task has a scope that waits for it")

    def listen(self, lost):
        """Installs a listener in the place that the library has for failures that reach nobody."""
        raise Unsupported("a failure always reaches the scope of its task")

    @method_operation
    async def caught(self, operation, seen):
        """Runs the operation. If it fails, hands the failure over, and then finishes well. A
        cancellation is no failure and passes."""
        try:
            await operation()
        except Exception as failure:
            seen(failure)

    @method_operation
    async def swallow(self, operation, seen):
        """Runs the operation. If it is cancelled, hands the exception over and goes on as if the
        operation had finished well."""
        try:
            await operation()
        except self.cancelled() as cancellation:
            seen(cancellation)

    def local(self):
        """A value that goes with the flow of a program: `contextvars`."""
        return Local()

    @method_operation
    async def get(self, host, port, path, answer):
        """Sends a GET on a connection of its own, which is closed however the operation ends. Hands
        over the status and the body of the answer."""
        async with self.connection(host, port) as stream:
            head = f"Host: {authority(host, port)}\r\nConnection: close\r\n\r\n"
            answer(*await stream.ask(f"GET {path} HTTP/1.1\r\n{head}".encode()))


class Local:
    """A value of the context."""

    def __init__(self):
        self._variable = ContextVar("local", default=None)

    @method_operation
    async def holding(self, value, operation):
        """Runs the operation with the value."""
        before = self._variable.set(value)
        try:
            await operation()
        finally:
            self._variable.reset(before)

    @method_operation
    async def read(self, reader):
        """Hands over the value in this place, None if there is none."""
        reader(self._variable.get())


class Limiter:
    """Lets a number of operations run at the same time. `permits`: of the library, used by `async
    with`."""

    def __init__(self, permits):
        self._permits = permits

    @method_operation
    async def within(self, operation):
        """Waits for a permit, runs the operation, and gives the permit back, however the operation
        ends."""
        async with self._permits:
            await operation()


class Channel:
    """A channel between tasks, of two functions of the library."""

    def __init__(self, put, take):
        self._put = put
        self._take = take

    @method_operation
    async def send(self, message):
        """Sends a message. It ends when the channel or a receiver has taken the message."""
        await self._put(message)

    @method_operation
    async def receive(self, receiver):
        """Waits for a message and hands it over."""
        receiver(await self._take())
