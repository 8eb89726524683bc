"""The small picture of what is assessed and what lies around it, in rows, from the quoted facts of the estate."""

from collections.abc import Iterable, Iterator

from riskapp.reports.assessment.reader import Reader, Values
from riskapp.reports.content import Edge, Node, Picture, Section, Tone

A_ROW = 4
"""Boxes beside each other: wide enough for words such as laboratoriediagnostikk."""
ROWS = {"above": 2, "scope": 2, "below": 4}
Other = tuple[str, str]


def neighbourhood(content: Values, reader: Reader) -> Iterator[Section]:
    """A section with the picture; none where nothing is quoted about anything."""
    above, below, pairs = _around(content)
    scope = [(one["name"], one["kind"]) for one in content["scope"]]
    if not scope or not (above or below):
        return
    layers = {"above": above, "scope": scope, "below": below}
    shown = {name: found[: A_ROW * ROWS[name]] for name, found in layers.items()}
    drawn = {one for found in shown.values() for one in found}
    caption = reader.say("picture")
    left = sum(len(found) - len(shown[name]) for name, found in layers.items())
    if left:
        caption = f"{caption} {reader.say('picture cut', more=left)}"
    picture = Picture(tuple(_nodes(shown, reader)), tuple(_edges(pairs, drawn)), caption)
    yield Section(reader.say("around"), 2, (picture,))


def _around(content: Values) -> tuple[list[Other], list[Other], list[tuple[Other, Other]]]:
    """Who needs the scope, what it needs or exchanges data with, and the arrows, each once and in the quoted order."""
    kinds = {one["name"]: one["kind"] for one in content["scope"]}
    above: dict[Other, None] = {}
    below: dict[Other, None] = {}
    pairs: dict[tuple[Other, Other], None] = {}
    for row in (*content["quotes"]["needs"], *content["quotes"]["flows"]):
        if "more" in row or row["asset"] not in kinds:
            continue
        here, there = (row["asset"], kinds[row["asset"]]), (row["other"], row["other_kind"])
        if kinds.get(row["other"]) != row["other_kind"]:
            (above if row["direction"] == "needed by" else below)[there] = None
        points_in = row["direction"] in ("in", "needed by")
        pairs[(there, here) if points_in else (here, there)] = None
    return list(above), [one for one in below if one not in above], list(pairs)


def _nodes(layers: dict[str, list[Other]], reader: Reader) -> Iterator[Node]:
    rows = [
        (name, found[start : start + A_ROW]) for name, found in layers.items() for start in range(0, len(found), A_ROW)
    ]
    for level, (name, row) in enumerate(rows):
        for place, (label, kind) in enumerate(row):
            mine = name == "scope"
            yield Node(
                _key((label, kind)),
                label,
                reader.word(kind),
                0.5 + (place - (len(row) - 1) / 2) / (A_ROW - 1),
                level / max(1, len(rows) - 1),
                reader.say("in scope") if mine else "",
                Tone.MEDIUM if mine else Tone.NEUTRAL,
            )


def _edges(pairs: Iterable[tuple[Other, Other]], drawn: set[Other]) -> Iterator[Edge]:
    for source, target in pairs:
        if source in drawn and target in drawn and source != target:
            yield Edge(_key(source), _key(target))


def _key(one: Other) -> str:
    return f"{one[1]}:{one[0]}"
