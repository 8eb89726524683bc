"""Finding an asset in a snapshot by what a person types: its id, its name, or a part of either."""

from collections.abc import Iterable

from riskapp.graph.snapshot import Asset

MOST = 50


def find(assets: Iterable[Asset], wanted: str) -> tuple[Asset, ...]:
    """The asset with that very id or the only one of that very name, else all that have it in their name or id.

    Letter case does not matter. In the order of kind, name and id; nothing for an empty text.
    """
    text = " ".join(wanted.split()).casefold()
    if not text:
        return ()
    listed = list(assets)
    for exact in (
        [asset for asset in listed if asset.id == wanted.strip()],
        [asset for asset in listed if asset.id.casefold() == text],
        [asset for asset in listed if asset.name.casefold() == text],
    ):
        if len(exact) == 1:
            return tuple(exact)
    found = [asset for asset in listed if text in asset.name.casefold() or text in asset.id.casefold()]
    return tuple(sorted(found, key=lambda asset: (asset.kind == "device", asset.kind, asset.name, asset.id)))
