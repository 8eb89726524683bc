"""What a change of the estate altered, row by row, kept for a day beside its audit event so that it can be undone."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import JSON, ForeignKey, delete
from sqlalchemy.orm import Mapped, Session, mapped_column

from riskapp.audit.models import AuditEvent
from riskapp.database import Base, UtcDateTime, now
from riskapp.estate.models import Asset, Category, Dependency, Flow, FlowCarrier, FlowCategory, Holding

KEPT = timedelta(days=1)
"""Long enough to notice a slip before the next morning; later on, others have read and used what was changed."""

Values = dict[str, Any]
Row = Asset | Category | Holding | Flow | Dependency

_OURS = {"id", "version", "state"}
"""Columns that say nothing about the world, but where a row lies and how often it changed."""


class Reversal(Base):
    """The rows that one event altered: [{"table", "number", "before", "after"}], values by column, null for no row."""

    __tablename__ = "estate_reversal"

    event_id: Mapped[int] = mapped_column(ForeignKey("audit_event.id"), primary_key=True, autoincrement=False)
    at: Mapped[datetime] = mapped_column(UtcDateTime, index=True)
    rows: Mapped[list[dict[str, Any]]] = mapped_column(JSON)


class Change:
    """Sees the rows of one operation before and after: tell it of each row before it is altered."""

    def __init__(self) -> None:
        self._rows: dict[tuple[str, int], tuple[Row, Values | None]] = {}
        self._removed: set[tuple[str, int]] = set()

    def sees(self, *rows: Row) -> None:
        """Take note of rows that may be altered: what they say now is what undoing gives back."""
        for row in rows:
            self._rows.setdefault(_place(row), (row, values_of(row)))

    def adds(self, row: Row) -> None:
        """Take note of a new row, which has its number already."""
        self._rows[_place(row)] = (row, None)

    def removes(self, row: Row) -> None:
        """Take note of a row that will be gone."""
        self.sees(row)
        self._removed.add(_place(row))

    def keep(self, session: Session, event: AuditEvent) -> None:
        """Keep what was altered beside `event`, in its transaction; what is older than a day goes."""
        session.flush()
        rows = []
        for (table, number), (row, before) in self._rows.items():
            after = None if (table, number) in self._removed else values_of(row)
            if after != before:
                rows.append({"table": table, "number": number, "before": before, "after": after})
        session.execute(delete(Reversal).where(Reversal.at < now() - KEPT))
        session.add(Reversal(event_id=event.id, at=event.at, rows=rows))


def values_of(row: Row) -> Values:
    """What a stored row says, by column; a flow's lists as the numbers of what they name, in order."""
    columns = Base.metadata.tables[row.__tablename__].columns
    values = {column.name: getattr(row, column.name) for column in columns if column.name not in _OURS}
    if isinstance(row, Flow):
        values["categories"] = [place.category_id or place.category.id for place in row.categories]
        values["carriers"] = [place.asset_id or place.asset.id for place in row.carriers]
    return values


def fill(session: Session, row: Row, values: Mapping[str, Any]) -> None:
    """Let a row say `values` again."""
    for name, value in values.items():
        if name not in ("categories", "carriers"):
            setattr(row, name, value)
    if isinstance(row, Flow):
        # Emptied first: the places of a list are its primary key, and a new row may not meet an old one there.
        row.categories.clear()
        row.carriers.clear()
        session.flush()
        row.categories.extend(FlowCategory(position=n, category_id=one) for n, one in enumerate(values["categories"]))
        row.carriers.extend(FlowCarrier(position=n, asset_id=one) for n, one in enumerate(values["carriers"]))


def _place(row: Row) -> tuple[str, int]:
    return row.__tablename__, row.id
