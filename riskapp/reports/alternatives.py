"""What a drawing shows, said in words: for those who hear a report instead of seeing it."""

from collections.abc import Iterator

from riskapp.reports import markup
from riskapp.reports.content import Edge, Language, Marker, Matrix, Node, Picture, Place, Timeline, TimelineRow
from riskapp.reports.wording import WORDS


def of_matrix(matrix: Matrix, language: Language) -> str:
    """Title, axes, and where each scenario stands."""
    words = WORDS[language]
    axes = words["axes"] % {"likelihood": matrix.likelihood.title, "consequence": matrix.consequence.title}
    return markup.one_line(
        " ".join([f"{matrix.title}.", axes, *(_marker(matrix, one, language) for one in matrix.markers)])
    )


def _marker(matrix: Matrix, marker: Marker, language: Language) -> str:
    words = WORDS[language]
    told = [f"{words['before']} {_place(matrix, marker.before)}"]
    if marker.after is not None:
        told.append(f"{words['after']} {_place(matrix, marker.after)}")
    return f"{marker.label}: {', '.join(told)}."


def _place(matrix: Matrix, place: Place) -> str:
    level = matrix.levels[place.likelihood - 1][place.consequence - 1]
    likelihood = matrix.likelihood.words[place.likelihood - 1]
    return f"{likelihood} / {matrix.consequence.words[place.consequence - 1]} ({level.word})"


def of_picture(picture: Picture, language: Language) -> str:
    """The sentence below it, what is in it, and what leads to what."""
    names = {node.key: node.label for node in picture.nodes}
    parts = [
        picture.caption,
        f"{WORDS[language]['boxes']}: {'; '.join(map(_node, picture.nodes))}.",
        *(
            [f"{WORDS[language]['arrows']}: {'; '.join(_edge(edge, names) for edge in picture.edges)}."]
            if picture.edges
            else []
        ),
    ]
    return markup.one_line(" ".join(part for part in parts if part))


def _node(node: Node) -> str:
    beside = ", ".join(_told(node))
    return f"{node.label} ({beside})" if beside else node.label


def _told(node: Node) -> Iterator[str]:
    yield from (part for part in (node.kind, node.state) if part)


def _edge(edge: Edge, names: dict[str, str]) -> str:
    carried = ", ".join(part for part in (edge.label, edge.note) if part)
    arrow = f"{names[edge.source]} → {names[edge.target]}"
    return f"{arrow} ({carried})" if carried else arrow


def of_row(row: TimelineRow, timeline: Timeline) -> str:
    """The stretches of one row, with the text of the scale nearest before each end."""
    stretches = [f"{one.word} {_moment(one.start, timeline)}–{_moment(one.end, timeline)}" for one in row.intervals]
    return markup.one_line(f"{row.label}: {'; '.join(stretches)}")


def _moment(position: float, timeline: Timeline) -> str:
    exact = [text for place, text in timeline.ticks if place == position]
    return exact[0] if exact else f"{position:g}"
