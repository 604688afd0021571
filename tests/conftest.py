"""What several areas of tests share."""

import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from resume_builder.adapters.valkey.supervisor import EmbeddedStores
from tests.browsers import launch
from tests.vendors.fixtures import vendors, vendors_running

__all__ = ["launch", "store_urls", "vendors", "vendors_running"]

# How long an example takes says how busy the machine is.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")
# No site that a test starts asks anybody for prices.
os.environ["RESUME_BUILDER_FETCH_PRICES"] = "no"


@pytest.fixture(scope="session")
def store_urls() -> Iterator[dict[str, str]]:
    """Two real servers for the whole run, in a folder of their own: {"session", "auth"}."""
    with (
        tempfile.TemporaryDirectory(prefix="stores-") as folder,
        EmbeddedStores(Path(folder)) as stores,
    ):
        yield stores.urls
