"""The map of the whole estate as the browser reads it: columns of numbers that compress well, in no language."""

import json
from collections.abc import Iterable, Sequence
from itertools import groupby, pairwise
from operator import itemgetter

import numpy as np

from riskapp.explorer.links import Pairs
from riskapp.explorer.whole_estate import UNITS, Circle, WholeEstate
from riskapp.graph.vocabulary import Kind

KINDS = tuple(Kind)
"""A kind is its place here, as one digit."""


def map_data(whole: WholeEstate, numbers: Sequence[int], state: str) -> bytes:
    """The map as JSON in UTF-8. `numbers` are the assets' rows in the database, `state` a mark of the estate's state.

    `x`, `y` and `numbers` are differences to the one before; `needs` and `flows` are two lists each, of links by the
    end that has more of them: [end, first other end, differences]. In the first list the end is who needs or sends.
    """
    x, y = (zip(*whole.places, strict=True)) if whole.places else ((), ())
    values = {
        "state": state,
        "units": UNITS,
        "names": [asset.name for asset in whole.assets],
        "ids": [asset.id for asset in whole.assets],
        "numbers": _steps(numbers),
        "kinds": "".join(str(KINDS.index(asset.kind)) for asset in whole.assets),
        "x": _steps(x),
        "y": _steps(y),
        "lands": [[land.key, *_circle(land.circle)] for land in whole.lands],
        "quarters": [[KINDS.index(one.kind), one.hub, one.land, *_circle(one.circle)] for one in whole.quarters],
        "lines": whole.bundles.lines,
        "needs": _by_end(whole.links.needs, len(whole.assets)),
        "flows": _by_end(whole.links.flows, len(whole.assets)),
    }
    return json.dumps(values, ensure_ascii=False, separators=(",", ":")).encode()


def _circle(circle: Circle) -> tuple[int, int, int, int, int]:
    return circle.x, circle.y, circle.radius, circle.first, circle.count


def _steps(values: Iterable[int]) -> list[int]:
    """The first value, and what each next one differs from the one before."""
    listed = list(values)
    return [*listed[:1], *(after - before for before, after in pairwise(listed))]


def _by_end(pairs: Pairs, assets: int) -> tuple[list[list[int]], list[list[int]]]:
    """The links where the first end has more of them, by that end; and the others by their second end."""
    out, into = (np.bincount(pairs[:, side], minlength=assets) for side in (0, 1))
    first = out[pairs[:, 0]] > into[pairs[:, 1]]
    return _grouped(pairs[first]), _grouped(pairs[~first][:, ::-1])


def _grouped(pairs: Pairs) -> list[list[int]]:
    ordered = pairs[np.lexsort((pairs[:, 1], pairs[:, 0]))].tolist()
    return [[end, *_steps(other for _, other in group)] for end, group in groupby(ordered, key=itemgetter(0))]
