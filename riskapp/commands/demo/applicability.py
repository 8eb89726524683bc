"""Reads the demo's statement of applicability beside this file, and writes it through the operation people use."""

from dataclasses import dataclass
from importlib.resources import files

from riskapp.accounts.permissions import Actor
from riskapp.applicability.deciding import decide_control
from riskapp.applicability.statement import Decision
from riskapp.catalogues.controls import CHOICES, NOT_BEGUN, REASONS, STATES, load_controls
from riskapp.catalogues.reading import Entry, parse


@dataclass(frozen=True)
class DemoStatement:
    """The account that keeps it, and what is said of each control that is named."""

    keeper: str
    decisions: tuple[tuple[str, Decision], ...]


def load_demo_statement() -> DemoStatement:
    """The demo's statement; raises Invalid, naming the entry, where it is amiss."""
    file = "applicability.toml"
    top = parse(file, files("riskapp.commands.demo").joinpath(file).read_text(encoding="utf-8"))
    statement = DemoStatement(
        top.string("keeper"), tuple(pair for entry in top.entries("group") for pair in _decisions(entry))
    )
    top.finish()
    return statement


def write_demo_statement(actor: Actor, statement: DemoStatement) -> None:
    """Decide on each control as the keeper."""
    for number, decision in statement.decisions:
        decide_control(actor, number, decision, 0)


def _decisions(entry: Entry) -> list[tuple[str, Decision]]:
    numbers = entry.strings("controls", [one.number for one in load_controls().controls])
    decision = Decision(
        applicable=entry.word("applicable", CHOICES),
        justification=entry.string("justification"),
        reasons=entry.strings("reasons", REASONS),
        state=entry.word("state", STATES, NOT_BEGUN),
        responsible=entry.string("responsible", ""),
        note=entry.string("note", ""),
    )
    entry.finish()
    return [(number, decision) for number in numbers]
