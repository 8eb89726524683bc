"""Finding an asset in a snapshot by what a person types: id or name first, else its kind, owner, supplier or site."""

from collections.abc import Iterable, Mapping, Sequence

from riskapp.graph.snapshot import Asset
from riskapp.graph.vocabulary import Kind

MOST = 50
_NO_WORDS: Mapping[str, Kind] = {}


def find(assets: Iterable[Asset], wanted: str, kinds: Mapping[str, Kind] = _NO_WORDS) -> tuple[Asset, ...]:
    """The asset with that very id or the only one of that very name, else all that have it in their name or id.

    Where none has, all of that kind (`kinds` has the reader's words for them), or whose owner, supplier or site is
    called so. Letter case does not matter. In the order of kind,
    name and id; nothing for an empty text.
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
    if not found and text in kinds:
        found = [asset for asset in listed if asset.kind is kinds[text]]
    return tuple(sorted(found or _belonging(listed, text), key=_order))


def _belonging(assets: Sequence[Asset], text: str) -> list[Asset]:
    """Those whose owner, supplier or site has the text; the files name the last two by the ids of assets."""
    called = {asset.id: f"{asset.id} {asset.name}".casefold() for asset in assets}
    return [
        asset
        for asset in assets
        if text in asset.owner.casefold()
        or any(text in called.get(key, key.casefold()) for key in (asset.supplier, asset.site) if key)
    ]


def _order(asset: Asset) -> tuple[bool, str, str, str]:
    return asset.kind is Kind.DEVICE, asset.kind.value, asset.name, asset.id
