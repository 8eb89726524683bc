"""The words of the whole estate's map: what territories and districts are called, and what the picture leaves out."""

from flask_babel import gettext, ngettext

from riskapp.errors import N_
from riskapp.estate.directory import Directory
from riskapp.explorer.territories import NOWHERE, SHARED, SITE
from riskapp.explorer.whole_estate import Fold, Quarter, WholeEstate
from riskapp.web.formatting import number

_FOLDS = {
    Fold.DEVICES: N_("one for all devices of a place that hang on the same thing."),
    Fold.GROUPS: N_("one for all of a kind in a place, and one for all its devices that hang on the same thing."),
    Fold.PLACES: N_("one between two places."),
}


def land_name(key: str, known: Directory) -> str:
    """What a territory is called."""
    if key == SHARED:
        return gettext("Shared by all sites")
    if key == NOWHERE:
        return gettext("Devices without a site")
    return known.site_name(key.removeprefix(SITE))


def quarter_name(quarter: Quarter, whole: WholeEstate) -> str:
    """What the devices of a district hang on."""
    return whole.assets[quarter.hub].name if quarter.hub >= 0 else gettext("on nothing that we know of")


def headline(whole: WholeEstate) -> str:
    """How big the estate is."""
    assets, links = len(whole.assets), len(whole.links)
    return gettext(
        "%(assets)s, %(links)s.",
        assets=ngettext("%(n)s asset", "%(n)s assets", assets, n=number(assets)),
        links=ngettext("%(n)s link between them", "%(n)s links between them", links, n=number(links)),
    )


def picture_sentences(whole: WholeEstate) -> list[str]:
    """What the picture shows, folds and leaves out."""
    bundles = whole.bundles
    lines = sum(line.links for line in bundles.lines)
    said = [
        ngettext(
            "The picture shows the only asset as a dot.",
            "The picture shows all %(n)s assets, each as a dot.",
            len(whole.assets),
            n=number(len(whole.assets)),
        ),
        ngettext(
            "%(links)s links are folded into %(n)s line",
            "%(links)s links are folded into %(n)s lines",
            len(bundles.lines),
            links=number(lines),
            n=number(len(bundles.lines)),
        )
        + f": {gettext(_FOLDS[whole.fold])}",
    ]
    if bundles.within:
        said.append(
            ngettext(
                "%(n)s link has both ends in such a group, and is not drawn.",
                "%(n)s links have both ends in such a group, and are not drawn.",
                bundles.within,
                n=number(bundles.within),
            )
        )
    if bundles.left_out:
        said.append(
            gettext(
                "%(lines)s weaker lines with %(links)s links are not drawn.",
                lines=number(bundles.left_out),
                links=number(bundles.hidden),
            )
        )
    if whole.idle:
        said.append(
            ngettext(
                "%(n)s planned or retired asset is not in it.",
                "%(n)s planned or retired assets are not in it.",
                whole.idle,
                n=number(whole.idle),
            )
        )
    return said
