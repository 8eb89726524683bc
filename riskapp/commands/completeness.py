"""`riskapp completeness`."""

from pathlib import Path

import click

from riskapp.commands.estates import estate_of, from_files
from riskapp.commands.opening import acting, print_json
from riskapp.graph.answers import Answer
from riskapp.graph.completeness import completeness
from riskapp.graph.finding_answers import completeness_answer

NAMED = 10
"""So many subjects of a rule are named for a person; the rest are counted."""


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Print every finding as JSON.")
@from_files
@acting
def command(as_json: bool, folder: Path | None, username: str | None) -> None:
    """What the estate does not say, so that nobody trusts a small blast radius that is only an empty map."""
    answer = completeness_answer(completeness(estate_of(folder, username)))
    if as_json:
        print_json(answer)
    else:
        _tell(answer)


def _tell(answer: Answer) -> None:
    """The findings as lines for a person."""
    for rule, count in answer["counts"].items():
        rows = sorted((row for row in answer["findings"] if row["rule"] == rule), key=_has_enough)
        more = f" and {count - NAMED} more" if count > NAMED else ""
        names = ", ".join(_named(row) for row in rows[:NAMED])
        click.echo(f"{count:>7}  {rule}{': ' + names + more if names else ''}")
    for kind, share in answer["shares"].items():
        click.echo(f"{share['complete']} of {share['assets']} of the kind {kind} are fully described")


def _has_enough(row: Answer) -> bool:
    """False for a group with fewer members left than it needs: the graver, which come first."""
    return row["left"] is None or row["left"] >= row["needed"]


def _named(row: Answer) -> str:
    group = f" ({row['group']})" if row["group"] else ""
    others = f" by {', '.join(row['others'])}" if row["others"] else ""
    left = "" if row["left"] is None else f" {row['left']} of {row['listed']} left"
    too_few = "" if _has_enough(row) else f" and needs {row['needed']}"
    return f"{row['subject']}{group}{others}{left}{too_few}"
