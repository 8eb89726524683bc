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
_PAIR = re.compile(r"<[0-9A-F]+> <[0-9A-F]+>(?=\n)")
_ALL_PAIRS = re.compile(r"\d+ beginbfchar\n.*endbfchar", re.DOTALL)
_MOST_PAIRS = 100
"""In one block, says the standard."""
_LONG_CODE = re.compile("<(1?[0-9A-F]{5})>")


class _Font(TTFont):
    """Mends the table of letters that copying and searching use.

    ReportLab writes letters above U+FFFF wrongly, and a zero for each code that it does not use, which PDF/A forbids.
    """

    def addObjects(self, doc: PDFDocument) -> None:  # noqa: N802 - ReportLab's name
        """Add the font to `doc`, its table of letters as UTF-16 (ISO 32000-1, 9.10.3)."""
        super().addObjects(doc)
        for name, table in doc.idToObject.items():
            if name.startswith("toUnicodeCMap:"):
                table.content = _without_zeros(_LONG_CODE.sub(_as_utf16, table.content))


def _without_zeros(table: str) -> str:
    pairs = [line for line in _PAIR.findall(table) if not line.endswith("<0000>")]
    blocks = [pairs[at : at + _MOST_PAIRS] for at in range(0, len(pairs), _MOST_PAIRS)]
    told = "\n".join("\n".join([f"{len(one)} beginbfchar", *one, "endbfchar"]) for one in blocks)
    return _ALL_PAIRS.sub(lambda _: told, table)


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
