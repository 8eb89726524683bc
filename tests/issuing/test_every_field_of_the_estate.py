"""Every stored field of the estate reaches the report or a file in it: the tables are walked column by column."""

import csv
import io
import json

import pytest
from sqlalchemy import select

from riskapp.accounts.permissions import OPERATOR
from riskapp.database import db, transaction
from riskapp.estate import snapshots
from riskapp.estate.models import Asset, Category, Dependency, Flow, FlowCarrier, FlowCategory, Holding
from riskapp.issuing.issuing import issue_report
from riskapp.issuing.on_file import issued_file
from tests.decisions.test_consulting import attached
from tests.decisions.test_every_field_is_printed import paper_of
from tests.reports.poppler import squeezed

TABLES = {
    Category: "categories",
    Asset: "assets",
    Holding: "holdings",
    Flow: "flows",
    FlowCategory: "flows",
    FlowCarrier: "flows",
    Dependency: "dependencies",
}
OURS = {
    "id": "a number of the database alone; files and people know the row by its key",
    "version": "counts the changes of the row, so that no update is lost",
    "state": "the state of the estate that changed the row last; the report is of one state, printed on its cover",
    "position": "the place in a list, which the list keeps",
    "flow_id": "the row of the list is the flow's own",
}
"""Columns that say nothing of the hospital, each with its reason."""
CALLED = {"key": "id", "group_name": "group"}
LISTS = {FlowCategory: "categories", FlowCarrier: "via"}
"""Tables that are lists in a cell of another one."""


@pytest.fixture
def estate(app):
    """One row of each, in which every column holds something of its own."""
    with transaction() as session:
        told = {"owner": "Zq owner", "site": "zq-site", "external_ref": "Zq reference", "recovery": 11}
        lab = Asset(
            key="zq-lab",
            name="Zq laboratory",
            kind="system",
            description="Zq description, first line\nsecond line",
            supplier="zq-supplier",
            lifecycle="pilot",
            confidentiality=2,
            integrity=3,
            availability=4,
            max_downtime=4_321,
            **told,
        )
        ward = Asset(key="zq-ward", name="Zq ward", kind="process", max_downtime=77)
        net = Asset(key="zq-net", name="Zq network", kind="network")
        special = Category(key="zq-results", name="Zq results", sensitivity="special")
        session.add_all([lab, ward, net, special])
        session.flush()
        flow = Flow(
            key="zq-flow",
            source_id=lab.id,
            target_id=ward.id,
            access="query",
            encrypted=False,
            validated=True,
            purpose="Zq purpose",
            persons=52_001,
        )
        session.add_all([flow, Holding(asset_id=lab.id, category_id=special.id, persons=420_123)])
        need = {"kind": "service", "group_name": "Zq group", "needed": 1, "tolerance": 39, "strength": "hard"}
        session.add(Dependency(dependent_id=ward.id, provider_id=lab.id, **need))
        session.flush()
        session.add(FlowCategory(flow_id=flow.id, position=0, category_id=special.id))
        session.add(FlowCarrier(flow_id=flow.id, position=0, asset_id=net.id))
        snapshots.note_change(session)


def cell(value):
    """A value as the files of the estate write it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(value)


def stored(model, column, row):
    """A column's value: of one that names a row of the estate, that row's key."""
    value = getattr(row, column.name)
    if column.name.endswith("_id") and value is not None:
        (key,) = column.foreign_keys
        of = next(one for one in TABLES if one.__table__ is key.column.table)
        return db.session.get_one(of, value).key
    return value


@pytest.mark.parametrize("language", ["nb", "en"])
def test_every_stored_field_reaches_the_report_or_its_files(estate, language):
    pdf = issued_file(OPERATOR, issue_report(OPERATOR, "estate", language)).pdf
    files, paper = attached(pdf), paper_of(pdf)
    whole = json.loads(files["estate.json"])
    missing, seen = [], 0
    for model, table in TABLES.items():
        rows = list(csv.DictReader(io.StringIO(files[f"{table}.csv"].decode())))
        for row in db.session.scalars(select(model)):
            for column in model.__table__.columns:
                if column.name in OURS:
                    continue
                name = LISTS.get(model) or CALLED.get(column.name, column.name.removesuffix("_id"))
                value = cell(stored(model, column, row))
                seen += 1
                told = [one.get(name) for one in rows]
                if value not in told or name not in whole[table][0]:
                    missing.append(f"{model.__tablename__}.{column.name} = {value}")
    assert not missing
    assert seen > 50
    for said in ("Zq laboratory", "Zq description, first line", "Zq owner", "zq-site", "Zq reference", "Zq purpose"):
        assert squeezed(said) in paper, said
    for figure in ("420123", "52001"):
        assert figure in "".join(letter for letter in paper if letter.isascii()), figure


def test_each_reason_is_for_a_column_that_there_is():
    columns = {column.name for model in TABLES for column in model.__table__.columns}
    assert set(OURS) <= columns
