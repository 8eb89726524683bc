"""What people call their questions: no two of one person's have the same name, in any letters' case."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from riskapp.assessments.answers import clean
from riskapp.errors import N_, Invalid
from riskapp.questions.models import SavedQuestion

LONGEST_NAME = 200


@dataclass(frozen=True, slots=True)
class Label:
    """What a person calls a question, and whether all who may view the estate see it."""

    name: str
    note: str = ""
    shared: bool = False


def labelled(label: Label) -> Label:
    """The label as it is kept. Raises Invalid with the field that does not fit."""
    name, note = " ".join(clean(label.name, "name").split()), clean(label.note, "note").strip()
    if not name:
        raise Invalid(N_("Give it a name, so that you find it again."), field="name")
    if len(name) > LONGEST_NAME:
        raise Invalid(N_("Keep the name below %(most)s characters."), field="name", most=LONGEST_NAME + 1)
    return Label(name, note, label.shared)


def folded(name: str) -> str:
    """A name as it is compared with others."""
    return name.casefold()


def refuse_taken(session: Session, owner_id: int | None, name: str, *, but: int | None = None) -> None:
    """Raise Invalid where the owner keeps another question of that name; `but` is the question that is named."""
    query = select(SavedQuestion).where(SavedQuestion.owner_id == owner_id, SavedQuestion.folded_name == folded(name))
    other = next((one for one in session.scalars(query) if one.id != but), None)
    if other is not None:
        raise Invalid(
            N_("You already keep a question called %(name)s. Choose another name, or change that one."),
            field="name",
            name=other.name,
        )
