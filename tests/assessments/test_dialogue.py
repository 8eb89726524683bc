"""The dialogue about a version: who may say, ask, answer and settle what, and what the trail tells of it."""

from collections.abc import Callable

import pytest
from sqlalchemy import select

from riskapp.accounts.permissions import Actor, Role
from riskapp.assessments.content import content_of
from riskapp.assessments.dialogue import answer_remark, make_remark, open_remark, open_requests, settle_remark
from riskapp.assessments.models import Contributor, Version
from riskapp.audit.models import AuditEvent
from riskapp.audit.vocabulary import Action
from riskapp.database import db
from riskapp.errors import Conflict, Invalid, NotAllowed, NotFound

REQUEST = "request for change"


@pytest.fixture
def pavel(person: Callable[..., Actor]) -> Actor:
    """The privacy officer."""
    return person("pavel", Role.PRIVACY_OFFICER)


def trail() -> list[str]:
    return list(db.session.scalars(select(AuditEvent.action).order_by(AuditEvent.id)))


def test_a_request_is_answered_by_the_team_and_settled_by_whoever_asks(
    dpia: Version, maja: Actor, pavel: Actor
) -> None:
    asked = make_remark(pavel, dpia.id, "rights", "access", REQUEST, "  Who gets the log, and when? ")
    answer_remark(maja, asked, "The patient, within seven days.")
    (remark,) = [one for one in dpia.remarks if one.answers_id is None]
    assert (remark.text, remark.author_role) == ("Who gets the log, and when?", "privacy officer")
    assert [one.text for one in remark.answers] == ["The patient, within seven days."]
    assert open_requests(dpia) == [remark]

    with pytest.raises(NotAllowed):
        settle_remark(maja, asked, remark.row_version)
    settle_remark(pavel, asked, remark.row_version)

    assert open_requests(dpia) == [] and remark.settled_by == pavel.name
    told = content_of(dpia)["remarks"]
    assert [(one["anchor"], one["kind"], one["answers"][0]["by"]) for one in told] == [("access", REQUEST, maja.name)]
    assert trail()[-3:] == [Action.REMARK_MADE, Action.REMARK_ANSWERED, Action.REMARK_SETTLED]


def test_saying_something_makes_nobody_an_author(dpia: Version, pavel: Actor) -> None:
    make_remark(pavel, dpia.id, "rights", "", "remark", "Well told.")
    assert db.session.get(Contributor, (dpia.id, pavel.id)) is None


def test_the_team_may_remark_and_settle_remarks_but_ask_for_no_change(dpia: Version, maja: Actor) -> None:
    said = make_remark(maja, dpia.id, "risks", "", "remark", "Is the list whole?")
    (remark,) = dpia.remarks
    settle_remark(maja, said, remark.row_version)
    seen = remark.row_version
    open_remark(maja, said, seen)
    assert remark.settled_at is None and remark.settled_by == ""
    with pytest.raises(NotAllowed):
        make_remark(maja, dpia.id, "risks", "", REQUEST, "Change it")


def test_an_auditor_reads_and_says_nothing(dpia: Version, person: Callable[..., Actor]) -> None:
    before = trail()
    with pytest.raises(NotAllowed):
        make_remark(person("rut", Role.AUDITOR), dpia.id, "risks", "", "remark", "Hm")
    assert trail()[: len(before)] == before and not dpia.remarks


def test_whoever_may_not_read_it_hears_that_there_is_none(dpia: Version, person: Callable[..., Actor]) -> None:
    with pytest.raises(NotFound):
        make_remark(person("adam", Role.ADMINISTRATOR), dpia.id, "risks", "", "remark", "Hm")


@pytest.mark.parametrize(
    ("step", "anchor", "kind", "text", "field"),
    [
        ("rights", "access", "remark", " \n", "text"),
        ("rights", "access", "shout", "Hm", "kind"),
        ("nowhere", "", "remark", "Hm", "place"),
        ("rights", "R7", "remark", "Hm", "place"),
        ("rights", "purposes", "remark", "Hm", "place"),
        ("rights", "access", "remark", "a\0b", "text"),
    ],
)
def test_what_does_not_fit_is_refused_by_its_field(
    dpia: Version, pavel: Actor, step: str, anchor: str, kind: str, text: str, field: str
) -> None:
    with pytest.raises(Invalid) as refused:
        make_remark(pavel, dpia.id, step, anchor, kind, text)
    assert refused.value.field == field and not dpia.remarks


def test_two_who_settle_at_once_see_each_other(dpia: Version, pavel: Actor) -> None:
    asked = make_remark(pavel, dpia.id, "rights", "", REQUEST, "More")
    (remark,) = dpia.remarks
    seen = remark.row_version
    settle_remark(pavel, asked, seen)
    with pytest.raises(Conflict):
        open_remark(pavel, asked, seen)
