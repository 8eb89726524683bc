"""The demo's record of processing is a model: whole but for the one gap that shows what a gap is."""

from riskapp.accounts.demo import DEMO_PEOPLE
from riskapp.accounts.permissions import OPERATOR, Role
from riskapp.commands.demo.content import load_demo_assessments
from riskapp.commands.demo.estate import demo_estate
from riskapp.commands.demo.record import load_demo_record, write_demo_record
from riskapp.decisions.surroundings import today
from riskapp.estate.importing import import_snapshot
from riskapp.processing import queries
from riskapp.processing.completeness import contact_gaps


def test_its_keeper_may_keep_it():
    (keeper,) = (person for person in DEMO_PEOPLE if person.username == load_demo_record().keeper)
    assert Role.PRIVACY_OFFICER in keeper.roles


def test_it_is_written_and_lacks_only_what_it_shows(app):
    import_snapshot(OPERATOR, demo_estate(100), {"file": "demo"})
    write_demo_record(OPERATOR, load_demo_record())

    known = queries.known()
    rows = queries.listed(queries.Narrowing(), known, today())
    assert contact_gaps(known.contacts) == ()
    assert [row.activity.basics.role for row in rows] == ["controller", "controller", "controller", "processor"]
    assert {gap.rule: gap.values["name"] for row in rows for gap in row.gaps} == {
        "checklist": "Leverandør F, hjemmeoppfølging"
    }
    assert [one.basics.name for one in queries.activities_naming(["dho"])] == ["Digital hjemmeoppfølging"]
    assert {demo.title for demo in load_demo_assessments() if not queries.activities_naming(demo.scope)} == set()
