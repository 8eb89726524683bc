"""What a demo team has made of the estate's suggestions, read beside this file and done as people do it."""

from dataclasses import dataclass
from importlib.resources import files

from sqlalchemy import select

from riskapp.accounts.permissions import Actor
from riskapp.assessments.models import Version
from riskapp.assessments.suggesting import accept_suggestions, dismiss_suggestions
from riskapp.catalogues.reading import Entry, parse
from riskapp.database import db


@dataclass(frozen=True)
class DemoDismissal:
    """Suggestions that a team dismisses for one reason."""

    keys: tuple[str, ...]
    reason: str


@dataclass(frozen=True)
class DemoSuggestions:
    """What became of suggestions: `assessment` is a title, `by` an account."""

    assessment: str
    by: str
    accept: tuple[str, ...]
    dismissals: tuple[DemoDismissal, ...]


def load_demo_suggestions() -> DemoSuggestions:
    """What the demo says of suggestions; raises Invalid, naming the entry, where it is amiss."""
    name = "suggested.toml"
    top = parse(name, files("riskapp.commands.demo").joinpath(name).read_text(encoding="utf-8"))
    read = DemoSuggestions(
        assessment=top.string("assessment"),
        by=top.string("by"),
        accept=top.strings("accept"),
        dismissals=tuple(_dismissal(entry) for entry in top.entries("dismiss")),
    )
    top.finish()
    return read


def _dismissal(entry: Entry) -> DemoDismissal:
    read = DemoDismissal(entry.strings("keys"), entry.string("reason"))
    entry.finish()
    return read


def judge_demo_suggestions(actor: Actor, demo: DemoSuggestions) -> None:
    """Take over and dismiss what the demo says; raises Invalid where the demo's estate does not suggest it."""
    version = db.session.scalars(select(Version).where(Version.title == demo.assessment)).one()
    accept_suggestions(actor, version.id, demo.accept)
    for one in demo.dismissals:
        dismiss_suggestions(actor, version.id, one.keys, one.reason)
