"""What several areas of tests share."""

import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from resume_builder.adapters.valkey.supervisor import EmbeddedStores


@pytest.fixture(scope="session")
def store_urls() -> Iterator[dict[str, str]]:
    """Two real servers for the whole run, in a folder of their own: {"session", "auth"}."""
    with (
        tempfile.TemporaryDirectory(prefix="stores-") as folder,
        EmbeddedStores(Path(folder)) as stores,
    ):
        yield stores.urls
