"""What an asset stands on, as rows of a table and as members of a picture."""

from riskapp.explorer.directory import Directory
from riskapp.explorer.drawing import Drawing, Rule
from riskapp.explorer.picture import USUAL, picture_of
from riskapp.explorer.reach import Member
from riskapp.explorer.rows import Row, folded
from riskapp.explorer.stacking import PLAIN, Stacking
from riskapp.explorer.table import PLACES, Shape
from riskapp.graph.needed import Needed, NeededAsset


def needed_rows(answer: Needed, directory: Directory) -> list[Row]:
    """A row for each needed asset, what stops it alone first, then by steps and name.

    The states are "alone", "needed" and "helps" (it goes on without).
    """
    rows = [
        Row(one.id, directory.name(one.id), directory.assets[one.id].kind, _state(one), one.steps, None, one.dependent)
        for one in answer.assets
    ]
    return sorted(rows, key=lambda row: (STATES.index(row.state), row.at, row.name, row.key))


STATES = ("alone", "needed", "helps")

NEEDED: Shape[Row] = Shape(
    orders={
        "time": None,
        "name": lambda row: row.name.casefold(),
        "kind": lambda row: (PLACES[row.kind], row.name.casefold()),
    },
    texts=lambda row: (row.name, row.key),
    kind=lambda row: row.kind,
    state=lambda row: row.state,
    states=STATES,
    fold=folded,
)
"""What an asset needs: in order of what its loss does, and then of steps."""


def picture_of_needs(answer: Needed, directory: Directory, most: int = USUAL, stacking: Stacking = PLAIN) -> Drawing:
    """The asset on the right, and what it stands on to its left, with arrows from provider to dependent."""
    place = {answer.asset: 0} | {one.id: number for number, one in enumerate(answer.assets, start=1)}
    dependents: dict[str, list[str]] = {}
    for provider, dependent in answer.pairs:
        if provider != answer.asset:
            dependents.setdefault(provider, []).append(dependent)
    asked = directory.assets[answer.asset]
    members = {asked.id: Member(asked.id, asked.name, asked.kind.value, "asked", None)}
    for one in answer.assets:  # each after one that asks for it, so that the picture has no circle to lay out
        asset, state, at = directory.assets[one.id], _state(one), place[one.id]
        members[one.id] = Member(
            key=one.id,
            label=asset.name,
            kind=asset.kind.value,
            state="" if state == "needed" else state,
            at=None,
            causes=tuple(key for key in dependents[one.id] if place[key] < at),
            parent=one.dependent,
            also=tuple(key for key in dependents[one.id] if place[key] > at),
        )
    return picture_of(members, most, Rule.NEEDS, stacking).turned()


def _state(one: NeededAsset) -> str:
    if one.alone:
        return "alone"
    return "needed" if one.hard else "helps"
