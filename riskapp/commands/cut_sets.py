"""`riskapp cut-sets`."""

from pathlib import Path

import click

from riskapp.commands.estates import estate_of, from_files
from riskapp.commands.opening import acting, print_json
from riskapp.errors import N_, Invalid
from riskapp.graph.common_causes import CommonCause, common_causes
from riskapp.graph.cut_sets import CutSets, cut_sets
from riskapp.graph.snapshot import Snapshot
from riskapp.graph.vocabulary import Kind


@click.command(epilog="Example: riskapp cut-sets ward --among infrastructure --max-order 2")
@click.argument("asset")
@click.option(
    "--among", "word", metavar="FILE|KIND", help="Only these may fail: a kind of asset, or a file with one id a line."
)
@click.option("--max-order", type=int, metavar="N", help="Only sets of up to N assets.")
@click.option("--json", "as_json", is_flag=True, help="Print the answer as JSON.")
@from_files
@acting
def command(
    asset: str, word: str | None, max_order: int | None, as_json: bool, folder: Path | None, username: str | None
) -> None:
    """Every smallest set of assets whose joint failure takes ASSET down in the end.

    ASSET itself is not among those that may fail. Without --max-order all sets are listed if they are no more than
    100 000, else those of the lower orders that fit.
    """
    estate = estate_of(folder, username)
    among = None if word is None else _able(word, estate)
    result = cut_sets(estate, asset, among, max_order)
    if as_json:
        print_json(
            {
                "asset": result.asset,
                "max_order": result.max_order,
                "complete": result.complete,
                "cut_sets": [list(names) for names in result.cut_sets],
            }
        )
        return
    _tell(result)
    _tell_causes(common_causes(estate, asset, among))


def _able(word: str, estate: Snapshot) -> list[str]:
    """The assets of a kind, or those that a file names."""
    if word in [kind.value for kind in Kind]:
        return [asset.id for asset in estate.assets if asset.kind == word and asset.lifecycle.takes_part]
    try:
        text = Path(word).read_text(encoding="utf-8-sig")
    except OSError as error:
        raise Invalid(
            N_("%(path)s is no kind of asset, and no file that can be read: %(reason)s."),
            path=word,
            reason=error.strerror,
        ) from error
    except UnicodeDecodeError as error:
        raise Invalid(N_("%(path)s is not UTF-8 text. Give a file with one asset id a line."), path=word) from error
    names = [line.strip() for line in text.split("\n") if line.strip()]
    if not names:
        raise Invalid(N_("%(path)s names no asset. Write one id a line."), path=word)
    return names


def _tell(result: CutSets) -> None:
    """The sets as lines for a person, and what they leave out."""
    if result.cut_sets:
        click.echo("order  assets that together take it down")
    for names in result.cut_sets:
        click.echo(f"{len(names):>5}  {', '.join(names)}")
    if not result.complete:
        click.echo(_left_out(result))
    elif not result.cut_sets:
        click.echo(f"Nothing that may fail takes {result.asset} down.")


def _left_out(result: CutSets) -> str:
    if result.listed_to == 0:
        return "There are too many to be listed: ask for --max-order 1, or for fewer assets with --among."
    these = "These are all" if result.cut_sets else "There are none"
    more = "there may be larger ones" if result.max_order else "the larger ones are too many to be listed"
    return f"{these} up to order {result.listed_to}: {more}."


def _tell_causes(causes: tuple[CommonCause, ...]) -> None:
    """The redundancy that a single failure defeats."""
    if causes:
        click.echo("Redundancy that one failure defeats:")
    for cause in causes:
        click.echo(f"  {cause.asset} leaves too few in the group {cause.group} of {cause.dependent}")
