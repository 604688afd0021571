"""The stores for a command that is no server: those named, those of a running site, or our own."""

import contextlib
from collections.abc import Generator
from dataclasses import replace

from resume_builder.bootstrap import Settings


@contextlib.contextmanager
def with_stores(settings: Settings) -> Generator[Settings]:
    """Give the settings with the addresses of stores that answer, while the block runs.

    Raises NotStarted and the other errors of embedded stores.
    """
    if settings.session_redis_url and settings.auth_redis_url:
        yield settings
        return
    from resume_builder.adapters.valkey.errors import FolderInUse
    from resume_builder.adapters.valkey.supervisor import EmbeddedStores, addresses

    with contextlib.ExitStack() as stack:
        try:
            urls = stack.enter_context(EmbeddedStores(settings.data_folder)).urls
        except FolderInUse:
            # A site runs on this folder: its stores take one more client.
            urls = addresses(settings.data_folder)
        yield replace(
            settings,
            session_redis_url=settings.session_redis_url or urls["session"],
            auth_redis_url=settings.auth_redis_url or urls["auth"],
        )
