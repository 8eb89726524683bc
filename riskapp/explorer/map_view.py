"""What of the whole estate's map somebody looks at, as it stands in the address line."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from riskapp.errors import N_, Invalid
from riskapp.explorer.whole_estate import Land, WholeEstate
from riskapp.graph.vocabulary import Kind

NAMES = ("kind", "place", "page", "asset")
"""What the address line calls it."""


@dataclass(frozen=True, slots=True)
class MapView:
    """What the address asks for: kinds (none: all), a territory (None: all), a page of the table, and an asset."""

    kinds: frozenset[Kind]
    land: Land | None
    page: int
    asset: str

    def args(self) -> dict[str, object]:
        """The filter as it stands in the address line."""
        return {"kind": sorted(self.kinds) or None, "place": self.land.key if self.land else None}

    def written(self) -> dict[str, list[str]]:
        """All of the view, as `map_view_of` reads it; what is as usual is left out."""
        all_of_it = {
            "kind": sorted(kind.value for kind in self.kinds),
            "place": [self.land.key] if self.land else [],
            "page": [] if self.page == 1 else [str(self.page)],
            "asset": [self.asset] if self.asset else [],
        }
        return {name: values for name, values in all_of_it.items() if values}


def map_view_of(args: Mapping[str, Sequence[str]], whole: WholeEstate) -> MapView:
    """What the address asks for. Raises Invalid for a word or number that means nothing."""
    first = {name: values[0] for name, values in args.items() if values and values[0]}
    lands = {land.key: land for land in whole.lands}
    try:
        return MapView(
            kinds=frozenset(Kind(kind) for kind in args.get("kind", ()) if kind),
            land=lands[first["place"]] if "place" in first else None,
            page=int(first.get("page", 1)),
            asset=first.get("asset", "").strip(),
        )
    except (ValueError, KeyError) as error:
        raise Invalid(
            N_("This address asks for a kind, place or page that does not exist. Open the overview anew.")
        ) from error
