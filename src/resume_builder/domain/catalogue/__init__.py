"""What vendors of language models offer, and what it costs.

`model.py` vendors, models, prices · `prices.py` the price of a day and the cost of a run ·
`choice.py` which models are offered, which is suggested, which are small: by rule, never by name ·
`tokenizers.py` whose tokens are more
"""

from resume_builder.domain.catalogue.choice import is_small, offered, suggested
from resume_builder.domain.catalogue.model import (
    LOCAL,
    VENDORS,
    Listing,
    Model,
    Price,
    VendorId,
)
from resume_builder.domain.catalogue.prices import cost_of, price_on

__all__ = [
    "LOCAL",
    "VENDORS",
    "Listing",
    "Model",
    "Price",
    "VendorId",
    "cost_of",
    "is_small",
    "offered",
    "price_on",
    "suggested",
]
