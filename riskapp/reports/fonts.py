"""The fonts that every report embeds: DejaVu Sans for text, Norwegian and Sámi included, Noto Emoji for the rest."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFError, TTFont

from riskapp.errors import N_, Unready

FOLDER = Path(__file__).resolve().parent.parent / "static" / "vendor" / "fonts"
REGULAR = "DejaVuSans"
BOLD = "DejaVuSans-Bold"
OBLIQUE = "DejaVuSans-Oblique"
EMOJI = "NotoEmoji_400Regular"
NAMES = (REGULAR, BOLD, OBLIQUE, EMOJI)


@cache
def coverage(folder: Path = FOLDER) -> Mapping[str, frozenset[int]]:
    """Register the fonts with ReportLab, once, and tell which code points each of them can draw.

    Raises Unready where a font file is missing or cannot be read.
    """
    return {name: _register(name, folder / f"{name}.ttf") for name in NAMES}


def _register(name: str, path: Path) -> frozenset[int]:
    if not path.is_file():
        raise Unready(
            N_("The font %(file)s is missing in %(folder)s. Run make run to bring it."),
            file=path.name,
            folder=str(path.parent),
        )
    try:
        # Shaping would make the pages differ between machines with and without an optional library.
        font = TTFont(name, str(path), shapable=False)
    except (TTFError, OSError, ValueError, IndexError) as fault:
        raise Unready(
            N_("The font %(file)s in %(folder)s cannot be read (%(fault)s). Delete it and run `make run`."),
            file=path.name,
            folder=str(path.parent),
            fault=str(fault),
        ) from fault
    pdfmetrics.registerFont(font)
    return frozenset(font.face.charToGlyph)
