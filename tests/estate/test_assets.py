"""Adding, changing and retiring assets and categories, on both databases."""

from dataclasses import replace

import pytest

from riskapp.accounts.permissions import OPERATOR, Role
from riskapp.errors import Conflict, Invalid, NotAllowed, NotFound
from riskapp.estate import assets, categories
from riskapp.estate.rows import asset_row
from riskapp.estate.snapshots import present, state_number
from riskapp.graph.snapshot import Asset, Category
from riskapp.graph.vocabulary import Kind, Lifecycle, Sensitivity
from tests.estate import stored

BOTH_DATABASES = True

PUMP = Asset("pump-1", "Pumpe <b>R&D</b> č đ ŋ ŧ 🏥", Kind.DEVICE, description="0.1 <A <0.9\n" * 400, site="Hamar")


def test_an_added_asset_reads_back_as_it_was_typed_and_stands_in_the_trail(app):
    before = state_number()

    number = assets.add_asset(OPERATOR, PUMP)

    assert asset_row(stored.asset("pump-1")) == replace(PUMP, description=PUMP.description.strip())
    assert present().assets[-1].name == PUMP.name
    assert state_number() == before + 1
    event = stored.last_event()
    assert (event.action, event.subject_kind, event.subject_id) == ("asset.added", "asset", str(number))
    assert event.after["site"] == "Hamar"


def test_an_id_is_made_of_the_name_and_numbered_where_it_is_taken(app):
    for _ in range(3):
        assets.add_asset(OPERATOR, Asset("", "Åpen ørliten Ærfugl!", Kind.SYSTEM))

    assert [asset.id for asset in present().assets] == [
        "apen-orliten-aerfugl", "apen-orliten-aerfugl-2", "apen-orliten-aerfugl-3",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"id": "ehr"}, "id"),
        ({"id": "a;b"}, "id"),
        ({"id": "x" * 201}, "id"),
        ({"name": "  "}, "name"),
        ({"name": "x" * 10_001}, "name"),
        ({"description": "a\0b"}, "description"),
        ({"confidentiality": 5}, "confidentiality"),
        ({"integrity": 0}, "integrity"),
        ({"max_downtime": -1}, "max_downtime"),
        ({"recovery": 2_147_483_648}, "recovery"),
    ],
)
def test_what_no_file_could_say_is_refused_at_its_field_and_changes_nothing(app, ward, change, field):
    events = stored.event_count()

    with pytest.raises(Invalid) as refused:
        assets.add_asset(OPERATOR, replace(PUMP, **change))

    assert refused.value.field == field
    assert present() == ward
    assert stored.event_count() == events


def test_a_change_keeps_the_id_and_says_only_what_differs(app, ward):
    number = stored.asset("ehr").id

    assets.change_asset(OPERATOR, number, 1, Asset("other", "Record 2", Kind.SYSTEM, "", "Kari", recovery=45))

    row = asset_row(stored.asset("ehr"))
    assert (row.id, row.name, row.owner, row.confidentiality) == ("ehr", "Record 2", "Kari", None)
    event = stored.last_event()
    assert event.before == {
        "name": "Patient record", "owner": "", "confidentiality": 3, "integrity": 3, "availability": 3,
    }  # fmt: skip
    assert event.after["owner"] == "Kari"


def test_storing_the_same_again_leaves_no_event(app, ward):
    events, state = stored.event_count(), state_number()

    assets.change_asset(OPERATOR, stored.asset("ehr").id, 1, asset_row(stored.asset("ehr")))

    assert (stored.event_count(), state_number()) == (events, state)


def test_the_second_writer_gets_both_texts_and_loses_nothing(app, ward):
    number, seen = stored.asset("ehr").id, stored.asset("ehr").version
    row = asset_row(stored.asset("ehr"))
    assets.change_asset(OPERATOR, number, seen, replace(row, owner="Kari"))

    with pytest.raises(Conflict) as conflict:
        assets.change_asset(OPERATOR, number, seen, replace(row, owner="Ola"))

    assert conflict.value.theirs["owner"] == "Kari"
    assert conflict.value.mine["owner"] == "Ola"
    assert stored.asset("ehr").owner == "Kari"


def test_a_retired_asset_stays_on_file(app, ward):
    assets.retire_asset(OPERATOR, stored.asset("lab").id, 1)

    assert asset_row(stored.asset("lab")).lifecycle is Lifecycle.RETIRED
    assert stored.last_event().action == "asset.retired"
    assert len(present().assets) == len(ward.assets)


def test_a_role_for_one_system_changes_that_system_only(app, ward, person):
    mine, other = stored.asset("ehr"), stored.asset("lab")
    maja = person("maja", Role.MEMBER, asset=mine.id)

    assets.change_asset(maja, mine.id, 1, replace(asset_row(mine), owner="Maja"))

    with pytest.raises(NotAllowed):
        assets.change_asset(maja, other.id, 1, replace(asset_row(other), owner="Maja"))
    with pytest.raises(NotAllowed):
        assets.add_asset(maja, PUMP)
    with pytest.raises(NotAllowed):
        assets.add_asset(person("rut", Role.AUDITOR), PUMP)


def test_what_is_not_there_is_not_found(app):
    with pytest.raises(NotFound):
        assets.change_asset(OPERATOR, 4711, 1, PUMP)


def test_categories_are_added_and_changed_with_their_events(app, ward):
    number = categories.add_category(OPERATOR, Category("", "Søvndata", Sensitivity.SPECIAL))
    categories.change_category(OPERATOR, number, 1, Category("", "Søvndata", Sensitivity.CONFIDENTIAL))

    assert present().categories[-1] == Category("sovndata", "Søvndata", Sensitivity.CONFIDENTIAL)
    assert stored.last_event().after == {"sensitivity": "confidential"}
    with pytest.raises(Invalid):
        categories.add_category(OPERATOR, Category("record", "Again", Sensitivity.ORDINARY))
    with pytest.raises(Conflict):
        categories.change_category(OPERATOR, number, 1, Category("", "Other", Sensitivity.ORDINARY))
