"""What a refused act shows: one sentence, the field that it concerns, the places to put right, the typed text."""

from collections.abc import Mapping
from dataclasses import dataclass

from riskapp.assessments.draft import Missing
from riskapp.decisions.obstacles import Obstructed
from riskapp.errors import Conflict, Invalid
from riskapp.web.answers import sentence, status_of


@dataclass(frozen=True, slots=True)
class Refusal:
    """`field` is the id of the element that the sentence concerns, or empty; `missing` are places elsewhere."""

    text: str
    status: int
    field: str = ""
    missing: tuple[Missing, ...] = ()

    def at(self, field: str) -> str:
        """The sentence, where it concerns this field."""
        return self.text if field == self.field else ""


def refusal_of(error: Invalid | Conflict, fields: Mapping[str, str]) -> Refusal:
    """The refusal of an operation; `fields` leads from the operation's field names to ids of elements."""
    field = fields.get(error.field or "", "") if isinstance(error, Invalid) else ""
    missing = error.missing if isinstance(error, Obstructed) else ()
    return Refusal(sentence(error), status_of(error), field, missing)
