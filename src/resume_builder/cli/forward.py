"""Lets `::1` reach a server that listens on 127.0.0.1, so that `localhost` works either way.

The server binds one address. Bytes of connections to the other one are carried over, both ways.
"""

import asyncio
import contextlib
import socket
from threading import Thread

_PIECE = 64 * 1024


class Forwarder:
    """Carries connections from `[::1]:port` to `127.0.0.1:port` in a thread of its own."""

    def __init__(self, port: int) -> None:
        self._port = port
        self._loop = asyncio.new_event_loop()
        self._closing = asyncio.Event()
        self._thread: Thread | None = None

    def start(self) -> bool:
        """Start listening; False where the machine has no `::1`, or it is taken."""
        try:
            listening = socket.socket(socket.AF_INET6, socket.SOCK_STREAM)
        except OSError:
            return False
        try:
            listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            listening.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 1)
            listening.bind(("::1", self._port))
            listening.listen(128)
        except OSError:
            listening.close()
            return False
        self._thread = Thread(target=self._run, args=(listening,), name="forward ::1", daemon=True)
        self._thread.start()
        return True

    def close(self) -> None:
        """Stop listening, and drop what is open."""
        if self._thread is not None:
            self._loop.call_soon_threadsafe(self._closing.set)
            self._thread.join()
            self._thread = None

    def _run(self, listening: socket.socket) -> None:
        with asyncio.Runner(loop_factory=lambda: self._loop) as runner:
            runner.run(self._listen(listening))

    async def _listen(self, listening: socket.socket) -> None:
        server = await asyncio.start_server(self._carry, sock=listening)
        await self._closing.wait()
        server.close()

    async def _carry(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with contextlib.suppress(OSError):
            up_reader, up_writer = await asyncio.open_connection("127.0.0.1", self._port)
            await asyncio.gather(_pipe(reader, up_writer), _pipe(up_reader, writer))
        writer.close()


async def _pipe(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    try:
        while piece := await reader.read(_PIECE):
            writer.write(piece)
            await writer.drain()
    except OSError:
        pass
    finally:
        writer.close()
