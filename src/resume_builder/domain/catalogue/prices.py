"""The price of a day, and what a run costs in millionths of a dollar."""

from datetime import date

from resume_builder.domain.catalogue.model import Model, Price

MICROS = 1_000_000


def price_on(model: Model, day: date, input_tokens: int = 0) -> Price:
    """Return what a run with this much input costs on a day (UTC).

    Before the first day that is known, the first price holds: it is the nearest.
    """
    begins = _begin(model, day)
    steps = [price for price in model.prices if (price.since or date.min) == begins]
    fitting = [price for price in steps if input_tokens > price.above_tokens]
    return max(fitting or steps[:1], key=lambda price: price.above_tokens)


def cost_of(price: Price, input_tokens: int, output_tokens: int, cached_tokens: int = 0) -> int:
    """Return what a run costs in micro-dollars, `cached_tokens` being part of its input."""
    cached = min(cached_tokens, input_tokens)
    held = price.input if price.cached is None else price.cached
    # USD per million tokens are micro-dollars per token.
    spent = (input_tokens - cached) * price.input + cached * held + output_tokens * price.output
    return round(spent)


def valid_from(model: Model, day: date) -> list[Price]:
    """Return the prices of a day and of all days after it, in their order."""
    begins = _begin(model, day)
    return [price for price in model.prices if (price.since or date.min) >= begins]


def _begin(model: Model, day: date) -> date:
    """Return the first day of the prices that hold on `day`."""
    days = {price.since or date.min for price in model.prices}
    return max((since for since in days if since <= day), default=min(days))
