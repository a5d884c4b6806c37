"""Hand-written HTTP: what the sockets of the adapters share."""

import re

TIMEOUT_S = 10  # after which a request has failed


def authority(host, port):
    """Host and port as they stand in a URI: an IPv6 address in brackets."""
    return f"[{host}]:{port}" if ":" in host else f"{host}:{port}"


class Http:
    """One connection to an HTTP/1.1 server, with the part of RFC 9112 that this needs: the twin of
    Wire.java. The first request opens the connection, and it is kept alive. A library's client adds
    `_ask`: how to connect, send and receive."""

    HEAD = re.compile(rb"HTTP/1\.\d (\d{3})\b.*?\r\nContent-Length:[ \t]*(\d+)", re.I | re.S)

    def __init__(self, library, host, port):
        self._library = library
        self._address = host, port
        self._host = f"HTTP/1.1\r\nHost: {authority(host, port)}\r\nContent-Length:"
        self._stream = None

    async def exchange(self, line, body):
        """Returns the status and the body of the answer. Any error is raised and ends the
        connection; the next request opens another one. `line`: as in `POST /echo`."""
        try:
            return await self._ask(f"{line} {self._host} {len(body)}\r\n\r\n".encode() + body)
        except BaseException:
            await self.close()
            raise

    @staticmethod
    async def answer(receive):
        """Reads the answer from the next pieces, whatever their sizes."""
        got = bytearray()
        while piece := await receive():
            got += piece
            body = got.find(b"\r\n\r\n") + 4
            if body > 3:
                head = Http.HEAD.match(got, 0, body)
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


class Sockets:
    """A hand-written client, with a place for each connection."""

    def __init__(self, kept):
        self._kept = kept

    async def post(self, connection, body):
        return await self._kept[connection].exchange("POST /echo", body)

    async def close(self):
        for one in self._kept:
            await one.close()
