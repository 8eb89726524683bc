"""The words of a blast radius: states, moments and reasons as sentences in the reader's language."""

from collections.abc import Iterable, Sequence

from flask_babel import gettext, ngettext

from riskapp.errors import N_
from riskapp.explorer.directory import Directory
from riskapp.explorer.stories import Lost, Received, Stage, Story, TakenOver
from riskapp.graph.confidentiality import Basis
from riskapp.graph.readers import Reading
from riskapp.graph.snapshot import Dependency, Flow
from riskapp.graph.vocabulary import DependencyKind
from riskapp.web.formatting import minutes, number

NAMED = 3
"""So many providers are named in a reason; the rest are counted."""

_NEEDS = {
    DependencyKind.HOSTING: N_("it runs on %(name)s"),
    DependencyKind.IDENTITY: N_("it gets its sign-in from %(name)s"),
    DependencyKind.ADMINISTRATION: N_("it is administered from %(name)s"),
    DependencyKind.NETWORK: N_("it is connected through %(name)s"),
    DependencyKind.POWER: N_("it gets its power from %(name)s"),
    DependencyKind.LOCATION: N_("it stands in %(name)s"),
    DependencyKind.SERVICE: N_("it uses %(name)s"),
    DependencyKind.SUPPLY: N_("it is supplied by %(name)s"),
}

_AT_ONCE = {
    "down": N_("down at once"),
    "degraded": N_("degraded at once"),
    "hit": N_("hit here"),
    "control": N_("under foreign control"),
    "data": N_("data could be wrong"),
    "exposed": N_("data exposed"),
    "asked": N_("asked about"),
    "alone": N_("stops it alone"),
    "needed": N_("needed"),
    "helps": N_("it goes on without"),
    "start": N_("from here"),
    "end": N_("to here"),
    "holds": N_("stores them"),
    "outside": N_("outside the organisation"),
}
_BARE = {"down": N_("down"), "degraded": N_("degraded"), "up": N_("up")}
TIMED = ("down", "degraded")
"""States that come at a minute."""
_LATER = {"down": N_("down after %(time)s"), "degraded": N_("degraded after %(time)s")}


def state(word: str, at: int | None) -> str:
    """A state and, in an outage, since when: "down after 2 h"."""
    if at and word in _LATER:
        return gettext(_LATER[word], time=minutes(at))
    return gettext(_AT_ONCE[word]) if word else ""


def bare_state(word: str) -> str:
    """A state without its time."""
    return gettext(_BARE.get(word) or _AT_ONCE[word])


def listed(names: Sequence[str], most: int = NAMED) -> str:
    """Names as a person lists them: "A, B and C", or "A, B, C and 47 more"."""
    shown = list(names[:most])
    if len(names) > most:
        shown.append(gettext("%(n)s more", n=number(len(names) - most)))
    if len(shown) == 1:
        return shown[0]
    return gettext("%(names)s and %(last)s", names=", ".join(shown[:-1]), last=shown[-1])


def names(keys: Iterable[str], directory: Directory) -> str:
    """The names of these assets as a person lists them."""
    return listed([directory.name(key) for key in keys])


def reason(story: Story, directory: Directory) -> str:
    """Why an asset was reached, as one sentence."""
    why, stage = story.why, story.way[-1]
    if isinstance(why, Lost):
        sentence = _lost(why, stage, directory)
    elif isinstance(why, TakenOver):
        need = gettext(_NEEDS[why.need.kind], name=directory.name(why.need.provider))
        sentence = gettext("%(need)s, and whoever controls that controls it too", need=need)
    elif isinstance(why, Received):
        sentence = _received(why, directory)
    else:
        sentence = gettext("this is where it starts")
    return f"{sentence[:1].upper()}{sentence[1:]}."


def _lost(why: Lost, stage: Stage, directory: Directory) -> str:
    lead = state(stage.state, stage.at)
    need, names = why.need, [directory.name(key) for key in why.providers]
    if need.group is not None:
        because = gettext(
            "the group “%(group)s” (needs %(needed)s) lost %(names)s",
            group=need.group,
            needed=number(need.needed),
            names=listed(names),
        )
    else:
        because = gettext("%(need)s, which was down", need=gettext(_NEEDS[need.kind], name=names[0]))
    if need.tolerance:
        return gettext(
            "%(lead)s because %(because)s for as long as it can do without: %(time)s",
            lead=lead,
            because=because,
            time=minutes(need.tolerance),
        )
    return gettext("%(lead)s because %(because)s", lead=lead, because=because)


def _received(why: Received, directory: Directory) -> str:
    flow = why.flow
    values = {
        "data": listed([directory.categories[category].name for category in flow.categories] or [gettext("data")]),
        "source": directory.name(flow.source),
        "flow": flow.id,
    }
    if why.origin == flow.source:
        return gettext("it receives %(data)s from %(source)s (flow %(flow)s), and nothing checks them", **values)
    return gettext(
        "it receives %(data)s from %(source)s (flow %(flow)s) by way of %(carrier)s, "
        "which can change them: they are neither encrypted nor checked",
        carrier=directory.name(why.origin),
        **values,
    )


_GROUNDS = {
    Basis.AT_REST: N_("%(by)s is under foreign control and stores %(data)s."),
    Basis.BY_QUERY: N_(
        "%(by)s is under foreign control and can get %(data)s from %(holder)s by asking, maybe through others "
        "(flow %(flow)s)."
    ),
    Basis.IN_TRANSIT: N_("%(by)s is under foreign control and receives %(data)s from %(holder)s (flow %(flow)s)."),
    Basis.ON_THE_WIRE: N_(
        "%(by)s is under foreign control and carries %(data)s from %(holder)s unencrypted (flow %(flow)s)."
    ),
}
_SENDS = N_("%(by)s is under foreign control and sends %(data)s (flow %(flow)s).")


def exposed(reading: Reading, directory: Directory) -> str:
    """Why data are exposed, as one sentence."""
    sends = reading.basis is Basis.IN_TRANSIT and reading.by == reading.holder
    return gettext(
        _SENDS if sends else _GROUNDS[reading.basis],
        by=directory.name(reading.by),
        holder=directory.name(reading.holder),
        data=directory.categories[reading.category].name,
        flow=reading.flow,
    )


def way(story: Story, directory: Directory) -> str:
    """The way from what was hit, with the minutes of an outage; empty where the reason tells it all."""
    if len(story.way) < 3:
        return ""
    return " → ".join(_stage(stage, directory) for stage in story.way)


def _stage(stage: Stage, directory: Directory) -> str:
    name = directory.name(stage.key)
    return f"{name} ({minutes(stage.at)})" if stage.state in _LATER else name


def counted(kind: str, count: int) -> str:
    """So many of a kind: "4 501 devices"."""
    n = number(count)
    return {
        "process": ngettext("%(n)s process", "%(n)s processes", count, n=n),
        "system": ngettext("%(n)s system", "%(n)s systems", count, n=n),
        "device": ngettext("%(n)s device", "%(n)s devices", count, n=n),
        "infrastructure": ngettext("%(n)s piece of infrastructure", "%(n)s pieces of infrastructure", count, n=n),
        "network": ngettext("%(n)s network", "%(n)s networks", count, n=n),
        "supplier": ngettext("%(n)s supplier", "%(n)s suppliers", count, n=n),
        "location": ngettext("%(n)s location", "%(n)s locations", count, n=n),
    }[kind]


def step_words(row: Dependency | Flow, directory: Directory) -> str:
    """One step of a way as a sentence: "Ward: it uses Patient record"."""
    if isinstance(row, Flow):
        data = listed([directory.categories[category].name for category in row.categories] or [gettext("data")])
        return gettext(
            "%(source)s sends %(data)s to %(target)s (flow %(flow)s)",
            source=directory.name(row.source),
            target=directory.name(row.target),
            data=data,
            flow=row.id,
        )
    need = gettext(_NEEDS[row.kind], name=directory.name(row.provider))
    return gettext("%(name)s: %(need)s", name=directory.name(row.dependent), need=need)
