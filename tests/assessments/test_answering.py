"""Answers as they are typed: kept, and never overwritten unseen."""

from collections.abc import Callable

import pytest

from riskapp.accounts.permissions import Actor, Role
from riskapp.assessments.answering import save_answer, save_answers
from riskapp.assessments.models import Version
from riskapp.assessments.queries import answers_of
from riskapp.errors import Conflict, Invalid
from tests.assessments.ward import HOSTILE


def test_any_text_survives(ros: Version, maja: Actor) -> None:
    seen = 0
    for text in HOSTILE:
        seen = save_answer(maja, ros.id, "purpose", text, seen).row_version
        assert answers_of(ros) == {"purpose": text}


def test_the_second_writer_of_a_field_sees_both_texts_and_who_wrote(
    ros: Version, maja: Actor, person: Callable[..., Actor]
) -> None:
    omar = person("omar", Role.MEMBER)
    first = save_answer(maja, ros.id, "purpose", "Maja's", 0)
    with pytest.raises(Conflict) as conflict:
        save_answer(omar, ros.id, "purpose", "Omar's", 0)
    assert conflict.value.mine == {"purpose": "Omar's"}
    theirs = conflict.value.theirs
    assert (theirs["purpose"], theirs["by"], theirs["row_version"]) == ("Maja's", "Maja", first.row_version)
    assert answers_of(ros) == {"purpose": "Maja's"}
    save_answer(omar, ros.id, "purpose", "Omar's", first.row_version)
    assert answers_of(ros) == {"purpose": "Omar's"}


def test_two_people_write_in_different_fields_without_meeting(
    ros: Version, maja: Actor, person: Callable[..., Actor]
) -> None:
    save_answer(maja, ros.id, "purpose", "a", 0)
    save_answer(person("omar", Role.MEMBER), ros.id, "incidents", "b", 0)
    assert answers_of(ros) == {"purpose": "a", "incidents": "b"}


def test_a_save_that_is_repeated_because_its_answer_got_lost_is_no_conflict(ros: Version, maja: Actor) -> None:
    first = save_answer(maja, ros.id, "purpose", "a", 0)
    again = save_answer(maja, ros.id, "purpose", "a", 0)
    assert again.row_version == first.row_version


def test_an_emptied_answer_keeps_its_row_version_growing(ros: Version, maja: Actor) -> None:
    first = save_answer(maja, ros.id, "purpose", "a", 0)
    second = save_answer(maja, ros.id, "purpose", "", first.row_version)
    assert second.row_version > first.row_version
    with pytest.raises(Conflict):
        save_answer(maja, ros.id, "purpose", "b", first.row_version)


def test_of_several_fields_what_can_be_stored_is_and_the_rest_is_told(dpia: Version, maja: Actor) -> None:
    save_answer(maja, dpia.id, "purposes", "theirs", 0)
    outcome = save_answers(
        maja,
        dpia.id,
        {
            "nature": ("fine", 0),
            "purposes": ("mine", 0),
            "scoring": ("perhaps", 0),
            "context": ("fine too", 0),
        },
    )
    assert [one.key for one in outcome.saved] == ["nature", "context"]
    assert [one.mine for one in outcome.conflicts] == [{"purposes": "mine"}]
    assert [one.field for one in outcome.faults] == ["scoring"]
    assert answers_of(dpia) == {"nature": "fine", "context": "fine too", "purposes": "theirs"}


def test_an_answer_to_no_question_is_refused(ros: Version, maja: Actor) -> None:
    with pytest.raises(Invalid):
        save_answer(maja, ros.id, "weather", "fine", 0)
