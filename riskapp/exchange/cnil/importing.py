"""Moving a DPIA in from the CNIL PIA tool: all of it by the operations that a team uses, or nothing."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass

from sqlalchemy import select

from riskapp.accounts.authority import log
from riskapp.accounts.permissions import Actor
from riskapp.assessments.access import subject_of
from riskapp.assessments.answering import save_answers
from riskapp.assessments.measures import add_measure
from riskapp.assessments.models import Assessment
from riskapp.assessments.operations import add_participant, start_assessment
from riskapp.assessments.risks import add_risks
from riskapp.audit.models import AuditEvent
from riskapp.audit.vocabulary import Action
from riskapp.database import db, transaction
from riskapp.exchange.cnil.form import LeftOut
from riskapp.exchange.cnil.moved import Moved
from riskapp.exchange.cnil.moving import move_in
from riskapp.exchange.cnil.reading import read_pia


@dataclass(frozen=True, slots=True)
class MovedIn:
    """A DPIA that moved in: the assessment's id, and what did not come with it or should be looked at."""

    assessment_id: int
    left_out: tuple[LeftOut, ...]


def import_pia(actor: Actor, text: str, title: str, language: str, asset_ids: Iterable[int]) -> MovedIn:
    """Start a DPIA of some assets from a file of the CNIL tool; an empty title takes the file's name for it.

    Raises Invalid, saying what and where, for a file that is no PIA; else as `start_assessment` does.
    """
    moved = move_in(read_pia(text), language)
    with transaction() as session:
        number = start_assessment(actor, "dpia", title.strip() or moved.title, language, asset_ids)
        version = session.get_one(Assessment, number).latest
        for name, role in moved.participants:
            add_participant(actor, version.id, name, role=role)
        outcome = save_answers(actor, version.id, {key: (answer, 0) for key, answer in moved.answers.items()})
        for refused in outcome.faults:
            raise refused
        add_risks(actor, version.id, moved.scenarios)
        for control in moved.controls:
            add_measure(actor, version.id, control)
        log(session, actor, Action.PIA_IMPORTED, subject_of(version), after=_details(moved))
    return MovedIn(number, moved.left_out)


def import_event(assessment_id: int) -> AuditEvent | None:
    """The audit event of the import that an assessment came from, or None where it was begun here."""
    query = select(AuditEvent).where(
        AuditEvent.action == Action.PIA_IMPORTED.value,
        AuditEvent.subject_kind == "assessment",
        AuditEvent.subject_id == str(assessment_id),
    )
    return db.session.scalar(query)


def _details(moved: Moved) -> dict[str, object]:
    """What the audit event says: all that was left out stands nowhere else."""
    return {
        "title": moved.title,
        "answers": len(moved.answers),
        "risks": len(moved.scenarios),
        "measures": len(moved.controls),
        "participants": len(moved.participants),
        "left_out": [asdict(one) for one in moved.left_out],
    }
