"""Each question of the explorer is kept with what it is about and how it is looked at, and refused where it is none."""

from dataclasses import replace

import pytest

from riskapp.accounts.permissions import OPERATOR, Actor, Role
from riskapp.audit.vocabulary import Action
from riskapp.database import db
from riskapp.decisions.evidence.supposed_evidence import attach_question
from riskapp.errors import Conflict, Invalid, NotAllowed, NotFound
from riskapp.estate.importing import import_snapshot
from riskapp.estate.snapshots import present
from riskapp.graph.vocabulary import Lifecycle
from riskapp.questions import keeping
from riskapp.questions.asked import Asked, Topic, asked_in
from riskapp.questions.checking import LONGEST_VIEW
from riskapp.questions.models import SavedQuestion
from riskapp.questions.naming import Label
from riskapp.questions.subjects import MOST_HIT, missing
from tests.estate import stored
from tests.graph.estates import read_ward

BOTH_DATABASES = True
MAKER = "Somebody & Sons"
VIEW = {"sort": ["name"], "kind": ["device"], "q": ["mon"], "by": ["site"], "open": ["ad", "dc1"], "page": ["2"]}
EACH = {
    Topic.RADIUS: Asked(("power", "lab"), "availability", 240, view={**VIEW, "at": ["45"]}),
    Topic.NEEDS: Asked(("ward",), topic=Topic.NEEDS, view=VIEW),
    Topic.WAYS: Asked(("power", "ward"), topic=Topic.WAYS, view={"sort": ["target"], "q": ["ward"]}),
    Topic.LINEAGE: Asked(
        ("results",), topic=Topic.LINEAGE, view={"boxes": ["150"], "holders_sort": ["name"], "holders": ["2"]}
    ),
    Topic.SUPPLIER: Asked((MAKER,), topic=Topic.SUPPLIER, view={"delivers_q": ["lab"], "state": ["down"]}),
    Topic.MAP: Asked(("ehr",), topic=Topic.MAP, view={"kind": ["network", "system"], "place": ["shared"]}),
}


@pytest.fixture
def sigrid(app, person) -> Actor:
    snapshot = read_ward()
    changed = {"lab": {"supplier": MAKER}, "dc2": {"lifecycle": Lifecycle.RETIRED}}
    assets = tuple(replace(asset, **changed.get(asset.id, {})) for asset in snapshot.assets)
    import_snapshot(OPERATOR, replace(snapshot, assets=assets), {"file": "test"})
    return person("sigrid", Role.SECURITY)


def kept(actor: Actor, topic: Topic, name: str = "Mine", shared: bool = False) -> SavedQuestion:
    return db.session.get_one(SavedQuestion, keeping.keep_question(actor, EACH[topic], Label(name, "", shared)))


def test_every_topic_is_tried_here():
    assert set(EACH) == set(Topic)


@pytest.mark.parametrize("topic", Topic)
def test_what_is_kept_is_what_was_asked_and_the_trail_says_it(sigrid, topic):
    number = kept(sigrid, topic).id
    db.session.expire_all()
    asked = EACH[topic]
    assert asked_in(db.session.get_one(SavedQuestion, number)) == asked
    event = stored.last_event()
    assert (event.action, event.after["topic"]) == (Action.QUESTION_SAVED.value, topic.value)
    assert event.after["about"] == list(asked.about) and event.after["view"] == asked.view
    keeping.delete_question(sigrid, number)
    event = stored.last_event()
    assert (event.action, event.before["about"]) == (Action.QUESTION_DELETED.value, list(asked.about))
    assert event.before["view"] == asked.view


@pytest.mark.parametrize("topic", Topic)
def test_each_is_shared_renamed_and_left_alone_by_others(sigrid, person, topic):
    number, rut = kept(sigrid, topic).id, person("rut", Role.AUDITOR)
    with pytest.raises(NotFound):
        keeping.seen_question(rut, number)
    keeping.label_question(sigrid, number, Label("Ours", shared=True), 1)
    assert keeping.seen_question(rut, number).name == "Ours"
    with pytest.raises(NotAllowed):
        keeping.label_question(rut, number, Label("Stolen"), 2)
    with pytest.raises(Conflict):
        keeping.label_question(sigrid, number, Label("Late"), 1)
    assert asked_in(db.session.get_one(SavedQuestion, number)) == EACH[topic]


@pytest.mark.parametrize("topic", [topic for topic in Topic if topic is not Topic.RADIUS])
def test_only_a_blast_radius_supposes_changes_and_is_attached(sigrid, topic):
    number = kept(sigrid, topic).id
    change = '[{"do":"encrypt","flow":"f1"}]'
    with pytest.raises(Invalid, match="Only the question of a blast radius can suppose changes"):
        keeping.suppose_instead(sigrid, number, change, 1)
    with pytest.raises(Invalid, match="Only the question of a blast radius can suppose changes"):
        keeping.keep_question(sigrid, replace(EACH[topic], changes=change), Label("Other"))
    with pytest.raises(Invalid, match="Mine cannot be attached: only the question of a blast radius"):
        attach_question(sigrid, 1, number)
    keeping.keep_question(sigrid, replace(EACH[topic], threat="availability", outage=5, control=True), Label("Other"))
    odd = stored.last_event().after
    assert (odd["threat"], odd["outage"], odd["control"]) == ("", None, False)


@pytest.mark.parametrize(("topic", "about", "says"), [
    ("gossip", ("ward",), "no question called gossip"),
    (Topic.RADIUS, ("a",) * 2 + tuple(map(str, range(MOST_HIT))), f"at most {MOST_HIT} assets"),
    (Topic.RADIUS, ("dc2",), "dc2 is planned or retired"),
    (Topic.NEEDS, (), "the one asset whose needs"),
    (Topic.NEEDS, ("ward", "lab"), "the one asset whose needs"),
    (Topic.NEEDS, ("nobody",), "No asset has the id nobody"),
    (Topic.WAYS, ("ward",), "two different assets"),
    (Topic.WAYS, ("ward", "ward"), "two different assets"),
    (Topic.WAYS, ("ward", "nobody"), "No asset has the id nobody"),
    (Topic.LINEAGE, ("ward",), "no category of data with the id ward"),
    (Topic.SUPPLIER, ("ward",), "comes from a supplier called ward"),
    (Topic.MAP, ("ward", "lab"), "at most one asset"),
    (Topic.MAP, ("nobody",), "No asset has the id nobody"),
])  # fmt: skip
def test_a_question_about_nothing_is_refused(sigrid, topic, about, says):
    last = stored.last_event().id
    with pytest.raises(Invalid, match=says):
        keeping.keep_question(sigrid, Asked(about, "availability", 240, topic=topic), Label("Odd"))
    assert stored.last_event().id == last


@pytest.mark.parametrize(("topic", "view", "says"), [
    (Topic.NEEDS, {"colour": ["red"]}, "cannot be looked at by colour, only by sort, kind"),
    (Topic.NEEDS, {"place": ["shared"]}, "cannot be looked at by place"),
    (Topic.MAP, {"q": ["name"]}, "cannot be looked at by q, only by kind, place, sort"),
    (Topic.NEEDS, {"sort": ["gossip"]}, "order, kind, state or page that does not exist"),
    (Topic.RADIUS, {"at": ["soon"]}, "order, kind, state or page that does not exist"),
    (Topic.MAP, {"place": ["site:nowhere"]}, "kind, place, order or page that does not exist"),
    (Topic.MAP, {"kind": ["gossip"]}, "kind, place, order or page that does not exist"),
    (Topic.NEEDS, {"q": ["x" * LONGEST_VIEW]}, "longer than one address can hold"),
    (Topic.NEEDS, {"q": ["\0"]}, "a character that cannot be stored"),
])  # fmt: skip
def test_a_view_that_its_page_does_not_know_is_refused(sigrid, topic, view, says):
    with pytest.raises(Invalid, match=says):
        keeping.keep_question(sigrid, replace(EACH[topic], view=view), Label("Odd"))
    assert db.session.query(SavedQuestion).count() == 0


def test_what_the_estate_no_longer_has_is_named(sigrid):
    snapshot = present()
    for topic, asked in EACH.items():
        assert missing(asked, snapshot) == (), topic
    none = replace(snapshot, assets=(), categories=(), holdings=(), flows=(), dependencies=())
    gone = {topic: missing(asked, none) for topic, asked in EACH.items()}
    assert gone == {
        Topic.RADIUS: ("power", "lab"),
        Topic.NEEDS: ("ward",),
        Topic.WAYS: ("power", "ward"),
        Topic.LINEAGE: ("results",),
        Topic.SUPPLIER: (MAKER,),
        Topic.MAP: ("ehr", "shared"),
    }
