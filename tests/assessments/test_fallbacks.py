"""What people do while a system is away: what may be written, by whom, and what is doubtful about it."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from riskapp.accounts.permissions import Actor
from riskapp.assessments.fallback_doubts import doubts_of_fallback, quoted_tolerance
from riskapp.assessments.fallbacks import Routine, add_fallback, change_fallback, remove_fallback, routine_of
from riskapp.assessments.models import Fallback, Version
from riskapp.database import db, now, transaction
from riskapp.errors import Conflict, Invalid, NotFound
from tests.assessments.ward import HOSTILE, Ward

BOTH_DATABASES = True
TODAY = date(2026, 11, 23)


@pytest.fixture
def paper(ward: Ward) -> Routine:
    """Tested for twenty minutes."""
    tested = TODAY - timedelta(days=30)
    return Routine("manual routine", "Paper and telephone", ward.emergency, ward.lab, 20, tested, "Nina Nurse")


def stored(number: int) -> Fallback:
    db.session.expire_all()
    return db.session.get_one(Fallback, number)


def test_each_is_kept_as_it_was_written_and_numbered(ros: Version, maja: Actor, paper: Routine, ward: Ward) -> None:
    texts = (paper.text, *HOSTILE)
    numbers = [add_fallback(maja, ros.id, replace(paper, text=text), TODAY) for text in texts]
    assert [stored(one).number for one in numbers] == list(range(1, len(texts) + 1))
    assert [routine_of(stored(one)) for one in numbers] == [replace(paper, text=text.strip()) for text in texts]
    glass = Routine("emergency access", "Break the seal", ward.lab, ward.cloud)
    assert routine_of(stored(add_fallback(maja, ros.id, glass, TODAY))) == glass


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"kind": "prayer"}, "kind"),
        ({"text": " "}, "text"),
        ({"text": "a\x00b"}, "text"),
        ({"dependent_id": 424242}, "dependent_id"),
        ({"provider_id": 424242}, "provider_id"),
        ({"minutes": -1}, "minutes"),
        ({"minutes": 525_601}, "minutes"),
        ({"minutes": None}, "minutes"),
        ({"minutes": None, "tested_on": None}, "minutes"),
        ({"tested_on": TODAY + timedelta(days=1)}, "tested_on"),
    ],
)
def test_what_cannot_be_is_refused_by_its_field(
    ros: Version, maja: Actor, paper: Routine, wrong: dict[str, object], field: str
) -> None:
    number = add_fallback(maja, ros.id, paper, TODAY)
    bad = replace(paper, **wrong)  # type: ignore[arg-type]
    with pytest.raises(Invalid) as added:
        add_fallback(maja, ros.id, bad, TODAY)
    with pytest.raises(Invalid) as changed:
        change_fallback(maja, number, bad, 1, TODAY)
    assert added.value.field == changed.value.field == field
    assert routine_of(stored(number)) == paper and len(ros.fallbacks) == 1


def test_nothing_goes_on_without_itself(ros: Version, maja: Actor, paper: Routine, ward: Ward) -> None:
    with pytest.raises(Invalid, match="without itself"):
        add_fallback(maja, ros.id, replace(paper, dependent_id=ward.lab), TODAY)


def test_the_second_writer_gets_both_texts(ros: Version, maja: Actor, paper: Routine) -> None:
    number = add_fallback(maja, ros.id, paper, TODAY)
    seen = stored(number).row_version
    change_fallback(maja, number, replace(paper, text="Telephone only"), seen, TODAY)
    with pytest.raises(Conflict) as caught:
        change_fallback(maja, number, replace(paper, text="Paper only"), seen, TODAY)
    assert (caught.value.theirs["text"], caught.value.mine["text"]) == ("Telephone only", "Paper only")
    assert stored(number).text == "Telephone only"


def test_other_minutes_have_not_been_carried_over_and_other_words_have(
    ros: Version, maja: Actor, paper: Routine
) -> None:
    number = add_fallback(maja, ros.id, paper, TODAY)
    with transaction():
        stored(number).carried_at = now()
    change_fallback(maja, number, replace(paper, text="Telephone"), stored(number).row_version, TODAY)
    assert stored(number).carried_at is not None
    change_fallback(maja, number, replace(paper, minutes=10), stored(number).row_version, TODAY)
    assert stored(number).carried_at is None


def test_what_was_removed_is_not_there_any_more(ros: Version, maja: Actor, paper: Routine) -> None:
    number = add_fallback(maja, ros.id, paper, TODAY)
    remove_fallback(maja, number)
    for again in (lambda: remove_fallback(maja, number), lambda: change_fallback(maja, number, paper, 1, TODAY)):
        with pytest.raises(NotFound):
            again()


TESTED = {"minutes": 20, "tested_on": "2026-10-24", "tested_by": "Nina"}


@pytest.mark.parametrize(
    ("row", "tolerance", "says"),
    [
        (TESTED, 20, []),
        (TESTED, None, []),
        (TESTED, 21, ["The estate counts on 21 minutes, but only 20 were tested."]),
        ({**TESTED, "minutes": 0}, 5, ["The estate counts on 5 minutes, but only 0 were tested."]),
        ({**TESTED, "tested_on": None}, 20, ["Say when it was tested, and by whom."]),
        ({**TESTED, "tested_by": ""}, 20, ["Say when it was tested, and by whom."]),
        ({**TESTED, "minutes": None}, 60, ["Nobody has tested it yet."]),
    ],
)
def test_doubts(row: dict[str, object], tolerance: int | None, says: list[str]) -> None:
    assert [str(one) for one in doubts_of_fallback(row, tolerance)] == says


def test_the_quoted_facts_tell_the_longest_tolerance_between_these_two_alone() -> None:
    needs = [
        {"direction": "needs", "asset_id": "ward", "other_id": "lab", "tolerance": 10},
        {"direction": "needed by", "asset_id": "lab", "other_id": "ward", "tolerance": 30},
        {"direction": "needs", "asset_id": "lab", "other_id": "ward", "tolerance": 99},
        {"direction": "needs", "asset_id": "ward", "other_id": "lab … lab9", "tolerance": 77},
        {"more": 3},
    ]
    row = {"dependent": {"key": "ward"}, "provider": {"key": "lab"}}
    assert quoted_tolerance({"quotes": {"needs": needs}}, row) == 30
    assert quoted_tolerance({"quotes": {}}, row) is None
