"""Everything that the what-if page shows: the answer before and after, the difference, and what else could change."""

from collections.abc import Sequence
from dataclasses import dataclass

from riskapp.errors import Invalid
from riskapp.exchange.change_json import listed
from riskapp.explorer.asking import find_out
from riskapp.explorer.differences import Difference, difference
from riskapp.explorer.directory import Directory, directory_of
from riskapp.explorer.drawing import Drawing
from riskapp.explorer.in_play import Link, around, in_play
from riskapp.explorer.picture import picture_of
from riskapp.explorer.reach import members_of
from riskapp.explorer.rows import rows_of
from riskapp.explorer.stories import Result
from riskapp.graph.changes import apply_changes, refused
from riskapp.graph.comparison import Estates
from riskapp.graph.memory import Memory
from riskapp.graph.snapshot import Snapshot
from riskapp.web.graph.difference_words import headline
from riskapp.web.graph.headlines import Headline
from riskapp.web.graph.offers import Offer, offers
from riskapp.web.graph.supposition import Supposition

OFFERED = 12
"""So many things to change are offered at once."""

_ESTATES: Memory[Snapshot] = Memory(4)
_RESULTS: Memory[Result] = Memory(8)
"""Only the few that people are looking at are kept, because each of a whole trust takes some 10 MB."""


@dataclass(frozen=True, slots=True)
class Compared:
    """The question answered on both estates."""

    estates: Estates
    before: Result
    after: Result
    difference: Difference


@dataclass(frozen=True, slots=True)
class WhatIf:
    """The parts of the page. `changed` is the estate with the changes, or as it is where they cannot be made.

    `compared` is None where nothing is supposed or `fault` says why nothing can be compared; its number is that of the
    change to blame, or None.
    """

    directory: Directory
    changed: Snapshot
    compared: Compared | None
    headline: Headline | None
    drawing: Drawing
    offers: tuple[Offer, ...]
    offers_left_out: int
    fault: Invalid | None = None


def estates_of(snapshot: Snapshot, supposition: Supposition) -> Estates:
    """The estate as it is and with the changes; raises Invalid for the first change that cannot be made."""
    for number, one in enumerate(supposition.changes, start=1):
        if one.fault is not None:
            raise refused(number, one.fault)
    made = supposition.made
    after = _ESTATES.recall(snapshot, supposition.text, lambda: apply_changes(snapshot, made))
    return Estates(snapshot, after)


def answer_on(snapshot: Snapshot, supposition: Supposition, supposed: Snapshot | None = None) -> Result:
    """The engine's answer to the question on the estate as it is, or as it is supposed, kept for the next page."""
    question = supposition.question
    asked = (supposition.hit, question.threat.value, question.outage, None, question.control)
    # What is supposed is known by what it was made of: to tell it by its rows would cost more than to ask it.
    text = supposition.text if supposed else ""
    return _RESULTS.recall(snapshot, (text, *asked), lambda: find_out(supposed or snapshot, *asked))


def compared(estates: Estates, supposition: Supposition) -> Compared:
    """Both answers and their difference; raises Invalid where the changes leave nothing to ask about."""
    before = answer_on(estates.before, supposition)
    after = answer_on(estates.before, supposition, estates.after)
    return Compared(estates, before, after, difference(estates, before, after))


def what_if(snapshot: Snapshot, supposition: Supposition, about: str | None, boxes: int, also: str = "") -> WhatIf:
    """Ask on both estates. `about` is an asset whose own needs and flows are offered instead of those in play.

    `also` names a need or flow that is offered in any case, because somebody typed something into its form.
    """
    found, fault = None, None
    try:
        found = compared(estates_of(snapshot, supposition), supposition) if supposition.changes else None
    except Invalid as error:
        fault = error
    changed = found.estates.after if found else snapshot
    result = found.after if found else answer_on(snapshot, supposition)
    directory = directory_of(changed)
    rows = rows_of(result, directory)
    links = around(directory, about) if about in directory.assets else in_play(directory, result, rows)
    return WhatIf(
        directory=directory,
        changed=changed,
        compared=found,
        headline=headline(found.difference, supposition.question.threat) if found else None,
        drawing=picture_of(members_of(changed, directory, result, rows), boxes),
        offers=_offered(links[:OFFERED], also, directory),
        offers_left_out=max(0, len(links) - OFFERED),
        fault=fault,
    )


def _offered(links: Sequence[Link], also: str, directory: Directory) -> tuple[Offer, ...]:
    found = offers(links, directory)
    if also and not any(one.about == also for one in found):
        near = offers(around(directory, _dependent(also, directory)), directory)
        found = [*(one for one in near if one.about == also), *found]
    return tuple(found)


def _dependent(also: str, directory: Directory) -> str:
    """The asset among whose needs and flows it stands; none for what is neither."""
    if also in directory.flows:
        return directory.flows[also].source
    try:
        (given,) = listed(f"[{also}]")
    except (Invalid, ValueError):
        return ""
    return str(given.get("dependent", "")) if isinstance(given, dict) else ""


def idle_in(supposition: Supposition, directory: Directory) -> Sequence[str]:
    """The ids of the assets that the changes name as providers and that take no part: they help nobody yet."""
    named = dict.fromkeys(key for change in supposition.made for key in _providers(change))
    return [key for key in named if key in directory.assets and not directory.assets[key].lifecycle.takes_part]


def _providers(change: object) -> tuple[str, ...]:
    alternatives: tuple[str, ...] = getattr(change, "alternatives", ())
    provider = getattr(getattr(change, "row", None), "provider", None)
    return (*alternatives, provider) if provider else alternatives
