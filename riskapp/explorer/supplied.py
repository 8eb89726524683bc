"""What hangs on a supplier: what it delivers, what stops when all of it fails, and which data could be seen there."""

from collections import Counter
from dataclasses import dataclass

from riskapp.errors import N_, NotFound
from riskapp.explorer.directory import directory_of
from riskapp.graph.availability import Availability, simulate
from riskapp.graph.confidentiality import Confidentiality, expose
from riskapp.graph.snapshot import Asset, Snapshot
from riskapp.graph.vocabulary import Kind

_KINDS = {kind: place for place, kind in enumerate(Kind)}


@dataclass(frozen=True, slots=True)
class Supplier:
    """A supplier with the number of assets that say they come from it; `key` is an asset's id, or what was written."""

    key: str
    name: str
    assets: int


@dataclass(frozen=True, slots=True)
class Supplied:
    """`assets` come from the supplier and take part, by kind and name; `itself` is the supplier where it is an asset.

    `outage` is that of all of them and the supplier at once, until further notice; `leak` is what somebody sees who
    controls all of them, as with an update that was tampered with.
    """

    supplier: Supplier
    itself: Asset | None
    assets: tuple[Asset, ...]
    outage: Availability
    leak: Confidentiality

    @property
    def kinds(self) -> tuple[tuple[Kind, int], ...]:
        """How many of each kind it delivers."""
        counts = Counter(asset.kind for asset in self.assets)
        return tuple((kind, counts[kind]) for kind in Kind if counts[kind])


def suppliers(snapshot: Snapshot) -> tuple[Supplier, ...]:
    """All suppliers that deliver something or are assets of their own, by name."""
    counts = Counter(asset.supplier for asset in snapshot.assets if asset.supplier and asset.lifecycle.takes_part)
    names = {asset.id: asset.name for asset in snapshot.assets}
    keys = {*counts, *(one.id for one in snapshot.assets if one.kind is Kind.SUPPLIER and one.lifecycle.takes_part)}
    found = [Supplier(key, names.get(key, key), counts[key]) for key in keys]
    return tuple(sorted(found, key=lambda one: (one.name.casefold(), one.key)))


def supplied(snapshot: Snapshot, key: str) -> Supplied:
    """What hangs on the supplier `key`. Raises NotFound where nothing comes from it and it is no supplier."""
    supplier = next((one for one in suppliers(snapshot) if one.key == key), None)
    if supplier is None:
        raise NotFound(N_("Nothing in the estate comes from a supplier called %(name)s."), name=key)
    itself = directory_of(snapshot).assets.get(key)
    if itself is not None and not itself.lifecycle.takes_part:
        itself = None
    assets = [one for one in snapshot.assets if one.supplier == key and one.lifecycle.takes_part]
    assets.sort(key=lambda one: (one.kind is Kind.DEVICE, _KINDS[one.kind], one.name, one.id))
    hit = dict.fromkeys([*([itself.id] if itself else []), *(one.id for one in assets)])
    return Supplied(
        supplier=supplier,
        itself=itself,
        assets=tuple(assets),
        outage=simulate(snapshot, list(hit)),
        leak=expose(snapshot, list(hit)),
    )
