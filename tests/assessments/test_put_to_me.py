"""Which remarks wait for whom, and that the first page asks the database as often for many as for few."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta

import pytest
from sqlalchemy import event

from riskapp.accounts.permissions import Actor, Role
from riskapp.assessments.control import Control
from riskapp.assessments.dialogue import answer_remark, make_remark, settle_remark
from riskapp.assessments.measures import add_measure
from riskapp.assessments.models import Version
from riskapp.assessments.put_to_me import Thread, Word, last_word_to
from riskapp.assessments.waiting import waiting_for
from riskapp.assessments.waiting_days import of_measures
from riskapp.assessments.waits import Wait
from riskapp.database import db
from tests.assessments.test_waiting import TODAY
from tests.assessments.ward import Ward, start

ME, MATE, OTHER = 1, 2, 3
TEAM = frozenset({ME, MATE})


def waits(*said: tuple[int, str], settled: bool = False, asks: bool = False) -> int | None:
    words = tuple(Word(number, author, text) for number, (author, text) in enumerate(said, 1))
    word = last_word_to(Thread(words, settled, asks), ME, "me", TEAM)
    return word.id if word else None


def test_whoever_is_named_is_waited_for_until_he_or_she_says_something() -> None:
    assert waits((OTHER, "Is it so?")) is None
    assert waits((OTHER, "Is it so, @me?")) == 1
    assert waits((OTHER, "Is it so, @me?"), (MATE, "I think so")) == 1
    assert waits((OTHER, "Is it so, @me?"), (ME, "Yes")) is None
    assert waits((OTHER, "@me?"), (ME, "Yes"), (OTHER, "And this, @me?")) == 3
    assert waits((OTHER, "Is it so, @me?"), settled=True) is None
    assert waits((ME, "I, @me, ask")) is None


def test_a_request_for_change_waits_for_the_team_until_one_of_it_says_something() -> None:
    assert waits((OTHER, "Change it"), asks=True) == 1
    assert waits((OTHER, "Change it"), (MATE, "Done"), asks=True) is None
    assert waits((OTHER, "Change it"), (MATE, "Done"), (OTHER, "Not quite"), asks=True) == 3
    assert waits((OTHER, "Change it, @me"), (MATE, "Done"), asks=True) == 1


def replies(actor: Actor) -> list[str]:
    return [row.remark.text for row in waiting_for(actor, TODAY) if row.wait is Wait.REPLY and row.remark]


def test_the_first_page_has_what_is_put_to_me(dpia: Version, maja: Actor, person: Callable[..., Actor]) -> None:
    pavel, rolf = person("pavel", Role.PRIVACY_OFFICER), person("rolf", Role.RISK_OWNER)
    asked = make_remark(pavel, dpia.id, "rights", "access", "request for change", "Say who, @rolf")
    db.session.expire_all()
    assert (replies(maja), replies(rolf), replies(pavel)) == (["Say who, @rolf"], ["Say who, @rolf"], [])
    answer_remark(rolf, asked, "The ward.")
    db.session.expire_all()
    assert (replies(maja), replies(rolf)) == (["Say who, @rolf"], [])
    settle_remark(pavel, asked, dpia.remarks[0].row_version)
    assert replies(maja) == []


def test_a_measure_that_is_due_within_a_month_waits_for_its_owner_by_name(
    ros: Version, maja: Actor, person: Callable[..., Actor]
) -> None:
    for days in (30, 31):
        add_measure(maja, ros.id, Control(f"in {days}", owner="ROLF ", due=TODAY + timedelta(days=days)))
    rolf, rikke = person("rolf", Role.RISK_OWNER), person("rikke", Role.RISK_OWNER)
    rows = [(row.wait, row.measure and row.measure.text) for row in waiting_for(rolf, TODAY)]
    assert rows == [(Wait.DUE, "in 30")]
    assert waiting_for(rikke, TODAY) == []


@contextmanager
def counting() -> Iterator[list[str]]:
    asked: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        asked.append(statement)

    event.listen(db.engine, "before_cursor_execute", note)
    yield asked
    event.remove(db.engine, "before_cursor_execute", note)


@pytest.mark.parametrize("many", [12])
def test_many_assessments_cost_no_more_questions_than_few(ward: Ward, maja: Actor, many: int) -> None:
    found = []
    for wanted in (2, many):
        for number in range(wanted):
            version = start(maja, "ros", ward.lab, title=f"No {wanted}-{number}")
            add_measure(maja, version.id, Control("late", due=TODAY - timedelta(days=1)))
        db.session.expire_all()
        db.session.expunge_all()
        with counting() as asked:
            rows = list(of_measures(maja, TODAY))
        found.append((len(rows), len(asked)))
    assert [rows for rows, _ in found] == [2, 2 + many]
    assert found[0][1] == found[1][1] <= 7
