"""Look-up of a snapshot's rows by id, made once for each snapshot and kept for as long as it lives."""

import weakref
from dataclasses import dataclass

from riskapp.explorer.likeness import Likeness
from riskapp.graph.snapshot import Asset, Category, Dependency, Flow, Snapshot


@dataclass(frozen=True, slots=True)
class Directory:
    """Rows by id. Of several rows that say the same the first counts, as in the engine.

    `needs` is by (dependent, provider, group), `control` by (dependent, provider) and has only rows that hand it over.
    """

    assets: dict[str, Asset]
    categories: dict[str, Category]
    flows: dict[str, Flow]
    needs: dict[tuple[str, str, str | None], Dependency]
    control: dict[tuple[str, str], Dependency]
    likeness: Likeness

    def name(self, asset_id: str) -> str:
        """What people call the asset."""
        return self.assets[asset_id].name


_kept: dict[int, tuple[weakref.ref[Snapshot], Directory]] = {}


def directory_of(snapshot: Snapshot) -> Directory:
    """The directory of this very snapshot."""
    # Keyed by identity, as the engine's index is: comparing whole trusts row by row costs more than reading one.
    key = id(snapshot)
    entry = _kept.get(key)
    if entry is not None and entry[0]() is snapshot:
        return entry[1]
    directory = _read(snapshot)
    _kept[key] = (weakref.ref(snapshot, lambda _: _kept.pop(key, None)), directory)
    return directory


def _read(snapshot: Snapshot) -> Directory:
    needs: dict[tuple[str, str, str | None], Dependency] = {}
    control: dict[tuple[str, str], Dependency] = {}
    for row in snapshot.dependencies:
        needs.setdefault((row.dependent, row.provider, row.group), row)
        if row.kind.hands_over_control:
            control.setdefault((row.dependent, row.provider), row)
    return Directory(
        assets={asset.id: asset for asset in snapshot.assets},
        categories={category.id: category for category in snapshot.categories},
        flows={flow.id: flow for flow in snapshot.flows},
        needs=needs,
        control=control,
        likeness=Likeness(snapshot.assets),
    )
