"""An approved risk assessment with evidence, and the changes of the estate that its tests make."""

from collections.abc import Callable
from dataclasses import replace

from sqlalchemy import delete, select, text

from riskapp.accounts.permissions import OPERATOR
from riskapp.assessments.models import EstateSlice, Version
from riskapp.assessments.risks import attach_evidence
from riskapp.database import db, transaction
from riskapp.decisions.advising import advise
from riskapp.decisions.deciding import approve
from riskapp.decisions.submitting import submit
from riskapp.estate.assets import change_asset
from riskapp.estate.dependencies import change_dependency
from riskapp.estate.models import Asset, Dependency
from riskapp.estate.snapshots import present
from tests.decisions.examples import SCENARIO, People, Ward, accepted, adviser, filled, risk, version_of


def approved(
    people: People,
    ward: Ward,
    kind: str = "ros",
    *,
    prepare: Callable[[Version], None] | None = None,
    meanwhile: Callable[[], None] | None = None,
    forget: bool = False,
) -> Version:
    """An approval of the laboratory system, with the blast radius of four hours beside its first scenario.

    `prepare` is done to the draft; `meanwhile` happens between submission and approval; with `forget` nothing is kept
    of what it rests on.
    """
    version = filled(people, kind, [ward.lab], scenario=replace(SCENARIO, departs_reason="Paper serves for a while"))
    attach_evidence(people.member, risk(version).id, ["lab"], "availability", 240)
    if prepare:
        prepare(version_of(version.assessment_id))
    submit(people.member, version.id)
    advise(adviser(people, kind), version.id, "supports", "Keep an eye on it.")
    accepted(people, version_of(version.assessment_id))
    if meanwhile:
        meanwhile()
    approve(people.owner, version.id, "So be it")
    if forget:
        _forget()
    return version_of(version.assessment_id)


def _forget() -> None:
    """Make it an approval from before slices were kept; only without its triggers does the table let go of a row."""
    sqlite = db.engine.dialect.name == "sqlite"
    with transaction() as session:
        off = "DROP TRIGGER estate_slice_keep_delete" if sqlite else "DROP TRIGGER estate_slice_keep ON estate_slice"
        session.execute(text(off))
        session.execute(delete(EstateSlice))


def asset_becomes(key: str, **fields: object) -> None:
    """Change one asset of the estate."""
    db.session.expire_all()
    row = db.session.scalars(select(Asset).where(Asset.key == key)).one()
    old = next(one for one in present().assets if one.id == key)
    change_asset(OPERATOR, row.id, row.version, replace(old, **fields))  # type: ignore[arg-type]


def need_becomes(dependent: str, **fields: object) -> None:
    """Change the first dependency of an asset."""
    db.session.expire_all()
    query = select(Dependency).join(Asset, Dependency.dependent_id == Asset.id).where(Asset.key == dependent)
    row = db.session.scalars(query.order_by(Dependency.id)).first()
    assert row is not None
    old = next(one for one in present().dependencies if one.dependent == dependent)
    change_dependency(OPERATOR, row.id, row.version, replace(old, **fields))  # type: ignore[arg-type]
