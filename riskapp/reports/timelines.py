"""Draws a timeline: the scale above, and for each row its stretches as bars with their words in them."""

from reportlab.platypus import Flowable

from riskapp.reports import markup, styles
from riskapp.reports.alternatives import of_row
from riskapp.reports.content import Timeline, TimelineRow
from riskapp.reports.fonts import BOLD, REGULAR
from riskapp.reports.structure import figure


def bars_and_ticks(timeline: Timeline) -> tuple["Ticks", list["Bars"]]:
    """The scale, and one flowable for each row, all over the same width."""
    return Ticks(timeline), [Bars(row, timeline) for row in timeline.rows]


class _Scaled(Flowable):
    tall = 12.0

    def __init__(self, timeline: Timeline) -> None:
        super().__init__()
        self.timeline = timeline

    def wrap(self, available_width: float, _available_height: float) -> tuple[float, float]:
        """Width and height in points."""
        self.width, self.height = available_width, self.tall
        return self.width, self.height

    def at(self, position: float) -> float:
        """The x of a moment, in points."""
        return self.width * position / self.timeline.end if self.timeline.end else 0.0


class Ticks(_Scaled):
    """The texts of the scale; those that would run into the one before are left to the grid line."""

    def draw(self) -> None:
        """Draw the texts, each centred over its place but kept within the width."""
        free = 0.0
        for position, text in self.timeline.ticks:
            wide = markup.width(text, REGULAR, 7)
            left = min(max(self.at(position) - wide / 2, 0), self.width - wide)
            if left >= free:
                markup.draw_line(self.canv, left, 3, text, REGULAR, 7, styles.MUTED)
                free = left + wide + 3


class Bars(_Scaled):
    """The stretches of one row."""

    tall = 15.0

    def __init__(self, row: TimelineRow, timeline: Timeline) -> None:
        super().__init__(timeline)
        self.row = row

    def draw(self) -> None:
        """Grid lines, then the bars; a word that does not fit into its bar stands beside the row's label anyway."""
        with figure(self.canv, of_row(self.row, self.timeline), self.width, self.height):
            self._draw()

    def _draw(self) -> None:
        canvas = self.canv
        canvas.setStrokeColor(styles.RULE)
        canvas.setLineWidth(0.4)
        for position, _ in self.timeline.ticks:
            canvas.line(self.at(position), -2, self.at(position), self.height + 2)
        for interval in self.row.intervals:
            back, ink = styles.TONES[interval.tone]
            start, wide = self.at(interval.start), max(self.at(interval.end) - self.at(interval.start), 1.2)
            canvas.setFillColor(back)
            canvas.setStrokeColor(ink if interval.tone != "critical" else back)
            canvas.rect(start, 0, wide, self.height - 1, stroke=1, fill=1)
            if markup.width(interval.word, BOLD, 6.8) + 6 <= wide:
                markup.draw_line(canvas, start + 3, 4.6, interval.word, BOLD, 6.8, ink)
