"""The figures of docs/reality-check.md, computed: `python -m tests.reality.document` writes them anew."""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from riskapp.graph.availability import Availability
from riskapp.graph.confidentiality import Confidentiality
from riskapp.graph.integrity import Integrity
from riskapp.graph.restart import restart
from riskapp.graph.snapshot import Snapshot
from riskapp.graph.vocabulary import Kind, Threat
from tests.reality.incidents import Answer, Case, Question, ask, load, names, states
from tests.reality.verdicts import Mismatch, Verdict, verdict

DOCUMENT = Path(__file__).parents[2] / "docs" / "reality-check.md"
_BLOCK = re.compile(r"<!-- (?P<name>[a-z-]+): computed -->\n.*?<!-- end -->\n", re.DOTALL)


def written(text: str) -> str:
    """The document with every computed block as it is today."""
    return _BLOCK.sub(lambda found: block(found["name"]), text)


def block(name: str) -> str:
    """A computed block between its markers: the summary, or the chapter of a case."""
    body = summary() if name == "summary" else chapter(load(name))
    return f"<!-- {name}: computed -->\n{body}<!-- end -->\n"


def summary() -> str:
    """How many cases agree, in a sentence, and case by case."""
    verdicts = {name: [verdict(one) for one in load(name).questions if one.real] for name in names()}
    reach = [name for name, all_of in verdicts.items() if not any(one.reach for one in all_of)]
    degree = [name for name in reach if not any(one.degree for one in verdicts[name])]
    told = [name for name, all_of in verdicts.items() if any(one.order is not None for one in all_of)]
    order = [name for name in told if not any(one.order for one in verdicts[name])]
    sentence = (
        f"Of {len(verdicts)} cases the model reaches in {len(reach)} what the sources tell and nothing that they call "
        f"spared, in {len(degree)} of these each asset also as hard as told; of the {len(told)} cases whose order is "
        f"told it has {len(order)} in that order."
    )
    rows = "".join(
        f"| {load(name).title} | {_yes(name in reach)} | "
        f"{_yes(not any(one.degree for one in all_of))} | {_yes(name in order) if name in told else 'not told'} |\n"
        for name, all_of in verdicts.items()
    )
    return f"{sentence}\n\n| case | reach | how hard | order |\n|---|---|---|---|\n{rows}"


def chapter(case: Case) -> str:
    """A case: what it is made of, each question with its answer beside what happened, and what stays untold."""
    ids = {(one.dependent, one.provider) for one in case.estate.dependencies}
    flows = {one.id for one in case.estate.flows}
    of_flows = f" and {len(case.stated_flows)} of {len(flows)} flows" if flows else ""
    made_of = (
        f"The estate has {len(case.estate.assets)} assets; {len(case.stated)} of {len(ids)} dependencies{of_flows} are "
        f"stated by a source, the rest is our assumption (`tests/cases/incidents/{case.id}`)."
    )
    lines = [
        f"Sources: {case.source}",
        "",
        made_of,
        "",
        "| asked | model says | happened | agree |",
        "|---|---|---|---|",
        *(_row(case.estate, one) for one in case.questions),
        "",
        *(f"- {text}" for one in case.questions for text in one.differs),
        f"- What it could not have told: {'; '.join(case.silent)}.",
    ]
    return "\n".join(lines) + "\n"


def length(minutes: int) -> str:
    """Minutes as people say them: 1 d 2 h 5 min."""
    parts = ((minutes // 1440, "d"), (minutes // 60 % 24, "h"), (minutes % 60, "min"))
    return " ".join(f"{number} {unit}" for number, unit in parts if number) or "0 min"


def _row(estate: Snapshot, question: Question) -> str:
    answer = ask(question)
    happened = question.happened
    told = " ".join(filter(None, (happened.get("told"), happened.get("recovery")))) or "not asked of reality"
    agree = "<br>".join(_agreement(estate, verdict(question))) if question.real else "–"
    how = "Under foreign control" if question.control or question.threat is Threat.CONFIDENTIALITY else "Hit"
    asked = f"{question.asks} *{how}: {', '.join(f'`{name}`' for name in question.hit)}*"
    return f"| {asked} | {'<br>'.join(_says(estate, question, answer))} | {told} | {agree} |"


def _says(estate: Snapshot, question: Question, answer: Answer) -> Iterator[str]:
    if isinstance(answer, Availability):
        yield from _outage(estate, question, answer)
    elif isinstance(answer, Integrity):
        reached = states(answer)
        yield f"{len(reached)} of {len(estate.assets)} assets: {_listed(estate, reached)}."
        yield f"Stopped by a validation: {len(answer.stopped)} flows. No minutes, no persons."
    elif isinstance(answer, Confidentiality):
        yield f"{len(answer.controlled)} assets under foreign control."
        unknown = f", and {answer.unknown} of unknown size" if answer.unknown else ""
        yield f"Persons: at least {_number(answer.at_least)}, at most {_number(answer.at_most)}{unknown}. No minutes."


def _outage(estate: Snapshot, question: Question, answer: Availability) -> Iterator[str]:
    processes = {one.id: one.name for one in estate.assets if one.kind is Kind.PROCESS}
    rows = sorted(answer.assets, key=lambda one: (one.intervals[0].start, one.id))
    hit = [one for one in rows if one.id in processes]
    yield f"{len(rows)} of {len(estate.assets)} assets, {len(hit)} of {len(processes)} processes."
    for one in hit:
        lasting = ((one.minutes_down, "down"), (one.degraded_minutes, "hampered"))
        spent = " and ".join(f"{word} for {length(minutes)}" for minutes, word in lasting if minutes)
        yield f"{processes[one.id]}: from {length(one.intervals[0].start)}, {spent}"
    for deadlock in answer.deadlocks:
        yield f"Black start: {_listed(estate, deadlock)} wait for each other."
    if question.outage is not None:
        plan = restart(estate, question.hit, question.outage, control=question.control)
        by_hand = [started.id for black in plan.black_starts for started in black.by_hand]
        hand = f", with {_listed(estate, by_hand)} started by hand" if by_hand else ""
        yield f"All is up {length(plan.minutes)} after the fault is gone{hand}."
    else:
        yield f"Until the end of the {length(question.horizon)} that were simulated."


def _agreement(estate: Snapshot, found: Verdict) -> Iterator[str]:
    yield f"Reach: {_differing(estate, found.reach)} ({found.compared - len(found.reach)} of {found.compared} assets)"
    yield f"How hard: {_differing(estate, found.degree)}"
    if found.order is None:
        yield "Order: not told"
    else:
        pairs = ", ".join(
            f"{_listed(estate, (early,))} before {_listed(estate, (late,))}" for early, late in found.order
        )
        yield f"Order: {'no, the sources have ' + pairs if pairs else 'yes'}"


def _differing(estate: Snapshot, found: tuple[Mismatch, ...]) -> str:
    if not found:
        return "yes"
    return "no: " + "; ".join(
        f"{_listed(estate, (one.asset,))} {WORDS[one.model]}, told {WORDS[one.told]}" for one in found
    )


WORDS = {"degraded": "hampered", "down": "down", "spared": "spared", "control": "controlled", "exposed": "exposed"}


def _listed(estate: Snapshot, ids: Iterable[str]) -> str:
    known = {one.id: one.name for one in estate.assets}
    return ", ".join(known[one] for one in ids)


def _number(persons: int) -> str:
    return f"{persons:,}".replace(",", " ")


def _yes(agrees: bool) -> str:
    return "yes" if agrees else "no"


if __name__ == "__main__":
    DOCUMENT.write_text(written(DOCUMENT.read_text(encoding="utf-8")), encoding="utf-8")
