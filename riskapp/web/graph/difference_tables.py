"""The tables of the what-if page: all that differs, chosen once, and a section for each fate with pages of its own."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from riskapp.explorer.difference_rows import DIFFERING, Differing
from riskapp.explorer.differences import Turn
from riskapp.explorer.view import View
from riskapp.web.graph.listing import Place, Table, table_of

NAME = "turned"
"""How the arguments of these tables begin."""


@dataclass(frozen=True, slots=True)
class Section:
    """What meets one fate: assets, and exposed data; None where there are none. `total` counts all, chosen or not."""

    turn: Turn
    total: int
    assets: Table[Differing] | None
    exposed: Table[Differing] | None

    @property
    def tables(self) -> tuple[Table[Differing], ...]:
        """Those that it has."""
        return tuple(one for one in (self.assets, self.exposed) if one is not None)


@dataclass(frozen=True, slots=True)
class DifferenceTables:
    """`all` has every row and the choice for all sections."""

    all: Table[Differing]
    sections: tuple[Section, ...]

    @property
    def shown(self) -> set[str]:
        """The ids of all that stands on the page."""
        return {row.key for one in self.sections for table in one.tables for row in table.page.rows}


def difference_tables(rows: Sequence[Differing], values: dict[str, Any], view: View) -> DifferenceTables:
    """The tables at the address; `values` are those of its question. Raises Invalid for an odd choice or page."""
    sections = []
    for turn in Turn:
        of_turn = [row for row in rows if row.turn is turn]
        if of_turn:
            assets, exposed = ([row for row in of_turn if bool(row.category) is wanted] for wanted in (False, True))
            tables = (
                table_of(part, DIFFERING, _place(values, turn.value, f"_{turn}{suffix}"), view) if part else None
                for part, suffix in ((assets, ""), (exposed, "_data"))
            )
            sections.append(Section(turn, len(of_turn), *tables))
    return DifferenceTables(table_of(rows, DIFFERING, _place(values, "differs", ""), view), tuple(sections))


def _place(values: dict[str, Any], anchor: str, page: str) -> Place:
    return Place("graph.what_if", values, anchor, "graph.what_if_file", NAME, page and NAME + page)
