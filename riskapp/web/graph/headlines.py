"""The answer in words: one sentence that says it, and a few that add what a person asks next."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask_babel import gettext, ngettext

from riskapp.errors import N_
from riskapp.explorer.directory import Directory
from riskapp.explorer.rows import Row
from riskapp.explorer.summary import ProcessOutage, Reach, Verdict, back_at
from riskapp.graph.availability import Availability
from riskapp.graph.confidentiality import Confidentiality
from riskapp.graph.integrity import Integrity
from riskapp.graph.vocabulary import Threat
from riskapp.web.formatting import minutes, number, persons
from riskapp.web.graph.question import Question
from riskapp.web.graph.wording import counted, listed, state


@dataclass(frozen=True, slots=True)
class Headline:
    """The answer, whether it hurts anybody, and what to add."""

    text: str
    harm: bool
    more: tuple[str, ...]


def question_text(names: Sequence[str], question: Question) -> str:
    """The question as a sentence; of several that are hit at the same time a few are named."""
    text = _of_several(question) if len(names) > 1 else _of_one(question)
    return gettext(text, name=listed(names, 4), time=minutes(question.outage))


def _of_one(question: Question) -> str:
    if question.threat is Threat.CONFIDENTIALITY:
        return N_("What happens if %(name)s leaks?")
    if question.threat is Threat.INTEGRITY:
        if question.control:
            return N_("What happens if somebody else controls %(name)s?")
        return N_("What happens if %(name)s lies?")
    if question.outage is None:
        return N_("What happens if %(name)s fails until further notice?")
    return N_("What happens if %(name)s fails for %(time)s?")


def _of_several(question: Question) -> str:
    if question.threat is Threat.CONFIDENTIALITY:
        return N_("What happens if %(name)s leak at the same time?")
    if question.threat is Threat.INTEGRITY:
        if question.control:
            return N_("What happens if somebody else controls %(name)s at the same time?")
        return N_("What happens if %(name)s lie at the same time?")
    if question.outage is None:
        return N_("What happens if %(name)s fail at the same time, until further notice?")
    return N_("What happens if %(name)s fail at the same time, for %(time)s?")


def outage_headline(
    result: Availability, reach: Reach, processes: Sequence[ProcessOutage], directory: Directory
) -> Headline:
    """What goes down, what is only degraded, when all is up again, and what waits for each other."""
    text, more = _processes_down(reach)
    too_long = sum(one.verdict is Verdict.TOO_LONG for one in processes)
    if too_long:
        more.append(
            ngettext(
                "%(n)s process is down for longer than it bears.",
                "%(n)s processes are down for longer than they bear.",
                too_long,
                n=number(too_long),
            )
        )
    others, degraded = reach.assets_worst - reach.processes_worst, reach.assets - reach.assets_worst
    if others:
        more.append(
            ngettext(
                "Apart from processes, %(n)s asset goes down.",
                "Apart from processes, %(n)s assets go down.",
                others,
                n=number(others),
            )
        )
    if degraded:
        more.append(
            ngettext(
                "%(n)s is only degraded: it limps on.",
                "%(n)s are only degraded: they limp on.",
                degraded,
                n=number(degraded),
            )
        )
    for deadlock in result.deadlocks:
        more.append(
            gettext(
                "Black start: %(names)s wait for each other. Somebody must start one of them without what it needs.",
                names=listed([directory.name(key) for key in deadlock], 6),
            )
        )
    more.append(_afterwards(result))
    return Headline(text, bool(reach.assets), tuple(sentence for sentence in more if sentence))


def _processes_down(reach: Reach) -> tuple[str, list[str]]:
    first, down, degraded = reach.first, reach.processes_worst, reach.processes - reach.processes_worst
    if first is None:
        none = gettext("No process is hit.")
        return (none, []) if reach.assets else (gettext("Nothing else is hit."), [])
    when = gettext("%(name)s first: %(state)s.", name=first.name, state=state(first.state, first.at))
    if not down:
        text = ngettext(
            "No process goes down, but %(n)s is degraded.",
            "No process goes down, but %(n)s are degraded.",
            degraded,
            n=number(degraded),
        )
        return text, [when]
    text = ngettext("%(n)s process goes down", "%(n)s processes go down", down, n=number(down))
    if down == 1:
        return gettext("%(what)s: %(name)s, %(when)s.", what=text, name=first.name, when=_when(first)), []
    return gettext("%(what)s: %(name)s first, %(when)s.", what=text, name=first.name, when=_when(first)), []


def _when(row: Row) -> str:
    return gettext("after %(time)s", time=minutes(row.at)) if row.at else gettext("at once")


def _afterwards(result: Availability) -> str:
    if result.outage is None:
        return ""
    back = back_at(result)
    if back is not None:
        return gettext("All is up again after %(time)s.", time=minutes(back))
    waiting = sum(one.first_failure is not None and one.restored is None for one in result.assets)
    return ngettext(
        "%(n)s asset is still down when the simulated %(time)s are over.",
        "%(n)s assets are still down when the simulated %(time)s are over.",
        waiting,
        n=number(waiting),
        time=minutes(result.horizon),
    )


def integrity_headline(result: Integrity, reach: Reach) -> Headline:
    """How far wrong data and control could go, and where they are stopped."""
    if not reach.assets:
        text = gettext("Nothing else could be wrong.")
    elif reach.processes:
        text = ngettext(
            "%(n)s process could work with wrong data: %(names)s.",
            "%(n)s processes could work with wrong data: %(names)s.",
            reach.processes,
            n=number(reach.processes),
            names=listed(reach.process_names),
        )
    else:
        text = gettext("No process is reached.")
    more = []
    if not reach.assets and not result.control:
        more.append(
            gettext("Only wrong data were followed. Who is in control of it may reach more: tick that, and ask again.")
        )
    if reach.assets:
        more.append(
            ngettext(
                "Wrong data or control could reach %(n)s other asset.",
                "Wrong data or control could reach %(n)s other assets.",
                reach.assets,
                n=number(reach.assets),
            )
        )
    if reach.assets_worst:
        more.append(
            ngettext(
                "Somebody else would decide what %(n)s of them does.",
                "Somebody else would decide what %(n)s of them do.",
                reach.assets_worst,
                n=number(reach.assets_worst),
            )
        )
    if result.stopped:
        more.append(
            ngettext(
                "A validation stops wrong data at %(n)s flow.",
                "Validations stop wrong data at %(n)s flows.",
                len(result.stopped),
                n=number(len(result.stopped)),
            )
        )
    return Headline(text, bool(reach.assets), tuple(more))


def leak_headline(result: Confidentiality, reach: Reach, kinds: Sequence[tuple[str, int]]) -> Headline:
    """How many persons at least and at most, and what control reaches."""
    if not result.exposures:
        text = gettext("No personal data are exposed.")
    elif result.at_least:
        text = gettext(
            "Data about at least %(n)s persons are exposed; %(most)s.",
            n=number(result.at_least),
            most=persons(result.at_most, result.unknown),
        )
    else:
        text = gettext("Data may be exposed: %(most)s.", most=persons(result.at_most, result.unknown))
    more = []
    if reach.assets:
        others = listed([counted(kind, count) for kind, count in kinds], 7)
        more.append(gettext("The same control reaches these too: %(others)s.", others=others))
    return Headline(text, bool(result.exposures or reach.assets), tuple(more))
