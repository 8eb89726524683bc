"""What the what-if page offers to change: the needs and data flows in play, in words, and how a change names each."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from flask_babel import gettext

from riskapp.explorer.directory import Directory
from riskapp.explorer.in_play import Link, Need
from riskapp.graph.snapshot import Dependency, Flow
from riskapp.graph.vocabulary import Strength
from riskapp.web.formatting import minutes, number
from riskapp.web.graph.supposition import compact
from riskapp.web.graph.wording import listed, step_words


@dataclass(frozen=True, slots=True)
class Offer:
    """One thing to change. `about` names it in a form; `need` or `flow` says which of the two it is."""

    about: str
    text: str
    facts: str
    need: Dependency | None = None
    flow: Flow | None = None

    @property
    def soft(self) -> bool:
        """Whether it limps on without already."""
        return self.need is not None and self.need.strength is Strength.SOFT


def offers(links: Iterable[Link], directory: Directory) -> list[Offer]:
    """The links in words of the reader's language."""
    found = []
    for link in links:
        if isinstance(link, Need):
            several = len(directory.between(link.row.dependent, link.row.provider)) > 1
            found.append(Offer(compact(_named(link, several)), _need(link, directory), _bears(link.row), need=link.row))
        else:
            flow = link.row
            found.append(Offer(flow.id, step_words(flow, directory), _guarded(flow), flow=flow))
    return found


def _named(link: Need, several: bool) -> dict[str, Any]:
    """How a change names the need: by its group, or by its ends with what tells it apart where there are several."""
    row = link.row
    if row.group is not None:
        return {"dependent": row.dependent, "group": row.group}
    named: dict[str, Any] = {"dependent": row.dependent, "provider": row.provider}
    return {**named, "kind": row.kind.value, "group": None} if several else named


def _need(link: Need, directory: Directory) -> str:
    row = link.row
    if row.group is None:
        return step_words(row, directory)
    return gettext(
        "%(name)s: it needs %(needed)s of %(names)s (group “%(group)s”)",
        name=directory.name(row.dependent),
        needed=number(row.needed),
        names=listed([directory.name(key) for key in link.providers]),
        group=row.group,
    )


def _bears(row: Dependency) -> str:
    if row.strength is Strength.SOFT:
        return gettext("limps on without")
    if row.tolerance:
        return gettext("can do without for %(time)s", time=minutes(row.tolerance))
    return gettext("cannot do without")


def _guarded(flow: Flow) -> str:
    states = (
        gettext("encrypted") if flow.encrypted else gettext("not encrypted"),
        gettext("checked on arrival") if flow.validated else gettext("not checked on arrival"),
    )
    return ", ".join(states)
