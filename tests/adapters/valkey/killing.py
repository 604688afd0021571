"""Writes to a store, kills it in the middle, and tells what was lost."""

import os
import signal
import time
from dataclasses import dataclass, field
from pathlib import Path
from threading import Event, Thread
from typing import cast

from resume_builder.adapters.redis.store import Store
from resume_builder.adapters.valkey import probe
from resume_builder.adapters.valkey.folder import socket_path
from resume_builder.adapters.valkey.supervisor import EmbeddedStores
from resume_builder.domain.errors import StoreUnavailable

WRITERS = 4


@dataclass
class Writer:
    """Writes numbers one after the other, and notes each that was acknowledged, with its time."""

    name: str
    url: str
    stop: Event
    acknowledged: list[tuple[float, int]] = field(default_factory=list)

    def run(self) -> None:
        store = Store(self.url, self.name)
        number = 0
        while not self.stop.is_set():
            number += 1
            try:
                store.call("SET", f"{self.name}:{number}", "x" * 200)
            except StoreUnavailable:
                time.sleep(0.005)
                continue
            self.acknowledged.append((time.monotonic(), number))
        store.close()


def kill_while_writing(
    folder: Path, name: str, *, loss_seconds: float, kills: int, pause: float = 0.2
) -> tuple[list[str], int]:
    """Return the keys that were lost though they were to be kept, and how many were answered."""
    stop, killed = Event(), []
    with EmbeddedStores(folder) as stores:
        url, path = stores.urls[name], socket_path(folder, name)
        writers = [Writer(f"w{number}", url, stop) for number in range(WRITERS)]
        threads = [Thread(target=writer.run) for writer in writers]
        for thread in threads:
            thread.start()
        for number in range(kills):
            time.sleep(pause + 0.05 * (number % 8))
            pid = probe.process_id(path)
            assert pid is not None
            os.kill(pid, signal.SIGKILL)
            killed.append(time.monotonic())
            while probe.process_id(path) == pid or probe.state(path) != "ready":
                time.sleep(0.005)
        stop.set()
        for thread in threads:
            thread.join()
        answered = [(at, f"{w.name}:{n}") for w in writers for at, n in w.acknowledged]
        # An answer that was on its way at the kill is noted a moment after it.
        risky = [
            key
            for at, key in answered
            if any(kill - loss_seconds < at < kill + 0.1 for kill in killed)
        ]
        excused = set(risky) if loss_seconds else set()
        store = Store(url, name)
        kept = {key.decode() for key in cast("list[bytes]", store.call("KEYS", "w*"))}
        store.close()
    fine = kept | excused
    return sorted(key for _, key in answered if key not in fine), len(answered)
