"""The bytes that reach the site: carried from a port of our own to the site's, and recorded.

A browser is told by `flags` to dial this port whenever it means the site, under whichever name. So
nothing that it sends can miss the recording, whichever part of it sends it; and the addresses that
pages see stay what they are.
"""

import asyncio
import contextlib
import re
import socket
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from threading import Lock, Thread

from tests.traffic.secrets import longest

_PIECE = 64 * 1024
_REQUEST = re.compile(rb"(?:GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS) [^ \r\n]+ HTTP/1\.1\r\n")
Carrier = Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]
# Under these names a page of the site may be called.
_NAMES = ("localhost", "*.localhost", "127.0.0.1", "[::1]")


@dataclass
class Wire:
    """What came, one stream of bytes a connection. `port` is ours, `site` the site's."""

    port: int
    site: int
    streams: list[bytearray] = field(default_factory=list[bytearray])
    # How much of each stream was taken.
    _taken: list[int] = field(default_factory=list[int])
    _lock: Lock = field(default_factory=Lock)

    def rules(self) -> list[str]:
        """The rules of --host-resolver-rules by which a browser comes this way."""
        return [f"MAP {name}:{self.site} 127.0.0.1:{self.port}" for name in _NAMES]

    def stream(self) -> bytearray:
        """Begin the record of a connection."""
        with self._lock:
            self.streams.append(bytearray())
            self._taken.append(0)
            return self.streams[-1]

    def take(self) -> list[tuple[bytes, int, int]]:
        """What came on each connection since the last time: (bytes, how many are new, requests).

        The bytes begin earlier by what a secret could have been cut by.
        """
        with self._lock:
            news = [
                (number, taken, len(stream))
                for number, (stream, taken) in enumerate(
                    zip(self.streams, self._taken, strict=True)
                )
                if len(stream) > taken
            ]
            for number, _, length in news:
                self._taken[number] = length
        return [self._since(number, taken, length) for number, taken, length in news]

    def _since(self, number: int, taken: int, length: int) -> tuple[bytes, int, int]:
        data = bytes(self.streams[number][max(0, taken - longest()) : length])
        before = len(data) - (length - taken)
        # A line of a request is counted where it ends.
        requests = sum(hit.end() > before for hit in _REQUEST.finditer(data))
        return data, length - taken, requests


@contextmanager
def recording_wire(site: int) -> Iterator[Wire]:
    """Carry connections to the site's port until the block ends."""
    listening = socket.create_server(("127.0.0.1", 0))
    wire = Wire(listening.getsockname()[1], site)
    loop, over = asyncio.new_event_loop(), asyncio.Event()

    async def serve() -> None:
        server = await asyncio.start_server(_carrier(wire), sock=listening)
        await over.wait()
        server.close()

    def run() -> None:
        with asyncio.Runner(loop_factory=lambda: loop) as runner:
            runner.run(serve())

    thread = Thread(target=run, name="the recording wire", daemon=True)
    thread.start()
    try:
        yield wire
    finally:
        loop.call_soon_threadsafe(over.set)
        thread.join()


def _carrier(wire: Wire) -> Carrier:
    async def carry(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        record = wire.stream()
        with contextlib.suppress(OSError):
            back, up = await asyncio.open_connection("127.0.0.1", wire.site)
            await asyncio.gather(_pipe(reader, up, record), _pipe(back, writer, None))
        writer.close()

    return carry


async def _pipe(
    reader: asyncio.StreamReader, writer: asyncio.StreamWriter, record: bytearray | None
) -> None:
    try:
        while piece := await reader.read(_PIECE):
            if record is not None:
                record += piece
            writer.write(piece)
            await writer.drain()
    except OSError:
        pass
    finally:
        writer.close()
