"""The refresh as the worker does it: over real stores, and over what the fetcher gives."""

import json
from codecs import BOM_UTF8
from pathlib import Path

import pytest

from resume_builder.adapters.catalogue.prices import PackagedPrices, PriceFeed
from resume_builder.adapters.redis import keys
from resume_builder.adapters.redis.store import Store
from resume_builder.bootstrap import build, read_settings
from resume_builder.bootstrap.catalogue import getter
from resume_builder.bootstrap.jobs import RECURRING, opened_works
from resume_builder.features.catalogue.errors import SourceUnreachable
from resume_builder.features.catalogue.refresh import REFRESH
from resume_builder.features.postings.errors import PageUnreachable
from resume_builder.features.postings.ports import Fetched

pytestmark = pytest.mark.seam


def test_the_job_keeps_what_comes_with_the_program(
    store_urls: dict[str, str], tmp_path: Path
) -> None:
    """The site then reads it from the store, and loads no library."""
    settings = read_settings({"RESUME_BUILDER_DATA": str(tmp_path)}).at(store_urls)
    auth = Store(store_urls["auth"], "auth")
    auth.call("DEL", keys.CATALOGUE.of())
    with opened_works(settings) as works:
        works[REFRESH]("")
    services = build(settings)
    kept = services.catalogues.store.get()
    services.close()
    auth.call("DEL", keys.CATALOGUE.of())
    auth.close()
    assert REFRESH in dict(RECURRING)
    assert kept is not None
    assert kept.package == PackagedPrices().version()
    assert [one.listing for one in kept.vendors] == [*PackagedPrices().listings()]


def test_a_page_that_comes_with_a_mark_of_its_encoding_is_json_all_the_same() -> None:
    """The fetcher marks text that is no plain ASCII."""
    model = {"id": "gpt-9", "name": "Nóva", "prices": {"input_mtok": 1, "output_mtok": 2}}
    data = json.dumps([{"id": "openai", "models": [model]}], ensure_ascii=False).encode()
    get = getter(lambda url: Fetched(BOM_UTF8 + data, "page.txt"))
    assert PriceFeed(get).fetch().listings[0].models[0].name == "Nóva"


def test_what_the_fetcher_cannot_bring_is_a_source_that_is_away() -> None:
    def nowhere(url: str) -> Fetched:
        raise PageUnreachable

    with pytest.raises(SourceUnreachable) as told:
        PriceFeed(getter(nowhere)).fetch()
    assert told.value.params == {"source": "raw.githubusercontent.com"}
