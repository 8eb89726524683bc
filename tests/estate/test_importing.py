"""A whole estate in and out of the database, on both databases."""

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from sqlalchemy import delete, func, select

from riskapp.accounts.permissions import OPERATOR, Role
from riskapp.database import db, transaction
from riskapp.errors import Conflict, Faulty, NotAllowed
from riskapp.estate.models import Asset, Category, Dependency, Flow, FlowCarrier, FlowCategory, Holding
from riskapp.estate.snapshots import note_change, present, state_number
from riskapp.exchange.estate_import import ROWS_LISTED, import_estate, preview
from riskapp.exchange.reading import Reading, read_bytes
from riskapp.exchange.writing import write_workbook, write_zip
from riskapp.graph import snapshot as frozen
from riskapp.graph.vocabulary import DependencyKind, Kind, Lifecycle
from tests.estate import stored
from tests.exchange.estates import estates

BOTH_DATABASES = True

FEW = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def clear():
    """An empty estate; the count of its states goes on, as it would for anybody who reads it."""
    with transaction() as session:
        for model in (Dependency, FlowCarrier, FlowCategory, Flow, Holding, Asset, Category):
            session.execute(delete(model))
        note_change(session)


def reading(snapshot):
    return Reading(snapshot, ())


@FEW
@given(estate=estates())
def test_any_estate_reads_back_from_the_database_and_from_an_export_as_it_was(app, estate):
    clear()

    import_estate(OPERATOR, reading(estate))

    assert present() == estate
    assert preview(OPERATOR, read_bytes("estate.zip", write_zip(present()))).differences.writes_nothing
    assert preview(OPERATOR, read_bytes("estate.xlsx", write_workbook(present()))).differences.writes_nothing


@FEW
@given(first=estates(), second=estates())
def test_a_second_import_updates_by_id_and_forgets_nothing(app, first, second):
    clear()
    import_estate(OPERATOR, reading(first))

    try:
        import_estate(OPERATOR, reading(second))
    except Faulty:
        assert present() == first
        return

    now = {asset.id: asset for asset in present().assets}
    assert {asset.id: asset for asset in second.assets}.items() <= now.items()
    assert {asset.id for asset in first.assets} <= now.keys()
    assert {flow.id: flow for flow in second.flows}.items() <= {flow.id: flow for flow in present().flows}.items()
    assert preview(OPERATOR, reading(second)).differences.writes_nothing


def test_an_import_is_one_event_that_counts_everything_and_lists_what_it_can(app, ward):
    many = [frozen.Asset(f"d{number}", "Pump", Kind.DEVICE) for number in range(ROWS_LISTED + 7)]
    changed = replace(ward.assets[0], owner="Kari")
    events = stored.event_count()

    import_estate(OPERATOR, reading(replace(ward, assets=(changed, *ward.assets[1:-1], *many))))

    event = stored.last_event()
    assert stored.event_count() == events + 1
    assert (event.action, event.subject_id) == ("estate.imported", str(state_number()))
    told = event.after["assets"]
    assert (told["added"], told["changed"], told["missing"], told["unchanged"]) == (ROWS_LISTED + 7, 1, 1, 8)
    assert (len(told["added_rows"]), told["added_rows_left_out"]) == (ROWS_LISTED, 7)
    assert told["changed_rows"] == [{"row": "power", "owner": ["", "Kari"]}]


def test_what_the_file_lacks_stays_unless_the_person_retires_it(app, ward):
    fewer = replace(ward, assets=ward.assets[:-1], flows=(), dependencies=(), holdings=())

    import_estate(OPERATOR, reading(fewer))
    assert present() == ward

    import_estate(OPERATOR, reading(fewer), retire_missing=["ward", "ehr"])
    assert [asset.id for asset in present().assets if asset.lifecycle is Lifecycle.RETIRED] == ["ward"]
    assert stored.last_event().after["retired"] == {"count": 1, "rows": ["ward"]}


def test_an_import_that_breaks_a_stored_group_changes_nothing_at_all(app, ward):
    row = frozen.Dependency("ehr", "integ", DependencyKind.HOSTING, "cluster", 3)
    grown = replace(ward, dependencies=(row,), assets=(*ward.assets, frozen.Asset("new", "New", Kind.SYSTEM)))
    events, state = stored.event_count(), state_number()

    with pytest.raises(Faulty):
        preview(OPERATOR, reading(grown))
    with pytest.raises(Faulty):
        import_estate(OPERATOR, reading(grown))

    assert present() == ward
    assert (stored.event_count(), state_number()) == (events, state)


def test_a_failure_in_the_middle_leaves_the_estate_as_it_was(app, ward):
    state = state_number()

    def fail(done, total):
        raise RuntimeError("the power goes")

    with pytest.raises(RuntimeError):
        import_estate(OPERATOR, reading(frozen.Snapshot(assets=(frozen.Asset("x", "X", Kind.SYSTEM),))), progress=fail)

    assert present() == ward
    assert state_number() == state
    assert db.session.scalar(select(func.count()).select_from(Asset)) == len(ward.assets)


def test_the_same_file_again_leaves_no_trace(app, ward):
    events, state = stored.event_count(), state_number()

    import_estate(OPERATOR, reading(ward))

    assert (stored.event_count(), state_number()) == (events, state)


def test_an_import_after_a_preview_that_is_no_longer_true_is_refused(app, ward):
    seen = preview(OPERATOR, reading(ward)).number
    import_estate(OPERATOR, reading(replace(ward, assets=(replace(ward.assets[0], owner="Kari"), *ward.assets[1:]))))

    with pytest.raises(Conflict):
        import_estate(OPERATOR, reading(ward), expected=seen)

    assert present().assets[0].owner == "Kari"


def test_progress_counts_every_written_row_to_the_end(app):
    told = []
    assets = tuple(frozen.Asset(f"d{number}", "Pump", Kind.DEVICE) for number in range(4_500))

    import_estate(OPERATOR, reading(frozen.Snapshot(assets=assets)), progress=lambda *counts: told.append(counts))

    assert told == [(2_000, 4_500), (4_000, 4_500), (4_500, 4_500)]


def test_only_who_may_import_everywhere_imports_or_looks_at_a_preview(app, ward, person):
    for actor in (person("maja", Role.MEMBER), person("sara", Role.SECURITY, asset=stored.asset("ehr").id)):
        with pytest.raises(NotAllowed):
            preview(actor, reading(ward))
        with pytest.raises(NotAllowed):
            import_estate(actor, reading(ward))


def test_a_changed_row_conflicts_with_a_form_that_was_opened_before(app, ward):
    import_estate(OPERATOR, reading(replace(ward, assets=(replace(ward.assets[0], owner="Kari"), *ward.assets[1:]))))

    assert stored.asset("power").version == 2
    assert stored.asset("dc1").version == 1
