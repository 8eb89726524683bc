"""Acts on the estate: assets, categories, holdings, flows and dependencies, one by one and from a file."""

from dataclasses import replace

from sqlalchemy import select

from riskapp.database import db
from riskapp.estate import assets, categories, dependencies, flows, holdings
from riskapp.estate.links import add_links
from riskapp.estate.models import Asset, Category, Dependency, Flow, Holding
from riskapp.estate.snapshots import present
from riskapp.estate.undoing import undo_last_change
from riskapp.exchange.estate_import import import_estate
from riskapp.exchange.reading import read_bytes
from riskapp.exchange.writing import write_workbook, write_zip
from riskapp.graph import snapshot as frozen
from riskapp.graph.vocabulary import DependencyKind, Kind, Sensitivity
from tests.decisions.examples import People, Ward


def change_estate(people: People, ward: Ward, number: int) -> None:
    """Everything is added, changed and taken away again; one change is undone."""
    who, key = people.security, f"host-{number}"
    host = assets.add_asset(who, frozen.Asset(key, f"Host {number}", Kind.INFRASTRUCTURE))
    dependency, _ = dependencies.add_dependency(who, frozen.Dependency("lab", key, DependencyKind.HOSTING))
    hosted = next(row for row in present().dependencies if row.provider == key)
    dependencies.change_dependency(who, dependency, 1, replace(hosted, tolerance=99))
    stays = categories.add_category(who, frozen.Category(f"c-{number}", f"Sleep {number}", Sensitivity.SPECIAL))
    known = next(row for row in present().categories if row.id == f"c-{number}")
    categories.change_category(who, stays, 1, replace(known, name=f"Sleep, {number}"))
    holding = holdings.add_holding(who, frozen.Holding(key, f"c-{number}", 7))
    holdings.change_holding(who, holding, 1, 9)
    holdings.remove_holding(who, holding, 2)
    change_flow(people, number)
    add_links(who, [frozen.Dependency(one, key, DependencyKind.NETWORK) for one in ("lab", "archive")])
    undo_last_change(who)
    dependencies.remove_dependency(who, dependency, db.session.get_one(Dependency, dependency).version)
    assets.retire_asset(who, host, db.session.get_one(Asset, host).version)


def change_flow(people: People, number: int) -> None:
    """A flow that is added, changed and removed, and one of which the adding is undone."""
    flow = next(row for row in present().flows if row.id == "f1")
    made = flows.add_flow(people.security, replace(flow, id=f"flow-{number}"))
    flows.change_flow(
        people.security, made, 1, replace(flow, id=f"flow-{number}", persons=number % 900, via=("archive",))
    )
    flows.remove_flow(people.security, made, 2)
    flows.add_flow(people.security, replace(flow, id=f"undone-{number}"))
    undo_last_change(people.security)
    assert db.session.scalars(select(Flow).where(Flow.key.in_((f"flow-{number}", f"undone-{number}")))).all() == []


def import_files(people: People, ward: Ward, number: int) -> None:
    """The estate as a ZIP and as a workbook, each with an asset more and one that changed."""
    for name, write in (("estate.zip", write_zip), ("estate.xlsx", write_workbook)):
        stored = present()
        new = frozen.Asset(f"{name}-{number}".replace(".", "-"), f"From {name} {number}", Kind.DEVICE)
        changed = [replace(one, recovery=number % 900) if one.id == "archive" else one for one in stored.assets]
        sent = replace(stored, assets=(*changed, new))
        import_estate(people.security, read_bytes(name, write(sent)), expected=None)
    assert db.session.scalars(select(Category.id)).first() and db.session.scalars(select(Holding.id)).first()
