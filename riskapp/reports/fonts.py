"""The fonts that every report embeds: DejaVu Sans for text, Norwegian and Sámi included, Noto Emoji for the rest."""

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.pdfdoc import PDFDocument
from reportlab.pdfbase.ttfonts import TTFError, TTFont

from riskapp.errors import N_, Unready

FOLDER = Path(__file__).resolve().parent.parent / "static" / "vendor" / "fonts"
REGULAR = "DejaVuSans"
BOLD = "DejaVuSans-Bold"
OBLIQUE = "DejaVuSans-Oblique"
EMOJI = "NotoEmoji_400Regular"
NAMES = (REGULAR, BOLD, OBLIQUE, EMOJI)
_LONG_CODE = re.compile("<(1?[0-9A-F]{5})>")


class _Font(TTFont):
    """ReportLab writes letters above U+FFFF wrongly into the table that copying and searching use; this mends it."""

    def addObjects(self, doc: PDFDocument) -> None:  # noqa: N802 - ReportLab's name
        """Add the font to `doc`, its table of letters as UTF-16 (ISO 32000-1, 9.10.3)."""
        super().addObjects(doc)
        for name, table in doc.idToObject.items():
            if name.startswith("toUnicodeCMap:"):
                table.content = _LONG_CODE.sub(_as_utf16, table.content)


def _as_utf16(code: re.Match[str]) -> str:
    return f"<{chr(int(code[1], 16)).encode('utf-16-be').hex().upper()}>"


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
        font = _Font(name, str(path), shapable=False)
    except (TTFError, OSError, ValueError, IndexError) as fault:
        raise Unready(
            N_("The font %(file)s in %(folder)s cannot be read (%(fault)s). Delete it and run `make run`."),
            file=path.name,
            folder=str(path.parent),
            fault=str(fault),
        ) from fault
    pdfmetrics.registerFont(font)
    return frozenset(font.face.charToGlyph)
