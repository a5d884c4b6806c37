"""The backends of Python: the twin of lib/backend/Backends.java."""

from functools import partial

from anyio_adapter import AnyIO
from asyncio_adapter import Asyncio
from trio_adapter import Trio

BACKENDS = {
    "asyncio": Asyncio,
    "asyncio-uvloop": partial(Asyncio, uvloop=True),
    "trio": Trio,
    "anyio-asyncio": partial(AnyIO, "asyncio"),
    "anyio-trio": partial(AnyIO, "trio"),
    "anyio-uvloop": partial(AnyIO, "uvloop"),
}
