"""The words of the picture of data flows: what stands in a box, on an arrow and below."""

from flask_babel import gettext, ngettext

from riskapp.assessments.flow_picture import FlowPicture, Party, Stream
from riskapp.explorer.flow_sheet import ROOM, WIDE
from riskapp.explorer.labels import fitted, wrapped
from riskapp.web.assessments.blueprint import blueprint
from riskapp.web.formatting import number, word


@blueprint.app_template_global()
def party_lines(party: Party) -> list[tuple[str, str]]:
    """The name in one line or two, what it is and where it stands, each with its class, cut where the box ends."""
    room = WIDE - 24
    below = (("what", _what(party)), ("state", _where(party)))
    return [
        *(("name", line) for line in wrapped(party.name, room, 13)),
        *((kind, fitted(text, room, 11)) for kind, text in below if text),
    ]


@blueprint.app_template_global()
def party_title(party: Party) -> str:
    """A box in full."""
    return ", ".join(part for part in (party.name, _what(party), _where(party)) if part)


@blueprint.app_template_global()
def stream_words(stream: Stream) -> list[str]:
    """What an arrow carries in one line or two, cut where its room ends."""
    return wrapped(_carried(stream), ROOM - 14, 12)


@blueprint.app_template_global()
def stream_title(stream: Stream, picture: FlowPicture) -> str:
    """An arrow in full: who sends what to whom."""
    names = {one.key: one.name for one in picture.parties}
    shield = gettext("encrypted") if stream.encrypted else gettext("not encrypted")
    return f"{names[stream.source]} → {names[stream.target]}: {_carried(stream)}, {shield}"


@blueprint.app_template_global()
def flows_told(picture: FlowPicture) -> str:
    """The picture in a few sentences, for whoever does not see it, and how to read it for who does."""
    told = [
        ngettext("One arrow.", "%(n)s arrows.", len(picture.streams), n=number(len(picture.streams))),
        ngettext(
            "One of them is not encrypted: its line is dashed.",
            "%(n)s of them are not encrypted: their lines are dashed.",
            picture.unencrypted,
            n=number(picture.unencrypted),
        )
        if picture.unencrypted
        else gettext("All of them are encrypted."),
    ]
    if picture.external:
        told.append(
            ngettext(
                "One party is outside the organisation: the corners of its box are cut.",
                "%(n)s parties are outside the organisation: the corners of their boxes are cut.",
                picture.external,
                n=number(picture.external),
            )
        )
    if picture.left_out:
        told.append(
            ngettext(
                "%(n)s more sends or gets data and is not drawn.",
                "%(n)s more send or get data and are not drawn.",
                picture.left_out,
                n=number(picture.left_out),
            )
        )
    return " ".join((*told, gettext("The list “Data in and out” below tells the same in words.")))


def _what(party: Party) -> str:
    kind = word(party.kind) if party.kind else ""
    count = gettext("%(n)s in all", n=number(party.count)) if party.count > 1 else ""
    return ", ".join(part for part in (kind, count) if part)


def _where(party: Party) -> str:
    if party.place == "scope":
        return gettext("is assessed here")
    return gettext("outside the organisation") if party.external else party.site


def _carried(stream: Stream) -> str:
    return ", ".join(stream.categories) or gettext("which data is not known")
