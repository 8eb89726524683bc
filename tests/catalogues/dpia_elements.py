"""What a DPIA must hold by its sources, and where riskapp asks for it: the rows of docs/dpia.md."""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from riskapp.catalogues.questionnaire import Questionnaire
from riskapp.catalogues.questions import load_questionnaire

FILE = Path(__file__).parents[1] / "cases" / "dpia_elements.toml"


@dataclass(frozen=True)
class Element:
    """One thing that a source asks for, with the places in riskapp; `must` where an empty DPIA tells that it lacks."""

    id: str
    source: str
    where: str
    asks: str
    places: tuple[tuple[str, str], ...]
    must: bool


def load() -> tuple[dict[str, dict[str, str]], list[Element]]:
    """The sources by id, and the elements in order."""
    read = tomllib.loads(FILE.read_text(encoding="utf-8"))
    elements = [
        Element(
            one["id"],
            one["source"],
            one["where"],
            one["asks"],
            tuple(tuple(place.split(":", 1)) for place in one["places"]),
            one.get("must", False),
        )
        for one in read["element"]
    ]
    return {one["id"]: one for one in read["source"]}, elements


def chapter(source: dict[str, str], elements: list[Element]) -> str:
    """The chapter of docs/dpia.md that tells of a source."""
    rows = "\n".join(f"| {one.where} | {one.asks} | {'; '.join(_told(one))} |" for one in elements)
    return f"## {source['title']}\n{source['lead']}\n\n| where | what is asked | in riskapp |\n|---|---|---|\n{rows}\n"


def _told(element: Element) -> Iterator[str]:
    """Where, as a person finds it: the step with its questions, the risk's or measure's page, the record, the act."""
    questionnaire = load_questionnaire("dpia")
    by_step: dict[str, list[str]] = {}
    rest: dict[str, list[str]] = {}
    for kind, name in element.places:
        if kind == "question":
            by_step.setdefault(_step_of(questionnaire, name), []).append(f"`{name}`")
        else:
            rest.setdefault(kind, []).append(f"`{name}`")
    for step, names in by_step.items():
        yield f"step “{step}”: {', '.join(names)}"
    for kind, names in rest.items():
        yield f"{WORDS[kind]}: {', '.join(names)}"


WORDS = {
    "step": "the step of",
    "risk": "each risk",
    "measure": "each measure",
    "remark": "the dialogue",
    "condition": "conditions of the approval",
    "record": "record of processing",
    "purpose": "record, each purpose",
    "processor": "record, each processor",
    "transfer": "record, each transfer",
    "quote": "from the estate and the record",
    "act": "the workflow",
    "page": "page",
}


def _step_of(questionnaire: Questionnaire, question: str) -> str:
    for step in questionnaire.steps:
        if any(one.id == question for one in step.questions):
            return step.title.en
    raise KeyError(question)
