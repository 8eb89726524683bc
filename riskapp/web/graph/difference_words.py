"""The difference that supposed changes make, in words: one sentence that says it, totals, and the fate of each row."""

from collections.abc import Mapping, Sequence

from flask_babel import gettext, ngettext

from riskapp.errors import N_
from riskapp.explorer.differences import Difference, Figure, Turn, Turned
from riskapp.explorer.rows import Row
from riskapp.graph.confidentiality import Exposure
from riskapp.graph.vocabulary import Kind, Threat
from riskapp.web.formatting import minutes, number, persons
from riskapp.web.graph.headlines import Headline
from riskapp.web.graph.wording import listed, state

FIGURES: Mapping[str, str] = {
    "processes_down": N_("processes that go down"),
    "process_minutes_down": N_("time down, all processes together"),
    "assets_down": N_("other assets that go down, processes included"),
    "degraded": N_("other assets that are only degraded"),
    "black_starts": N_("black starts"),
    "back_after": N_("all is up again after"),
    "processes_reached": N_("processes reached"),
    "assets_reached": N_("other assets reached, processes included"),
    "controlled": N_("assets under foreign control"),
    "stopped": N_("data flows where a validation stops it"),
    "at_least": N_("persons at least"),
    "at_most": N_("persons at most, where the number is known"),
    "unknown": N_("places where the number of persons is unknown"),
}
TURNS: Mapping[Turn, str] = {
    Turn.SAVED: N_("Saved"),
    Turn.BETTER: N_("Fares better"),
    Turn.NEW: N_("New"),
    Turn.WORSE: N_("Fares worse"),
    Turn.GONE: N_("No longer there"),
}
_TIMES = ("process_minutes_down", "back_after")


def headline(found: Difference, threat: Threat) -> Headline:
    """What the changes do, whether anybody is worse off, and what to add."""
    worse = [one for turn in (Turn.NEW, Turn.WORSE) for one in found.turned(turn)]
    harm = bool(worse or any(one.turn in (Turn.NEW, Turn.WORSE) for one in found.exposed))
    if not found.assets and not found.exposed:
        return Headline(gettext("The changes make no difference to this answer."), harm, ())
    text = _leak(found) if threat is Threat.CONFIDENTIALITY else ""
    text = text or _saved(found, threat)
    return Headline(text, harm, tuple(_more(found)))


def _saved(found: Difference, threat: Threat) -> str:
    saved, better = found.turned(Turn.SAVED), found.turned(Turn.BETTER)
    processes = _processes(saved)
    if processes:
        return ngettext(
            "%(n)s process is saved: %(names)s.",
            "%(n)s processes are saved: %(names)s.",
            len(processes),
            n=number(len(processes)),
            names=listed(processes, 6),
        )
    if threat is Threat.CONFIDENTIALITY and saved:
        return ngettext(
            "%(n)s asset is no longer under foreign control.",
            "%(n)s assets are no longer under foreign control.",
            len(saved),
            n=number(len(saved)),
        )
    processes = _processes(better)
    if processes:
        return ngettext(
            "No process is saved, but %(n)s fares better: %(names)s.",
            "No process is saved, but %(n)s fare better: %(names)s.",
            len(processes),
            n=number(len(processes)),
            names=listed(processes, 6),
        )
    if saved:
        return ngettext(
            "No process is saved, but %(n)s asset is.",
            "No process is saved, but %(n)s assets are.",
            len(saved),
            n=number(len(saved)),
        )
    if better:
        return ngettext(
            "Nothing is saved, but %(n)s asset fares better.",
            "Nothing is saved, but %(n)s assets fare better.",
            len(better),
            n=number(len(better)),
        )
    return gettext("Nothing is saved.")


def _leak(found: Difference) -> str:
    least, most, unknown = (
        next(one for one in found.figures if one.name == name) for name in ("at_least", "at_most", "unknown")
    )
    if (least.before, most.before, unknown.before) == (least.after, most.after, unknown.after):
        return ""
    if not (most.after or unknown.after):
        return gettext("No personal data are exposed any more.")
    return gettext(
        "Data about at least %(least)s persons are exposed; %(most)s. Before the changes: at least %(least_before)s; "
        "%(most_before)s.",
        least=number(least.after),
        least_before=number(least.before),
        most=persons(most.after or 0, unknown.after or 0),
        most_before=persons(most.before or 0, unknown.before or 0),
    )


def _more(found: Difference) -> list[str]:
    more = []
    minutes_down = next((one for one in found.figures if one.name == "process_minutes_down"), None)
    if minutes_down is not None and minutes_down.before != minutes_down.after:
        more.append(
            gettext(
                "The processes are down for %(after)s in all instead of %(before)s.",
                after=minutes(minutes_down.after),
                before=minutes(minutes_down.before),
            )
        )
    for turn in (Turn.NEW, Turn.WORSE):
        rows = found.turned(turn)
        if rows:
            names = listed([one.name for one in rows])
            more.append(gettext(_COSTS[turn], n=number(len(rows)), names=names))
    return more


_COSTS = {
    Turn.NEW: N_("Reached only with the changes (%(n)s): %(names)s."),
    Turn.WORSE: N_("Worse off with the changes (%(n)s): %(names)s."),
}


def _processes(rows: Sequence[Turned]) -> list[str]:
    return [one.name for one in rows if one.kind is Kind.PROCESS]


def figure(one: Figure, side: str) -> str:
    """A total of one side."""
    value = one.before if side == "before" else one.after
    if value is None:
        return gettext("not within seven days")
    return minutes(value) if one.name in _TIMES else number(value)


def fate(row: Row | None, turn: Turn) -> str:
    """What happens to an asset on one side, and for how long."""
    if row is None:
        return gettext("not in the estate") if turn is Turn.GONE else gettext("not reached")
    text = state(row.state, row.at)
    if row.outage is None:
        return text
    if row.outage.first_failure is None:
        return gettext("%(state)s, for %(time)s", state=text, time=minutes(row.outage.degraded_minutes))
    if row.outage.restored is None:
        return gettext("%(state)s, and not back within seven days", state=text)
    return gettext("%(state)s, for %(time)s", state=text, time=minutes(row.outage.minutes_down))


def exposed_persons(row: Exposure | None) -> str:
    """How many persons' data are exposed on one side."""
    if row is None:
        return gettext("not exposed")
    if row.at_most is None:
        return gettext("unknown number")
    if row.at_least == row.at_most:
        return number(row.at_most)
    return gettext("at least %(least)s, at most %(most)s", least=number(row.at_least), most=number(row.at_most))
