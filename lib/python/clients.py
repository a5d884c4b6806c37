"""The HTTP clients that users of Python's libraries take. Each has a pool of connections."""

from wire import TIMEOUT_S, authority


class Aiohttp:
    """aiohttp, for asyncio on any loop. Follows docs.aiohttp.org/en/stable/client_quickstart.html."""

    def __init__(self, host, port, connections):
        """Raises ImportError if aiohttp is missing."""
        import aiohttp
        self._url = f"http://{authority(host, port)}/echo"
        self._session = aiohttp.ClientSession(
            connector=aiohttp.TCPConnector(limit=connections, keepalive_timeout=TIMEOUT_S),
            timeout=aiohttp.ClientTimeout(total=TIMEOUT_S))

    async def post(self, connection, body):
        async with self._session.post(self._url, data=body) as response:
            return response.status, await response.read()

    async def close(self):
        await self._session.close()


class Httpx:
    """httpx, for trio and anyio. Follows www.python-httpx.org/async."""

    def __init__(self, host, port, connections):
        """Raises ImportError if httpx is missing."""
        import httpx
        self._url = f"http://{authority(host, port)}/echo"
        # No proxy from the environment is used, because the server is local.
        self._client = httpx.AsyncClient(
            limits=httpx.Limits(
                max_connections=connections, max_keepalive_connections=connections,
                keepalive_expiry=None),
            timeout=TIMEOUT_S, trust_env=False)

    async def post(self, connection, body):
        response = await self._client.post(self._url, content=body)
        return response.status_code, response.content

    async def close(self):
        await self._client.aclose()
