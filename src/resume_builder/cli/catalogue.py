"""`resume-builder catalogue`: the models that the site offers, and what to know of its lists."""

import argparse
from collections.abc import Iterable

from resume_builder.adapters.data.messages import local_messages
from resume_builder.adapters.system import now
from resume_builder.bootstrap import Services, Settings, build, read_settings, refresh_catalogue
from resume_builder.cli.output import DONE, SOME_FAILED, USAGE, say, say_refusals
from resume_builder.cli.running import with_stores
from resume_builder.domain.catalogue.model import VENDORS, Model
from resume_builder.domain.catalogue.prices import price_on
from resume_builder.domain.errors import DomainError
from resume_builder.features.catalogue.kept import Note
from resume_builder.features.catalogue.service import Catalogue, Offer


def configure(parser: argparse.ArgumentParser) -> None:
    """Add this command's arguments."""
    parser.add_argument(
        "what",
        choices=["show", "refresh", "notes"],
        help="show: models and prices; refresh: fetch the lists now; notes: what refreshes said",
    )
    parser.add_argument(
        "--data", metavar="FOLDER", help="where work is kept (default: ~/.local/share/...)"
    )


def run(arguments: argparse.Namespace) -> int:
    """Show, refresh, or tell the notes; return the exit status."""
    try:
        settings = read_settings({"RESUME_BUILDER_DATA": arguments.data})
    except DomainError as error:
        say_refusals("resume-builder catalogue", error)
        return USAGE
    with with_stores(settings) as found:
        if arguments.what == "refresh":
            return _refresh(found)
        services = build(found)
        try:
            return _notes(services) if arguments.what == "notes" else _show(services)
        finally:
            services.close()


def _show(services: Services) -> int:
    catalogue = services.catalogues.today()
    print(_as_of(catalogue))
    for offer in catalogue.offers:
        vendor = offer.listing.vendor
        marked = f", out of date since {offer.marked_since}" if offer.marked_since else ""
        print(f"\n{VENDORS[vendor]} ({len(offer.models)} of {len(offer.listing.models)}{marked})")
        for model in offer.models:
            print(_line(model, offer, catalogue))
    return DONE


def _as_of(catalogue: Catalogue) -> str:
    if catalogue.as_of is None:
        return "Prices in USD per million tokens, as they came with the program."
    return f"Prices in USD per million tokens, fetched {catalogue.as_of:%Y-%m-%d %H:%M} UTC."


def _line(model: Model, offer: Offer, catalogue: Catalogue) -> str:
    price = price_on(model, catalogue.day)
    star = "*" if model.id == offer.suggested else " "
    retires = f"  retires {model.retires}" if model.retires else ""
    return f"{star} {model.id:<44}{price.input:>9.3f}{price.output:>9.3f}{retires}"


def _notes(services: Services) -> int:
    _say_notes(services.catalogues.notes())
    return DONE


def _refresh(settings: Settings) -> int:
    began = now()
    kept = refresh_catalogue(settings)
    _say_notes(note for note in kept.notes if note.at >= began)
    if not settings.fetch_prices:
        say("RESUME_BUILDER_FETCH_PRICES is no: nothing was fetched.")
        return DONE
    is_new = kept.fetched_at is not None and kept.fetched_at >= began
    say("Fetched." if is_new else "Nothing could be fetched.")
    return DONE if is_new else SOME_FAILED


def _say_notes(notes: Iterable[Note]) -> None:
    words = local_messages()
    for note in notes:
        vendor = VENDORS.get(note.vendor, "") if note.vendor else ""
        params = {"vendor": vendor, "text": note.text, "source": note.text}
        print(f"{note.at:%Y-%m-%d %H:%M} {words.say(note.code, params)}")
