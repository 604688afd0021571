"""`resume-builder serve`: the launcher. It starts the stores, then web workers, and ends both.

The stores belong to this process, never to a worker: workers come and go. What is set up here
reaches the workers through their environment.
"""

import argparse
import contextlib
import errno
import http.client
import os
import signal
import socket
import time
from collections.abc import Callable, Generator
from threading import Event, Thread
from typing import Any

from resume_builder.bootstrap import Settings, read_settings, verify_master_keys, verify_stores
from resume_builder.cli.companion import Companions
from resume_builder.cli.forward import Forwarder
from resume_builder.cli.output import DONE, USAGE, say_refusals
from resume_builder.domain.errors import DomainError, StoreUnavailable

TARGET = "resume_builder.web.app:create_worker_app"
_LOCALHOST = "localhost"
_V4 = "127.0.0.1"
# Enough that one slow file keeps nobody else waiting; pages are set one after the other anyway.
_THREADS = 8
_STOP_SECONDS = 5


class PortBusy(DomainError):
    """Something listens there. params: port, other (a port to try)."""

    code = "serve.port_busy"


class NoAddress(DomainError):
    """The address is none of this machine. params: host."""

    code = "serve.address"


class StoreAway(DomainError):
    """A store does not answer at the address that was given. params: store, variable."""

    code = "serve.store_away"


def configure(parser: argparse.ArgumentParser) -> None:
    """Add this command's arguments; what is left out comes from the environment."""
    parser.add_argument("--port", metavar="N", help="where to listen (default: 8000)")
    parser.add_argument(
        "--host", metavar="ADDRESS", help="what to listen on (default: localhost, IPv4 and IPv6)"
    )
    parser.add_argument(
        "--data", metavar="FOLDER", help="where work is kept (default: ~/.local/share/...)"
    )
    parser.add_argument("--workers", metavar="N", help="how many web processes (default: 1)")


def run(arguments: argparse.Namespace) -> int:
    """Serve until the process is told to stop; return the exit status."""
    given = {
        "RESUME_BUILDER_PORT": arguments.port,
        "RESUME_BUILDER_HOST": arguments.host,
        "RESUME_BUILDER_DATA": arguments.data,
        "RESUME_BUILDER_WORKERS": arguments.workers,
    }
    try:
        settings = read_settings(given)
    except DomainError as error:
        say_refusals("resume-builder serve", error)
        return USAGE
    check_port(settings.host, settings.port)
    verify_master_keys(settings)
    signal.signal(signal.SIGTERM, _interrupt)
    with _stores(settings) as urls:
        settings = settings.at(urls)
        _verify(settings)
        settings.hand_over()
        _serve(settings)
    return DONE


def check_port(host: str, port: int) -> None:
    """Raise PortBusy or NoAddress when the port cannot be listened on.

    The server shares its port among its workers, so it would share it with a stranger, too.
    """
    address = _address(host)
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((address, port))
        except OSError as error:
            if error.errno in (errno.EADDRINUSE, errno.EACCES):
                raise PortBusy(port=port, other=8080 if port < 1024 else port + 1) from None
            raise NoAddress(host=host) from None


def _verify(settings: Settings) -> None:
    """Raise StoreAway or StoreUnsafe unless the stores answer and keep what they acknowledge."""
    try:
        verify_stores(settings)
    except StoreUnavailable as error:
        store = str(error.params["store"])
        raise StoreAway(store=store, variable=f"{store.upper()}_REDIS_URL") from None


@contextlib.contextmanager
def _stores(settings: Settings) -> Generator[dict[str, str]]:
    """Run the embedded stores while the site runs, unless both are elsewhere."""
    if settings.session_redis_url and settings.auth_redis_url:
        yield {}
        return
    from resume_builder.adapters.valkey.supervisor import EmbeddedStores

    with EmbeddedStores(settings.data_folder) as stores:
        yield stores.urls


def _serve(settings: Settings) -> None:
    import multiprocessing

    from granian import Granian
    from granian.constants import HTTPModes, Interfaces
    from granian.log import LogLevels

    # A fork would copy the threads' locks in whatever state they are; a fresh process has none.
    multiprocessing.set_start_method("spawn", force=True)
    server = Granian(
        TARGET,
        address=_address(settings.host),
        port=settings.port,
        interface=Interfaces.WSGI,
        workers=settings.workers,
        blocking_threads=_THREADS,
        http=HTTPModes.http1,
        websockets=False,
        log_level=LogLevels.error,
        respawn_failed_workers=True,
        workers_kill_timeout=_STOP_SECONDS,
        factory=True,
    )
    forwarder = Forwarder(settings.port) if settings.host == _LOCALHOST else None
    if forwarder is not None:
        forwarder.start()
    # After the site, which somebody waits for.
    companions = Companions(("worker", "scheduler"))
    Thread(target=_say_when_ready, args=(settings, companions), daemon=True).start()
    _hear_in_any_thread(server.main_loop_interrupt)
    try:
        server.serve(target_loader=load_app)
    finally:
        companions.close()
        if forwarder is not None:
            forwarder.close()


def _hear_in_any_thread(interrupt: Event) -> None:
    """Wake the loop that waits for `interrupt` when this process is told to end.

    Python acts on a signal in the main thread alone. Now and then the system hands one to another
    thread, and a main thread that waits for an event is then not woken by it.
    """
    heard, told = os.pipe()
    os.set_blocking(told, False)
    signal.set_wakeup_fd(told, warn_on_full_buffer=False)

    def wake() -> None:
        while number := os.read(heard, 1):
            if number[0] in (signal.SIGTERM, signal.SIGINT):
                interrupt.set()

    Thread(target=wake, name="signals", daemon=True).start()


def load_app(target: str) -> Callable[..., Any]:
    """Return the site, in a worker: one that ends when its launcher is gone."""
    from granian._internal import load_target

    # Ctrl-C reaches every process of a terminal's group; only the launcher shall hear it, and stop
    # its workers in order. A worker that hears both takes the whole grace period to end.
    os.setpgid(0, 0)
    launcher = os.getppid()

    def watch() -> None:
        while os.getppid() == launcher:
            time.sleep(1)
        os.kill(os.getpid(), signal.SIGTERM)

    Thread(target=watch, name="launcher", daemon=True).start()
    return load_target(target, factory=True)


def _say_when_ready(settings: Settings, companions: Companions) -> None:
    """Print the address once the site and its stores answer; then start what stands beside it."""
    while not _is_ready(settings):
        time.sleep(0.05)
    print(settings.url, flush=True)
    companions.start()


def _is_ready(settings: Settings) -> bool:
    asked = http.client.HTTPConnection(_address(settings.host), settings.port, timeout=2)
    try:
        asked.request("GET", "/readyz")
        return asked.getresponse().status == 200
    except (OSError, http.client.HTTPException):
        return False
    finally:
        asked.close()


def _address(host: str) -> str:
    return _V4 if host == _LOCALHOST else host


def _interrupt(number: int, frame: object) -> None:
    del number, frame
    raise KeyboardInterrupt
