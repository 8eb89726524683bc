"""The cascade as a page plays it: each moment as sentences, and how every box of the picture fares, minute by minute.

The page carries all of it, so that the slider asks the server for nothing.
"""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from flask_babel import gettext, ngettext

from riskapp.errors import N_
from riskapp.explorer.cascade import Change, Moment, Step, cascade_of, steps_of
from riskapp.explorer.directory import Directory
from riskapp.explorer.drawing import Drawing, Node
from riskapp.explorer.rows import Row
from riskapp.graph.availability import Availability
from riskapp.web.formatting import minutes, number
from riskapp.web.graph.wording import bare_state, listed

_FELL = N_("Down now: %(names)s.")
_LIMPS = N_("Degraded now: %(names)s.")
_BACK = N_("Up again: %(names)s.")


@dataclass(frozen=True, slots=True)
class Told:
    """A moment in words: how much is down from then on, and what has just changed. `shown` is the minute as said."""

    minute: int
    shown: str
    standing: str
    news: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Played:
    """Everything that the slider plays. `at` is the minute it stands at, `end` the last one it goes to.

    `boxes` says for each box of the picture from which minutes on how many of it are down and degraded, with the words.
    """

    moments: tuple[Told, ...]
    at: int
    end: int
    boxes: dict[str, list[tuple[int, str, str]]]
    left_out: int
    moved: bool

    @property
    def now(self) -> Told:
        """The last moment at or before the slider."""
        return self.moments[max(0, bisect_right([one.minute for one in self.moments], self.at) - 1)]

    def data(self) -> dict[str, Any]:
        """The same for the page's script."""
        moments = [[one.minute, one.shown, one.standing, list(one.news)] for one in self.moments]
        units = [gettext("%(n)s min", n="{n}"), gettext("%(n)s h", n="{n}"), gettext("%(n)s d", n="{n}")]
        return {"moments": moments, "boxes": self.boxes, "units": units}


def played(
    result: Availability, rows: Sequence[Row], drawing: Drawing, directory: Directory, at: int | None
) -> Played | None:
    """The cascade of `rows` (in order of time); None where nothing ever changes."""
    cascade = cascade_of(result, rows)
    if not cascade.moments:
        return None
    end = cascade.moments[-1].minute
    return Played(
        moments=tuple(_told(moment, directory) for moment in cascade.moments),
        at=min(at or 0, end),
        end=end,
        boxes=_boxes(drawing, rows, result.horizon),
        left_out=cascade.left_out,
        moved=at is not None,
    )


def _told(moment: Moment, directory: Directory) -> Told:
    news = [
        gettext(text, names=_named(change, directory))
        for text, change in ((_FELL, moment.fell), (_LIMPS, moment.limps), (_BACK, moment.back))
        if change.total
    ]
    news += [
        gettext(
            "From now on %(names)s wait for each other: somebody must start one of them by hand.",
            names=listed([directory.name(key) for key in together], 6),
        )
        for together in moment.deadlocks
    ]
    return Told(moment.minute, minutes(moment.minute), _standing(moment), tuple(news))


def _named(change: Change, directory: Directory) -> str:
    names = [directory.name(key) for key in change.keys]
    if change.total > len(names):
        names.append(gettext("%(n)s more", n=number(change.total - len(names))))
    return listed(names, len(names))


def _standing(moment: Moment) -> str:
    """How much is down and degraded: "3 processes and 40 other assets are down, 2 are degraded"."""
    processes, others = moment.processes_down, moment.others_down
    degraded = moment.processes_degraded + moment.others_degraded
    if not processes + others + degraded:
        return gettext("All is up.")
    text = gettext(
        "Down: %(processes)s and %(others)s, what was hit among them.",
        processes=ngettext("%(n)s process", "%(n)s processes", processes, n=number(processes)),
        others=ngettext("%(n)s other asset", "%(n)s other assets", others, n=number(others)),
    )
    if degraded:
        text += " " + gettext("Degraded: %(n)s.", n=number(degraded))
    return text


def _boxes(drawing: Drawing, rows: Iterable[Row], horizon: int) -> dict[str, list[tuple[int, str, str]]]:
    by_key = {row.key: row for row in rows}
    return {
        node.key: [_state(step, node) for step in steps_of(node.members or (node.key,), by_key, horizon)]
        for node in drawing.nodes
    }


def _state(step: Step, node: Node) -> tuple[int, str, str]:
    """(minute, state, words) of a box from a step on."""
    state = "down" if step.down else "degraded" if step.degraded else "up"
    if node.count == 1:
        return step.minute, state, bare_state(state)
    if state == "up":
        return step.minute, state, gettext("all are up")
    count = step.down or step.degraded
    words = N_("%(n)s of %(all)s are down") if step.down else N_("%(n)s of %(all)s are degraded")
    return step.minute, state, gettext(words, n=number(count), all=number(node.count))
