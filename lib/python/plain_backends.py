"""The libraries of all backends as their users have them: the twin of
lib/backend/plain/PlainBackends.java."""

from anyio_adapter import AnyIO
from asyncio_adapter import Asyncio
from plain_asyncio import PlainAsyncio
from plain_scoped import PlainAnyIO, PlainTrio
from trio_adapter import Trio

KINDS = {Asyncio: PlainAsyncio, Trio: PlainTrio, AnyIO: PlainAnyIO}


def plain(adapter):
    """The library of an adapter as its users have it."""
    return KINDS[type(adapter)](adapter)
