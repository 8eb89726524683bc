"""`riskapp what-if`."""

from pathlib import Path

import click

from riskapp.commands.asking import asked_of, result_answer
from riskapp.commands.estates import estate_of, from_files
from riskapp.commands.opening import acting, print_json
from riskapp.errors import N_, Invalid
from riskapp.exchange.change_file import read_changes
from riskapp.exchange.limits import FILE_BYTES, MEBIBYTE
from riskapp.explorer.asking import find_out
from riskapp.graph.answers import Answer
from riskapp.graph.changes import apply_changes
from riskapp.graph.comparison import Estates
from riskapp.graph.comparison_answers import difference_answer


@click.command()
@click.argument("changes", type=click.Path(path_type=Path), metavar="CHANGES.json")
@asked_of
@click.option("--json", "as_json", is_flag=True, help="Print both answers and their difference as JSON.")
@from_files
@acting
def command(
    changes: Path,
    assets: tuple[str, ...],
    threat: str,
    outage: int | None,
    horizon: int | None,
    control: bool,
    as_json: bool,
    folder: Path | None,
    username: str | None,
) -> None:
    """What a failure, a lie or a leak of ASSET... would reach in a changed estate, beside what it reaches now."""
    question = (assets, threat, outage, horizon, control)
    made = read_changes(_text_of(changes))
    before = estate_of(folder, username)
    after = apply_changes(before, made)
    now, then = find_out(before, *question), find_out(after, *question)
    answer: Answer = {
        "threat": threat,
        "hit": list(now.hit),
        "changes": len(made),
        "before": result_answer(now),
        "after": result_answer(then),
        "difference": difference_answer(Estates(before, after), now, then),
    }
    if as_json:
        print_json(answer)
    else:
        _tell(answer["difference"])


def _text_of(file: Path) -> str:
    try:
        with file.open("rb") as opened:
            data = opened.read(FILE_BYTES + 1)
        text = data.decode("utf-8-sig")
    except OSError as error:
        reason = error.strerror or error
        raise Invalid(N_("%(file)s cannot be read as text: %(reason)s."), file=file, reason=reason) from error
    except UnicodeDecodeError as error:
        raise Invalid(N_("%(file)s is no text in UTF-8. Save it as UTF-8."), file=file) from error
    if len(data) > FILE_BYTES:
        raise Invalid(N_("%(name)s is larger than %(limit)s MiB."), name=file, limit=FILE_BYTES // MEBIBYTE)
    return text


def _tell(difference: Answer) -> None:
    """The difference as lines for a person."""
    for word in ("saved", "new", "better", "worse", "gone"):
        rows = difference[word]
        click.echo(f"{word}: {len(rows)}")
        for row in rows:
            click.echo(f"  {_line(row)}")
    for name, what in _LISTED.items():
        for found in difference.get(name, ()):
            click.echo(f"{what}: {found if isinstance(found, str) else ' '.join(found)}")
    for name, (before, after) in difference["totals"].items():
        click.echo(f"{name.replace('_', ' ')}: {before} before, {after} after")


_LISTED = {
    "deadlocks_gone": "no longer waiting for each other",
    "deadlocks_new": "now waiting for each other",
    "controlled_saved": "no longer under foreign control",
    "controlled_new": "now under foreign control",
}


def _line(row: Answer) -> str:
    place = " ".join(str(row[name]) for name in ("id", "holder", "category") if name in row)
    pairs = [
        f"{name.replace('_', ' ')} {_known(pair[0])} to {_known(pair[1])}"
        for name, pair in row.items()
        if isinstance(pair, list) and pair[0] != pair[1]
    ]
    return f"{place}  {', '.join(pairs)}" if pairs else place


def _known(value: object) -> object:
    return "unknown" if value is None else value
