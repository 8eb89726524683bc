"""What a screen reader hears of a tagged PDF: texts in the order of its structure, a drawing as its alternative.

Read from the file itself: each mark's letters by the ToUnicode table of their font, as a reader does. (poppler's
`pdfinfo -struct-text` says the same, but reads a page once for each of its elements: minutes for a whole report.)
"""

import io
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping

import pikepdf

Texts = Mapping[tuple[int, int], str]
"""By page (its object number) and mark."""


def heard(pdf: bytes) -> list[str]:
    """The texts, one for each element that holds marks; a contents' lines are left out, their heading is not."""
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        texts = {(page.obj.objgen[0], mark): text for page in opened.pages for mark, text in _marks(page).items()}
        return list(_said(opened.Root.StructTreeRoot.K, texts, 0))


def _said(node: pikepdf.Object, texts: Texts, page: int) -> Iterator[str]:
    if isinstance(node, pikepdf.Array):
        for one in node:
            yield from _said(one, texts, page)
    elif isinstance(node, int):
        yield texts[page, int(node)]
    elif node.get("/Type") == pikepdf.Name.MCR:
        yield texts[node.Pg.objgen[0], int(node.MCID)]
    elif "/S" in node:
        here = node.Pg.objgen[0] if "/Pg" in node else page
        if pikepdf.Name.Figure == node.S:
            yield str(node.Alt)
        elif node.S != pikepdf.Name.TOC and "/K" in node:
            yield from _said(node.K, texts, here)


def _marks(page: pikepdf.Page) -> dict[int, str]:
    """The letters of each mark of a page."""
    tables = {name: _table(font) for name, font in page.obj.Resources.get("/Font", {}).items()}
    found: dict[int, str] = defaultdict(str)
    open_: list[int | None] = []
    letters: Mapping[int, str] = {}
    for operands, operator in pikepdf.parse_content_stream(page):
        if str(operator) in ("BDC", "BMC"):
            marked = len(operands) > 1 and isinstance(operands[1], pikepdf.Dictionary) and "/MCID" in operands[1]
            open_.append(int(operands[1].MCID) if marked else None)
            found.update({open_[-1]: found[open_[-1]]} if open_[-1] is not None else {})
        elif str(operator) == "EMC":
            open_.pop()
        elif str(operator) == "Tf":
            letters = tables[str(operands[0])]
        elif str(operator) == "Tj" and open_ and open_[-1] is not None:
            found[open_[-1]] += "".join(letters[code] for code in bytes(operands[0]))
        assert str(operator) != "TJ"
    return dict(found)


def _table(font: pikepdf.Object) -> dict[int, str]:
    """What each code of a font stands for."""
    if "/ToUnicode" not in font:
        return {}
    pairs = re.findall(rb"<([0-9A-F]{2})> <([0-9A-F]+)>\s", font.ToUnicode.read_bytes().split(b"beginbfchar", 1)[1])
    return {int(code, 16): bytes.fromhex(text.decode().zfill(4)).decode("utf-16-be") for code, text in pairs}
