"""Moving a DPIA in: all or nothing, with the rights of whoever does it, and told in the trail."""

from collections.abc import Callable

import pytest
from sqlalchemy import func, select

from riskapp.accounts.permissions import Actor, Role
from riskapp.assessments.models import Assessment, Contributor
from riskapp.assessments.queries import answers_of
from riskapp.audit.models import AuditEvent
from riskapp.audit.vocabulary import Action
from riskapp.database import db
from riskapp.errors import Invalid, NotAllowed, NotFound
from riskapp.exchange.cnil.importing import import_pia
from tests.assessments.ward import HOSTILE, Ward
from tests.exchange.cnil.files import SLEEP_DIARY, answer, as_text, small

TEXT = SLEEP_DIARY.read_text(encoding="utf-8")


def actions() -> list[str]:
    return list(db.session.scalars(select(AuditEvent.action).order_by(AuditEvent.id)))


def test_a_dpia_moves_in_as_a_draft(ward: Ward, maja: Actor) -> None:
    done = import_pia(maja, TEXT, "", "en", [ward.lab])
    version = db.session.get_one(Assessment, done.assessment_id).latest
    assert (version.assessment.kind, version.state, version.title) == ("dpia", "draft", "Sleep diary of the lung ward")
    assert answers_of(version)["minimisation.verdict"] == "acceptable"
    assert [(risk.property, risk.consequence, risk.likelihood) for risk in version.risks] == [
        ("confidentiality", 3, 3),
        ("integrity", 4, 2),
        ("availability", 1, 1),
    ]
    assert [risk.number for risk in version.measures[0].treats] == [1]
    assert {one.mends for one in version.measures} == {"", "storage_limitation", "consent"}
    assert "Olav Personvern" in [one.name for one in version.participants]


def test_the_trail_tells_the_import_and_each_part_of_it(ward: Ward, maja: Actor) -> None:
    before = len(actions())
    done = import_pia(maja, TEXT, "Mine", "en", [ward.lab])
    told = actions()[before:]
    assert told[0] == Action.ASSESSMENT_STARTED and told[-1] == Action.PIA_IMPORTED
    assert {Action.ANSWER_SAVED, Action.RISK_ADDED, Action.MEASURE_ADDED, Action.PARTICIPANT_ADDED} <= set(told)
    event = db.session.scalars(select(AuditEvent).where(AuditEvent.action == Action.PIA_IMPORTED)).one()
    assert (event.actor_id, event.subject_id) == (maja.id, str(done.assessment_id))
    assert event.after["risks"] == 3 and event.after["title"] == "Sleep diary of the lung ward"
    assert [one["where"] for one in event.after["left_out"]] == [one.where for one in done.left_out]
    assert "Who empties the cellar?" in [one["text"] for one in event.after["left_out"]]
    version = db.session.get_one(Assessment, done.assessment_id).latest
    assert db.session.get(Contributor, (version.id, maja.id)) is not None


def test_it_needs_the_right_to_write_for_these_systems(ward: Ward, person: Callable[..., Actor]) -> None:
    readers = [
        person("pavel", Role.PRIVACY_OFFICER),
        person("rut", Role.AUDITOR),
        person("elsewhere", Role.MEMBER, asset=ward.cloud),
        person("nobody"),
    ]
    before = len(actions())
    for reader in readers:
        with pytest.raises(NotAllowed):
            import_pia(reader, TEXT, "", "en", [ward.lab])
    assert len(actions()) == before
    assert import_pia(person("local", Role.MEMBER, asset=ward.lab), TEXT, "", "en", [ward.lab])


@pytest.mark.parametrize(
    ("text", "title", "language", "refusal"),
    [
        ("{}", "", "en", Invalid),
        (as_text(small(pia={})), " ", "en", Invalid),
        (as_text(small(pia={"name": "x" * 201})), "", "en", Invalid),
        (TEXT, "", "fr", Invalid),
        (as_text(small(answers=[answer(111, "x" * 150_000), answer(111, "y" * 150_000)])), "", "en", Invalid),
    ],
)
def test_what_is_refused_leaves_nothing_behind(
    ward: Ward, maja: Actor, text: str, title: str, language: str, refusal: type[Exception]
) -> None:
    before = len(actions())
    with pytest.raises(refusal):
        import_pia(maja, text, title, language, [ward.lab])
    assert db.session.scalar(select(func.count()).select_from(Assessment)) == 0
    assert len(actions()) == before


def test_a_system_that_does_not_exist_is_refused(ward: Ward, maja: Actor) -> None:
    with pytest.raises(NotFound):
        import_pia(maja, TEXT, "", "en", [ward.lab, 10_000])


def test_hostile_texts_are_kept_as_they_are(ward: Ward, maja: Actor) -> None:
    entry = {"title": HOSTILE[0], "content": None}
    texts = [answer(322, None, None, list(HOSTILE[:5]))]
    done = import_pia(maja, as_text(small(answers=texts, measures=[entry])), HOSTILE[4], "nb", [ward.lab])
    version = db.session.get_one(Assessment, done.assessment_id).latest
    assert version.title == HOSTILE[4] and version.measures[0].text == HOSTILE[0]
    assert version.risks[0].cause == "\n".join(HOSTILE[:5])
