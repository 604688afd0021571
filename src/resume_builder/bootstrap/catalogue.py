"""The catalogue's refresh: public lists over the project's own safe fetcher."""

from codecs import BOM_UTF8
from collections.abc import Callable, Sequence
from urllib.parse import urlsplit

from resume_builder.adapters.catalogue.prices import PackagedPrices
from resume_builder.adapters.system import now
from resume_builder.config import Settings
from resume_builder.domain.errors import DomainError
from resume_builder.features.catalogue.errors import SourceUnreachable
from resume_builder.features.catalogue.kept import Kept
from resume_builder.features.catalogue.ports import CatalogueStore, Source
from resume_builder.features.catalogue.refresh import Refresh
from resume_builder.features.postings.ports import PageFetcher


def make_refresh(store: CatalogueStore, *, fetch: bool) -> Refresh:
    """Return what refreshes the catalogue; without `fetch`, from the packaged lists alone."""
    return Refresh(store, PackagedPrices(), _sources() if fetch else (), now)


def refresh_catalogue(settings: Settings) -> Kept:
    """Refresh the catalogue of the stores that settings name; return what is kept then.

    Raises StoresNotNamed, StoreUnavailable, StoreFull, VersionConflict.
    """
    from resume_builder.adapters.redis.catalogue import RedisCatalogue
    from resume_builder.adapters.redis.servers import RedisServers

    session_url, auth_url = settings.store_urls()
    servers = RedisServers(session_url=session_url, auth_url=auth_url)
    try:
        return make_refresh(RedisCatalogue(servers.auth), fetch=settings.fetch_prices)()
    finally:
        servers.close()


def _sources() -> Sequence[Source]:
    """Return the public lists. The later one knows its own models best."""
    from resume_builder.adapters.catalogue.openrouter import OpenRouterList
    from resume_builder.adapters.catalogue.prices import PriceFeed
    from resume_builder.adapters.fetch import WebPages

    # The addresses are fixed, and what stands there leads nowhere else.
    get = getter(WebPages(redirects=0, why="prices, a few times a day"))
    return PriceFeed(get), OpenRouterList(get)


def getter(pages: PageFetcher) -> Callable[[str], bytes]:
    """Return what gets the bytes at an address; it raises SourceUnreachable."""

    def get(url: str) -> bytes:
        try:
            # A page of text is given with a mark of its encoding, which JSON has none of.
            return pages(url).data.removeprefix(BOM_UTF8)
        except DomainError as error:
            raise SourceUnreachable(source=urlsplit(url).hostname or "") from error

    return get
