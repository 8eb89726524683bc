"""Naming people in a remark: how a text is read, who is told, and that a name which is nobody's is told."""

from collections.abc import Callable

import pytest
from sqlalchemy import select

from riskapp.accounts.permissions import Actor, Role
from riskapp.assessments.dialogue import answer_remark, make_remark
from riskapp.assessments.mentions import Mentions, mentions_in
from riskapp.assessments.models import Version
from riskapp.database import db
from riskapp.errors import Invalid
from riskapp.notices.models import Notice

KNOWN = {"kari", "per.olav", "dr.", "åse@fjord"}


@pytest.mark.parametrize(
    ("text", "known", "unknown"),
    [
        ("Ask @kari, please", ("kari",), ()),
        ("@Kari and @kari and @per.olav.", ("kari", "per.olav"), ()),
        ("(@kari) “@per.olav”", ("kari", "per.olav"), ()),
        ("@dr. knows", ("dr.",), ()),
        ("@åse@fjord!", ("åse@fjord",), ()),
        ("kari@hospital.no is no name, nor is @ alone", (), ()),
        ("@nobody, @kari", ("kari",), ("nobody",)),
        ("@kari2", (), ("kari2",)),
    ],
)
def test_a_text_is_read_as_people_write_it(text: str, known: tuple[str, ...], unknown: tuple[str, ...]) -> None:
    assert mentions_in(text, KNOWN) == Mentions(known, unknown)


def told() -> list[tuple[int, str, str, str]]:
    return [(one.user_id, one.kind, one.place, one.by) for one in db.session.scalars(select(Notice).order_by("id"))]


def test_who_is_named_is_told_where_and_by_whom(dpia: Version, maja: Actor, person: Callable[..., Actor]) -> None:
    pavel = person("pavel", Role.PRIVACY_OFFICER)
    make_remark(maja, dpia.id, "rights", "access", "remark", "@pavel and @maja: is it so, @pavel?")
    assert told() == [(pavel.id, "mentioned", "access", "Maja")]


@pytest.mark.parametrize("name", ["nobody", "adam"])
def test_a_name_of_nobody_who_may_read_it_is_told_and_nothing_is_stored(
    name: str, dpia: Version, maja: Actor, person: Callable[..., Actor]
) -> None:
    person("adam", Role.ADMINISTRATOR)
    person("pavel", Role.PRIVACY_OFFICER)
    with pytest.raises(Invalid) as refused:
        make_remark(maja, dpia.id, "rights", "", "remark", f"@pavel and @{name}: look")
    assert (refused.value.field, refused.value.values["name"]) == ("text", name)
    db.session.refresh(dpia)
    assert not dpia.remarks and told() == []


def test_whoever_took_part_in_a_thread_is_told_of_an_answer_once(
    dpia: Version, maja: Actor, person: Callable[..., Actor]
) -> None:
    pavel, olav = person("pavel", Role.PRIVACY_OFFICER), person("olav", Role.SYSTEM_OWNER)
    asked = make_remark(pavel, dpia.id, "rights", "", "remark", "Who gets the log?")
    answer_remark(olav, asked, "The patient.")
    answer_remark(maja, asked, "Within a week, @pavel.")
    assert told() == [
        (pavel.id, "answered", "step:rights", "Olav"),
        (pavel.id, "mentioned", "step:rights", "Maja"),
        (olav.id, "answered", "step:rights", "Maja"),
    ]
