"""What a person's runs of models cost, month by month: kept with their work, sealed as that."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from resume_builder.domain.catalogue.model import ModelId, VendorId
from resume_builder.domain.catalogue.prices import MICROS
from resume_builder.domain.values import RecordId, Text, Value
from resume_builder.features.catalogue.service import Catalogues
from resume_builder.ports import Clock, NewId, Owner, Records, retried

Purpose = Literal["tailoring", "letter", "reading", "test"]
Month = Annotated[str, StringConstraints(pattern=r"^\d{4}-\d{2}$")]
# Three years; the oldest month goes when another begins.
MOST_MONTHS = 36
# Of one month. Who tries more models than that sees the last ones added up.
_MOST_ROWS, _OTHERS = 200, "…"


class Run(Value):
    """One run of a model. `cost` is in micro-dollars as the vendor told it, None where it did not.

    `cached_tokens` are part of `input_tokens`.
    """

    vendor: VendorId
    model: ModelId
    purpose: Purpose
    input_tokens: int = Field(ge=0)
    output_tokens: int = Field(ge=0)
    cached_tokens: int = Field(default=0, ge=0)
    cost: int | None = Field(default=None, ge=0)


class Row(Value):
    """The runs of one model for one purpose: how many, tokens, micro-dollars.

    `unpriced` are runs whose price nobody knew; they are in `runs` and not in `cost`.
    """

    vendor: VendorId
    model: Text
    purpose: Purpose
    runs: int = Field(default=0, ge=0)
    input_tokens: int = Field(default=0, ge=0)
    output_tokens: int = Field(default=0, ge=0)
    cost: int = Field(default=0, ge=0)
    unpriced: int = Field(default=0, ge=0)

    def and_also(self, other: "Row") -> "Row":
        """Return the sum of two rows, under the name of this one."""
        return self.model_copy(
            update={
                name: getattr(self, name) + getattr(other, name)
                for name in ("runs", "input_tokens", "output_tokens", "cost", "unpriced")
            }
        )


class MonthSpend(Value):
    """What one owner's runs came to in a month (UTC).

    There may be several of one month: two devices began it at once, or a guest brought one along.
    """

    id: RecordId
    version: int = Field(default=1, ge=1)
    created_at: datetime
    month: Month
    rows: tuple[Row, ...] = Field(default=(), max_length=_MOST_ROWS)


@dataclass(frozen=True, slots=True)
class Spend:
    """Adds up runs, at the prices of the day."""

    records: Records[MonthSpend]
    catalogues: Catalogues
    now: Clock
    new_id: NewId

    def add(self, owner: Owner, run: Run) -> int | None:
        """Note a run; return what it cost in micro-dollars, None where no price is known.

        What the vendor told counts before our list. Raises QuotaReached, VersionConflict.
        """
        cost = run.cost if run.cost is not None else self._priced(run)
        row = Row(
            vendor=run.vendor,
            model=run.model,
            purpose=run.purpose,
            runs=1,
            input_tokens=run.input_tokens,
            output_tokens=run.output_tokens,
            cost=cost or 0,
            unpriced=cost is None,
        )
        retried(lambda: self._add(owner, row))
        return cost

    def months(self, owner: Owner) -> Sequence[tuple[str, Sequence[Row]]]:
        """Return each month, newest first, with a row a model, dearest first."""
        months: dict[str, dict[tuple[str, str], Row]] = {}
        for record in self.records.list(owner):
            rows = months.setdefault(record.month, {})
            for row in record.rows:
                key = (row.vendor, row.model)
                rows[key] = rows[key].and_also(row) if key in rows else row
        return [
            (month, sorted(rows.values(), key=_dearest))
            for month, rows in sorted(months.items(), reverse=True)
        ]

    def _priced(self, run: Run) -> int | None:
        catalogue = self.catalogues.today()
        tokens = (run.input_tokens, run.output_tokens, run.cached_tokens)
        return catalogue.cost(run.vendor, run.model, *tokens)

    def _add(self, owner: Owner, row: Row) -> None:
        moment = self.now()
        month = f"{moment:%Y-%m}"
        kept = self.records.list(owner)
        record = next((one for one in kept if one.month == month), None)
        if record is not None:
            rows = _with(record.rows, row)
            update = {"rows": rows, "version": record.version + 1}
            self.records.replace(owner, record.model_copy(update=update))
            return
        for oldest in sorted(kept, key=lambda one: one.month)[: len(kept) - MOST_MONTHS + 1]:
            self.records.delete(owner, oldest.id)
        self.records.add(
            owner, MonthSpend(id=self.new_id(), created_at=moment, month=month, rows=(row,))
        )


def dollars(micros: int) -> float:
    """Return micro-dollars as dollars."""
    return micros / MICROS


def _with(rows: Sequence[Row], row: Row) -> tuple[Row, ...]:
    """Return the rows and one more, added to that of its model and purpose where there is one."""
    places = {(one.vendor, one.model, one.purpose): place for place, one in enumerate(rows)}
    place = places.get((row.vendor, row.model, row.purpose))
    if place is None and len(rows) < _MOST_ROWS:
        return (*rows, row)
    if place is None:
        # The last one is for all that have no room.
        place = len(rows) - 1
        rows = (*rows[:place], rows[place].model_copy(update={"model": _OTHERS}))
    return (*rows[:place], rows[place].and_also(row), *rows[place + 1 :])


def _dearest(row: Row) -> tuple[int, int, str]:
    return -row.cost, -row.runs, row.model
