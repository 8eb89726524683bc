"""What a report says, apart from how it looks: sections of blocks, every text plain words and never markup."""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Literal

from riskapp.errors import N_, Invalid

Language = Literal["nb", "en"]
Fact = tuple[str, str]


class Tone(StrEnum):
    """How grave a thing is, for its colour; the word and the number always stand beside it."""

    NEUTRAL = "neutral"
    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"
    CRITICAL = "critical"


@dataclass(frozen=True)
class Level:
    """A risk level as it is shown: `number` and `word` carry it, the tone only helps the eye."""

    number: int | None
    word: str
    tone: Tone = Tone.NEUTRAL


@dataclass(frozen=True)
class Paragraphs:
    """Running text; an empty line starts a new paragraph, a single newline stays a line break."""

    text: str


@dataclass(frozen=True)
class Facts:
    """Short facts, one a line: (label, value)."""

    facts: tuple[Fact, ...]


@dataclass(frozen=True)
class Table:
    """Rows under headings; `widths` are relative weights, one for each column, and every column alike without them.

    Raises Invalid where a row has another number of cells than there are headings.
    """

    headings: tuple[str, ...]
    rows: tuple[tuple[str | Level, ...], ...]
    widths: tuple[float, ...] = ()
    caption: str = ""

    def __post_init__(self) -> None:
        """Check that rows and widths fit the headings."""
        for number, row in enumerate(self.rows, start=1):
            if len(row) != len(self.headings):
                raise Invalid(
                    N_("Row %(row)s of the table %(table)s has %(cells)s cells where %(headings)s were expected."),
                    row=number,
                    table=self.caption or " · ".join(self.headings),
                    cells=len(row),
                    headings=len(self.headings),
                )
        if self.widths and (len(self.widths) != len(self.headings) or min(self.widths) <= 0):
            raise Invalid(
                N_("The table %(table)s needs one width above zero for each of its columns."),
                table=self.caption or " · ".join(self.headings),
            )


@dataclass(frozen=True)
class Axis:
    """One side of a matrix: its title, and its words from the lowest step to the highest."""

    title: str
    words: tuple[str, ...]


@dataclass(frozen=True)
class Place:
    """A cell of a matrix, counted from 1 as in the assessment."""

    likelihood: int
    consequence: int


@dataclass(frozen=True)
class Marker:
    """A scenario in the matrix: where it stands before measures, and after them where that is decided."""

    label: str
    before: Place
    after: Place | None = None


@dataclass(frozen=True)
class Matrix:
    """A risk matrix; `levels[likelihood - 1][consequence - 1]` is a cell, lowest likelihood first.

    Raises Invalid where the levels do not fill the axes or a marker stands outside them.
    """

    title: str
    likelihood: Axis
    consequence: Axis
    levels: tuple[tuple[Level, ...], ...]
    markers: tuple[Marker, ...] = ()

    def __post_init__(self) -> None:
        """Check that levels and markers fit the axes."""
        high, wide = len(self.likelihood.words), len(self.consequence.words)
        if not high or not wide or len(self.levels) != high or any(len(row) != wide for row in self.levels):
            raise Invalid(
                N_("The matrix %(matrix)s needs a level for each of its %(high)s × %(wide)s cells."),
                matrix=self.title,
                high=high,
                wide=wide,
            )
        for marker in self.markers:
            for place in (marker.before, marker.after or marker.before):
                if not (1 <= place.likelihood <= high and 1 <= place.consequence <= wide):
                    raise Invalid(
                        N_("%(label)s stands outside the matrix %(matrix)s (%(likelihood)s, %(consequence)s)."),
                        label=marker.label,
                        matrix=self.title,
                        likelihood=place.likelihood,
                        consequence=place.consequence,
                    )


@dataclass(frozen=True)
class QuestionAnswer:
    """A question of the questionnaire and its answer; `note` is set small below it (a reason, a source).

    `key` names the place for a reader on the screen; paper does not show it.
    """

    question: str
    answer: str
    note: str = ""
    key: str = ""


@dataclass(frozen=True)
class Node:
    """An asset in a picture; `x` and `y` lie in 0..1, y downwards; `state` is a word such as "down", or empty.

    One `outside` the organisation has cut corners; its `state` says so in words.
    """

    key: str
    label: str
    kind: str
    x: float
    y: float
    state: str = ""
    tone: Tone = Tone.NEUTRAL
    outside: bool = False


@dataclass(frozen=True)
class Edge:
    """An arrow between two nodes by their keys; a `strong` one is on the path that the report speaks of.

    `label` and below it `note` stand on the arrow, which may be `dashed`.
    """

    source: str
    target: str
    strong: bool = False
    label: str = ""
    note: str = ""
    dashed: bool = False


@dataclass(frozen=True)
class Picture:
    """A small graph and the sentence below it. Raises Invalid for an edge to a node that is not in the picture."""

    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...] = ()
    caption: str = ""

    def asides(self) -> tuple[tuple[Edge, float], ...]:
        """Each arrow that leads from one node to another, and how many steps it stands aside of the straight line.

        Arrows with words that join the same two stand side by side; those without words need no room.
        """
        beside: dict[frozenset[str], list[Edge]] = {}
        for edge in self.edges:
            if edge.source != edge.target:
                beside.setdefault(frozenset((edge.source, edge.target)), []).append(edge)
        found = []
        for edges in beside.values():
            for place, edge in enumerate(edges):
                found.append((edge, place - (len(edges) - 1) / 2 if any(one.label for one in edges) else 0.0))
        return tuple(found)

    def __post_init__(self) -> None:
        """Check that arrows have ends and that nodes are within."""
        keys = {node.key for node in self.nodes}
        for edge in self.edges:
            for key in (edge.source, edge.target):
                if key not in keys:
                    raise Invalid(N_("The picture has an arrow to %(key)s, which is not in it."), key=key)
        for node in self.nodes:
            if not (0 <= node.x <= 1 and 0 <= node.y <= 1):
                raise Invalid(N_("%(label)s stands outside the picture."), label=node.label)


@dataclass(frozen=True)
class Interval:
    """A stretch of a timeline in the unit of its ticks; `word` says what holds meanwhile, such as "down"."""

    start: float
    end: float
    word: str
    tone: Tone = Tone.NEUTRAL


@dataclass(frozen=True)
class TimelineRow:
    """One asset's course over time."""

    label: str
    intervals: tuple[Interval, ...]


@dataclass(frozen=True)
class Timeline:
    """What happens when, from 0 to `end`; `ticks` are (position, text). Raises Invalid for an impossible interval."""

    rows: tuple[TimelineRow, ...]
    end: float
    ticks: tuple[tuple[float, str], ...] = ()
    caption: str = ""

    def __post_init__(self) -> None:
        """Check that every stretch lies within the timeline."""
        for row in self.rows:
            for interval in row.intervals:
                if not 0 <= interval.start <= interval.end <= self.end:
                    raise Invalid(
                        N_("%(label)s has a stretch outside the timeline (%(start)s to %(end)s of %(whole)s)."),
                        label=row.label,
                        start=interval.start,
                        end=interval.end,
                        whole=self.end,
                    )


@dataclass(frozen=True)
class Quote:
    """What somebody said or decided, word for word, under a name: an advice, a view, an acceptance."""

    person: str
    role: str
    date: str
    text: str


Block = Paragraphs | Facts | Table | Matrix | QuestionAnswer | Picture | Timeline | Quote


@dataclass(frozen=True)
class Section:
    """A heading and what stands below it; levels 1 and 2 are in the table of contents, 3 is not.

    `key` names the place for a reader on the screen; paper does not show it.
    """

    heading: str
    level: Literal[1, 2, 3]
    blocks: tuple[Block, ...] = ()
    key: str = ""


@dataclass(frozen=True)
class Report:
    """A whole report. A draft is marked on every page; room for a signature is left where it is to be `signed`."""

    title: str
    subtitle: str
    language: Language
    organisation: str
    draft: bool
    identity: tuple[Fact, ...] = ()
    sections: tuple[Section, ...] = field(default=())
    signed: bool = True
