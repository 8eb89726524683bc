"""Text as a spreadsheet copies it: rows of cells with tabs between, quoted where a cell has line breaks of its own."""

import re

_QUOTED = re.compile(r'"((?:[^"]|"")*)"(?=\t|\n|\Z)')
_PLAIN = re.compile(r"[^\t\n]*")


def read_cells(text: str) -> list[list[str]]:
    """The rows of `text`, each with its cells as they stand; one line end at the very end begins no row.

    A quotation mark that does not enclose the whole cell is a character like the others, as Excel copies it.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n").removesuffix("\n")
    rows: list[list[str]] = [[]]
    place = 0
    while True:
        found = _QUOTED.match(text, place)
        if found:
            rows[-1].append(found[1].replace('""', '"'))
        else:
            found = _PLAIN.match(text, place)
            assert found is not None, "an empty match is one"
            rows[-1].append(found[0])
        place = found.end() + 1
        if place > len(text):
            return rows
        if text[found.end()] == "\n":
            rows.append([])
