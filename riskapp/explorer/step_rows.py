"""The steps of all ways from one asset to another as rows of a table: the ways in their order, each from its start."""

from typing import NamedTuple

from riskapp.explorer.directory import Directory
from riskapp.explorer.table import Shape
from riskapp.graph.ways import Step, Ways


class StepRow(NamedTuple):
    """Step `number` of way `way`, both counted from 1, with the names of its ends."""

    way: int
    number: int
    source: str
    target: str
    step: Step


def step_rows(answer: Ways, directory: Directory) -> list[StepRow]:
    """A row for each step; what several ways share is a row in each."""
    return [
        StepRow(way, number, directory.name(step.source), directory.name(step.target), step)
        for way, steps in enumerate(answer.ways, start=1)
        for number, step in enumerate(steps, start=1)
    ]


STEPS: Shape[StepRow] = Shape(
    orders={
        "way": None,
        "step": lambda row: (row.number, row.way),
        "source": lambda row: (row.source.casefold(), row.way, row.number),
        "target": lambda row: (row.target.casefold(), row.way, row.number),
    },
    texts=lambda row: (row.source, row.target, row.step.source, row.step.target),
)
