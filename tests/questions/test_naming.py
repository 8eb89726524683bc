"""No two questions of one person have the same name; what is said, and what the database holds to."""

import pytest
from sqlalchemy.exc import IntegrityError

from riskapp.accounts.permissions import OPERATOR, Actor, Role
from riskapp.database import db
from riskapp.errors import Conflict, Invalid
from riskapp.estate.importing import import_snapshot
from riskapp.questions import keeping
from riskapp.questions.asked import Asked
from riskapp.questions.models import SavedQuestion
from riskapp.questions.naming import Label
from tests.estate import stored
from tests.graph.estates import read_ward

BOTH_DATABASES = True
ASKED = Asked(("power",), "availability", 240)


@pytest.fixture
def sigrid(app, person) -> Actor:
    import_snapshot(OPERATOR, read_ward(), {"file": "test"})
    return person("sigrid", Role.SECURITY)


def kept(actor: Actor, name: str) -> int:
    return keeping.keep_question(actor, ASKED, Label(name))


@pytest.mark.parametrize("again", ["Årets vinter", "  ÅRETS \n vinter "])
def test_the_same_name_in_any_case_is_refused_and_named(sigrid, person, again):
    first, second = kept(sigrid, "Årets vinter"), kept(sigrid, "Another")
    last = stored.last_event().id
    for act in (lambda: kept(sigrid, again), lambda: keeping.label_question(sigrid, second, Label(again), 1)):
        with pytest.raises(Invalid, match="You already keep a question called Årets vinter") as caught:
            act()
        assert caught.value.field == "name"
    assert stored.last_event().id == last
    assert db.session.get_one(SavedQuestion, second).name == "Another"
    kept(person("rut", Role.AUDITOR), again)
    keeping.label_question(sigrid, first, Label("ÅRETS VINTER"), 1)
    assert db.session.get_one(SavedQuestion, first).name == "ÅRETS VINTER", "its own name is free to it"


def test_a_name_is_free_again_once_its_question_is_renamed_or_deleted(sigrid):
    first = kept(sigrid, "Winter")
    keeping.label_question(sigrid, first, Label("Summer"), 1)
    second = kept(sigrid, "winter")
    keeping.delete_question(sigrid, second)
    kept(sigrid, "WINTER")
    with pytest.raises(Invalid):
        kept(sigrid, "summer")


def test_of_two_who_store_the_same_name_at_once_the_second_is_refused(sigrid, monkeypatch):
    first = kept(sigrid, "Winter")
    monkeypatch.setattr(keeping, "refuse_taken", lambda *_, **__: None)
    with pytest.raises(Conflict) as caught:
        kept(sigrid, "winter")
    assert isinstance(caught.value.__cause__, IntegrityError)
    assert [one.id for one in db.session.query(SavedQuestion)] == [first]
