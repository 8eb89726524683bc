"""Where a category of data lies and goes, as one picture: senders on the left, and every flow an arrow."""

from collections import deque

from riskapp.explorer.directory import Directory
from riskapp.explorer.drawing import Drawing, Rule
from riskapp.explorer.picture import USUAL, picture_of
from riskapp.explorer.reach import Member
from riskapp.explorer.stacking import PLAIN, Stacking
from riskapp.graph.lineage import Lineage
from riskapp.graph.vocabulary import Kind

_Neighbours = dict[str, list[str]]


def picture_of_lineage(answer: Lineage, directory: Directory, most: int = USUAL, stacking: Stacking = PLAIN) -> Drawing:
    """Holders first, then whoever gets the data from them; devices that send or get them alike are one stack."""
    pairs = sorted(
        {(one.flow.source, one.flow.target) for one in answer.carriages if one.flow.source != one.flow.target}
    )
    holders = dict.fromkeys(asset for asset, _ in answer.holders)
    assets = dict.fromkeys([*holders, *(key for pair in pairs for key in pair)])
    into: _Neighbours = {key: [] for key in assets}
    out: _Neighbours = {key: [] for key in assets}
    for source, target in pairs:
        into[target].append(source)
        out[source].append(target)
    place = _order(list(assets), into, out)
    members = {key: _member(key, place, into[key], key in holders, directory) for key in place}
    return picture_of(members, most, Rule.LINEAGE, stacking)


def _order(assets: list[str], into: _Neighbours, out: _Neighbours) -> dict[str, int]:
    """Along the flows, from those that only send; who is met in a circle only comes last."""
    place: dict[str, int] = {}
    for start in [*(key for key in assets if not into[key]), *assets]:
        waiting = deque([start])
        while waiting:
            key = waiting.popleft()
            if key not in place:
                place[key] = len(place)
                waiting += out[key]
    return place


def _member(key: str, place: dict[str, int], into: list[str], holds: bool, directory: Directory) -> Member:
    asset = directory.assets[key]
    before = [source for source in into if place[source] < place[key]]
    # A way to a holder would show one of thousands of devices by name, and says nothing.
    named = [source for source in before if directory.assets[source].kind is not Kind.DEVICE]
    return Member(
        key=key,
        label=asset.name,
        kind=asset.kind.value,
        state="holds" if holds else "outside" if asset.kind is Kind.SUPPLIER else "",
        at=None,
        causes=tuple(before),
        parent=named[0] if named and not holds else None,
        arrow="flow",
        also=tuple(source for source in into if place[source] > place[key]),
    )
