"""An estate as columns of numbers: the form in which it is compiled, and changed at the price of what changes."""

from collections.abc import Mapping
from dataclasses import dataclass

from riskapp.graph.asset_columns import AssetColumns, read_assets
from riskapp.graph.flow_columns import FlowColumns, check_flow_ids, read_flows
from riskapp.graph.holding_columns import HoldingColumns, check_holdings_once, read_holdings
from riskapp.graph.kept import Kept
from riskapp.graph.need_columns import NO_GROUP, NeedColumns, read_needs
from riskapp.graph.snapshot import Snapshot


@dataclass(frozen=True, slots=True, eq=False)
class Columns:
    """The tables of a snapshot. `groups` are the numbers of the names of groups, `categories` the places by id."""

    categories: Mapping[str, int]
    assets: AssetColumns
    holdings: HoldingColumns
    flows: FlowColumns
    needs: NeedColumns
    groups: Mapping[str | None, int]


def read_columns(snapshot: Snapshot) -> Columns:
    """Read every row; raises Invalid where a row names what is not in the estate, or stands there twice."""
    assets = read_assets(snapshot.assets)
    groups: dict[str | None, int] = {None: NO_GROUP}
    categories = {one.id: place for place, one in enumerate(snapshot.categories)}
    needs = read_needs(snapshot.dependencies, assets.places, groups)
    holdings = read_holdings(snapshot.holdings, assets.places, categories)
    check_holdings_once(snapshot.holdings)
    flows = read_flows(snapshot.flows, assets.places, categories)
    check_flow_ids(snapshot.flows)
    return Columns(categories, assets, holdings, flows, needs, groups)


columns_of = Kept(read_columns)
"""The columns of this very snapshot, read at first use. Raises Invalid as `read_columns` does."""
