"""`/catalogue`: which models there are and what they cost; `/spend`: what was spent on them."""

import gzip
from collections.abc import Sequence
from datetime import date, datetime
from typing import Annotated

from flask import Response, request
from pydantic import Field

from resume_builder.domain.catalogue.choice import is_small
from resume_builder.domain.catalogue.model import LOCAL, VENDORS, Model, ModelId, Price, VendorId
from resume_builder.domain.catalogue.prices import MICROS, valid_from
from resume_builder.domain.catalogue.tokenizers import tokens_for_one
from resume_builder.features.catalogue.service import Catalogue, Offer
from resume_builder.features.catalogue.spend import Purpose, Row, Run, dollars
from resume_builder.web.api import Answer, Body, Slice
from resume_builder.web.context import services, session
from resume_builder.web.replies import as_json

api = Slice("catalogue", "Models, what they cost, and what was spent on them.", "models")
# Nothing in it is of a person, and it changes once in hours.
_CACHE = "public, max-age=300, stale-while-revalidate=86400"

# Of one run: ten times the longest context there is.
Tokens = Annotated[int, Field(ge=0, le=10_000_000)]


class PriceAnswer(Answer):
    """A price in USD per million tokens, for runs with more input than `above_tokens`.

    `from` is the first day (UTC) that it holds, null for as long as anyone knows; of several that
    hold, the latest counts. `cached` is for input that the vendor still had, null where it is not
    known.
    """

    since: date | None = Field(serialization_alias="from")
    above_tokens: int
    input: float
    output: float
    cached: float | None


class ModelAnswer(Answer):
    """A model that is offered.

    `context` and `max_output` are in tokens, 0 for not known. `structured`: it answers by a JSON
    schema. `suggested`: the one to begin with at its vendor. `small`: it should be asked for one
    entry at a time. `tokens`: how many of its tokens one token is that the site estimates. Dates
    are null where no source carries them.
    """

    id: str
    name: str
    context: int
    max_output: int
    structured: bool
    prices: list[PriceAnswer]
    released: date | None
    retires: date | None
    suggested: bool
    small: bool
    tokens: float


class VendorAnswer(Answer):
    """A vendor. `marked_since`: its list could not be had for 30 days before that day.

    `local`: its models run on the person's machine, cost nothing, and are told by it alone.
    """

    id: VendorId
    name: str
    local: bool
    marked_since: date | None
    models: list[ModelAnswer]


class CatalogueAnswer(Answer):
    """Every vendor. `as_of` is when lists were fetched, null for those that came with the site."""

    as_of: datetime | None
    vendors: list[VendorAnswer]


class SpendBody(Body):
    """One run of a model, as the client saw it.

    `cached_tokens` are those of the input that the vendor still had; `cost_usd` is what the vendor
    told, null where it did not: then the site reckons by its list.
    """

    vendor: VendorId
    model: ModelId
    purpose: Purpose
    input_tokens: Tokens
    output_tokens: Tokens
    cached_tokens: Tokens = 0
    cost_usd: Annotated[float, Field(ge=0, le=10_000)] | None = None


class CostAnswer(Answer):
    """What a run cost in USD, null where nobody knows its price."""

    cost_usd: float | None


class SpentAnswer(Answer):
    """What the runs of one model came to.

    `unpriced` are runs whose price nobody knew: they are counted, and cost nothing here.
    """

    vendor: VendorId
    model: str
    runs: int
    input_tokens: int
    output_tokens: int
    cost_usd: float
    unpriced: int


class MonthAnswer(Answer):
    """A month (UTC), as 2026-11: what it came to in USD, and by model, dearest first."""

    month: str
    cost_usd: float
    models: list[SpentAnswer]


class SpendAnswer(Answer):
    """What was spent, newest month first, three years at most."""

    months: list[MonthAnswer]


@api.operation("GET", "/catalogue", answer=CatalogueAnswer, session="none")
def get_catalogue() -> Response:
    """Return the models that are offered: current ones that write text, with their prices."""
    response = as_json(answer_of(services().catalogues.today()))
    response.vary.add("Accept-Encoding")
    if "gzip" in request.accept_encodings:
        # Without a time in its head the same list is the same bytes.
        response.set_data(gzip.compress(response.get_data(), mtime=0))
        response.headers["Content-Encoding"] = "gzip"
    response.add_etag()
    response.headers["Cache-Control"] = _CACHE
    # A list is only read: whoever asks for it under a condition of changes gets it all the same.
    response.make_conditional({k: v for k, v in request.environ.items() if k != "HTTP_IF_MATCH"})
    return response


def answer_of(catalogue: Catalogue) -> CatalogueAnswer:
    """Return the catalogue as it is sent."""
    told = [_vendor(offer, catalogue.day) for offer in catalogue.offers]
    local = [
        VendorAnswer(id=vendor, name=name, local=True, marked_since=None, models=[])
        for vendor, name in LOCAL.items()
    ]
    return CatalogueAnswer(as_of=catalogue.as_of, vendors=told + local)


def _vendor(offer: Offer, day: date) -> VendorAnswer:
    vendor = offer.listing.vendor
    return VendorAnswer(
        id=vendor,
        name=VENDORS[vendor],
        local=False,
        marked_since=offer.marked_since,
        models=[_model(model, offer.suggested, day) for model in offer.models],
    )


def _model(model: Model, suggested: str | None, day: date) -> ModelAnswer:
    return ModelAnswer(
        id=model.id,
        name=model.name,
        context=model.context,
        max_output=model.max_output,
        structured=model.structured,
        prices=[_price(price) for price in valid_from(model, day)],
        released=model.released,
        retires=model.retires,
        suggested=model.id == suggested,
        small=is_small(model, day),
        tokens=tokens_for_one(model.id),
    )


def _price(price: Price) -> PriceAnswer:
    return PriceAnswer(
        since=price.since,
        above_tokens=price.above_tokens,
        input=price.input,
        output=price.output,
        cached=price.cached,
    )


@api.operation("POST", "/spend", answer=CostAnswer, status=201)
def note_spend(body: SpendBody) -> Response:
    """Note what a run of a model used; the cost is reckoned here, and added to the month."""
    told = None if body.cost_usd is None else round(body.cost_usd * MICROS)
    run = Run(**body.model_dump(exclude={"cost_usd"}), cost=told)
    cost = services().spend.add(session().owner, run)
    return as_json(CostAnswer(cost_usd=None if cost is None else dollars(cost)), 201)


@api.operation("GET", "/spend", answer=SpendAnswer)
def get_spend() -> Response:
    """Return what models cost, by month and model."""
    months = services().spend.months(session().owner)
    return as_json(SpendAnswer(months=[_month(month, rows) for month, rows in months]))


def _month(month: str, rows: Sequence[Row]) -> MonthAnswer:
    return MonthAnswer(
        month=month,
        cost_usd=dollars(sum(row.cost for row in rows)),
        models=[
            SpentAnswer(
                vendor=row.vendor,
                model=row.model,
                runs=row.runs,
                input_tokens=row.input_tokens,
                output_tokens=row.output_tokens,
                cost_usd=dollars(row.cost),
                unpriced=row.unpriced,
            )
            for row in rows
        ],
    )
