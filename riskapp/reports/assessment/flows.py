"""The picture of data flows: who sends what to whom around what is assessed, from the quoted facts of the estate."""

from collections import Counter
from collections.abc import Iterator

from riskapp.assessments.flow_picture import FlowPicture, Party, Stream, flow_picture
from riskapp.reports.assessment.reader import Reader, Values
from riskapp.reports.content import Edge, Node, Picture, Section, Tone


def flowing(content: Values, reader: Reader) -> Iterator[Section]:
    """A section with the picture; none where nothing flows."""
    drawn = flow_picture(content["quotes"])
    if drawn is None:
        return
    caption = reader.say("flow picture")
    if drawn.left_out:
        caption = f"{caption} {reader.say('picture cut', more=reader.number(drawn.left_out))}"
    edges = tuple(_edge(one, reader) for one in drawn.streams)
    yield Section(reader.say("flowing"), 2, (Picture(tuple(_nodes(drawn, reader)), edges, caption),))


def _nodes(drawn: FlowPicture, reader: Reader) -> Iterator[Node]:
    """The columns that have anybody, side by side; whoever has several arrows has as many rows, for their words."""
    columns = [column for column in (drawn.at("before"), drawn.at("scope"), drawn.at("after")) if column]
    shared = Counter(key for one in drawn.streams for key in (one.source, one.target))
    tall = {one.key: 1 if one.place == "scope" else max(1, shared[one.key]) for one in drawn.parties}
    rows = max(sum(tall[one.key] for one in column) for column in columns)
    for number, column in enumerate(columns):
        x = number / (len(columns) - 1) if len(columns) > 1 else 0.5
        row = (rows - sum(tall[one.key] for one in column)) // 2
        for one in column:
            middle = row + (tall[one.key] - 1) / 2
            yield _node(one, x, middle / (rows - 1) if rows > 1 else 0.5, reader)
            row += tall[one.key]


def _node(one: Party, x: float, y: float, reader: Reader) -> Node:
    kind = reader.word(one.kind) if one.kind else ""
    if one.count > 1:
        kind = reader.say("how many", kind=kind, n=reader.number(one.count))
    mine = one.place == "scope"
    state = reader.say("in scope") if mine else reader.say("outside") if one.external else one.site
    return Node(one.key, one.name, kind, x, y, state, Tone.MEDIUM if mine else Tone.NEUTRAL, one.external)


def _edge(one: Stream, reader: Reader) -> Edge:
    label = ", ".join(one.categories) or reader.say("unknown data")
    note = "" if one.encrypted else reader.say("not encrypted")
    return Edge(one.source, one.target, False, label, note, not one.encrypted)
