"""An asset and whatever is joined to it directly, as a small snapshot: what its picture needs and no more."""

from sqlalchemy import select
from sqlalchemy.orm import InstrumentedAttribute

from riskapp.database import db
from riskapp.estate.directory import Directory
from riskapp.estate.models import Dependency, Flow
from riskapp.graph import snapshot as frozen
from riskapp.graph.vocabulary import Access, DependencyKind, Kind


def surroundings(asset_id: int, known: Directory) -> frozen.Snapshot:
    """The asset, its neighbours by name and kind, and that they are joined; of each link no more than its ends.

    The whole estate takes a second to read after each change, which whoever edits row by row would wait for each time.
    """
    needs = _pairs(asset_id, Dependency.dependent_id, Dependency.provider_id)
    flows = _pairs(asset_id, Flow.source_id, Flow.target_id)
    numbers = {asset_id: None, **{number: None for pair in (*needs, *flows) for number in pair}}
    lines = [known.by_number[number] for number in numbers if number in known.by_number]
    keys = {line.number: line.key for line in lines}
    return frozen.Snapshot(
        categories=(),
        assets=tuple(frozen.Asset(line.key, line.name, Kind(line.kind)) for line in lines),
        holdings=(),
        flows=tuple(
            frozen.Flow(f"{n}", keys[source], keys[target], (), Access.PUSH, encrypted=True, validated=True)
            for n, (source, target) in enumerate(flows)
        ),
        dependencies=tuple(
            frozen.Dependency(keys[dependent], keys[provider], DependencyKind.SERVICE) for dependent, provider in needs
        ),
    )


def _pairs(asset_id: int, start: InstrumentedAttribute[int], end: InstrumentedAttribute[int]) -> list[tuple[int, int]]:
    query = select(start, end).where((start == asset_id) | (end == asset_id)).distinct()
    return sorted((first, second) for first, second in db.session.execute(query))
