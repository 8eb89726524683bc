"""Look-up of a snapshot's rows by id, made when it is asked for first and kept for as long as the snapshot lives."""

from functools import cached_property

from riskapp.explorer.likeness import Likeness
from riskapp.graph.kept import Kept
from riskapp.graph.places import places_of
from riskapp.graph.snapshot import Asset, Category, Dependency, Flow, Snapshot


class Directory:
    """Rows by id, and dependencies by what they join; of several that say the same the first, as in the engine."""

    def __init__(self, snapshot: Snapshot) -> None:
        # Not the snapshot itself, which would then live for as long as what is kept with it.
        self._rows = snapshot.assets, snapshot.flows, snapshot.categories
        self._dependencies, self._places = snapshot.dependencies, places_of(snapshot)

    @cached_property
    def assets(self) -> dict[str, Asset]:
        """Every asset by its id."""
        return {asset.id: asset for asset in self._rows[0]}

    @cached_property
    def flows(self) -> dict[str, Flow]:
        """Every data flow by its id."""
        return {flow.id: flow for flow in self._rows[1]}

    @cached_property
    def categories(self) -> dict[str, Category]:
        """Every data category by its id."""
        return {category.id: category for category in self._rows[2]}

    @cached_property
    def likeness(self) -> Likeness:
        """Who is called nearly so."""
        return Likeness(self._rows[0])

    def name(self, asset_id: str) -> str:
        """What people call the asset."""
        return self.assets[asset_id].name

    def need(self, dependent: str, provider: str, group: str | None) -> Dependency:
        """The dependency of one asset on another in this group, or in none; there must be one."""
        return next(row for row in self.between(dependent, provider) if row.group == group)

    def handover(self, dependent: str, provider: str) -> Dependency:
        """The dependency by which the provider controls the dependent; there must be one."""
        return next(row for row in self.between(dependent, provider) if row.kind.hands_over_control)

    def first(self, row: Dependency) -> Dependency:
        """The first of the dependencies without a group that joins the same two in the same way as `row`."""
        rows = self.between(row.dependent, row.provider)
        return next(one for one in rows if one.group is None and one.kind is row.kind)

    def group(self, dependent: str, group: str) -> tuple[Dependency, ...]:
        """The rows of a group, in their order."""
        return tuple(self._dependencies[place] for place in self._places.group(dependent, group))

    def needs_naming(self, key: str) -> tuple[Dependency, ...]:
        """The dependencies of an asset and on it, in their order."""
        return tuple(self._dependencies[place] for place in self._places.needs_naming(key))

    def flows_naming(self, key: str) -> tuple[Flow, ...]:
        """The flows that an asset sends, receives or carries, in their order."""
        return tuple(self._rows[1][place] for place in self._places.flows_naming(key))

    def between(self, dependent: str, provider: str) -> tuple[Dependency, ...]:
        """The dependencies of one asset on another, in their order."""
        return tuple(self._dependencies[place] for place in self._places.between(dependent, provider))


directory_of = Kept(Directory)
"""The directory of this very snapshot."""
