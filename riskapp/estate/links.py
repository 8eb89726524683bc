"""Adding many dependencies or data flows at once: all of them or none, as one change with one event."""

from collections import Counter
from collections.abc import Iterable, Sequence

from riskapp.accounts.authority import log
from riskapp.accounts.permissions import Actor
from riskapp.audit.trail import Subject
from riskapp.audit.vocabulary import Action
from riskapp.database import transaction
from riskapp.errors import N_, Invalid
from riskapp.estate.dependencies import place_dependency
from riskapp.estate.flows import place_flow
from riskapp.estate.reversals import Change
from riskapp.estate.rows import fields
from riskapp.estate.snapshots import note_change
from riskapp.graph import snapshot as frozen

Link = frozen.Dependency | frozen.Flow


def add_links(actor: Actor, rows: Sequence[Link]) -> int:
    """Add every row as its own operation would, with the right checked for each; returns how many.

    Raises Invalid with the field of the first row that is refused, and NotAllowed; then nothing is stored.
    """
    if not rows:
        raise Invalid(N_("There is no row to add."))
    with transaction() as session:
        change, stored = Change(), list[Link]()
        coming = Counter(_groups(rows))
        for row in rows:
            if isinstance(row, frozen.Flow):
                stored.append(place_flow(session, actor, row, change)[1])
                continue
            group = row.dependent, row.group
            coming[group] -= 1
            following = coming[group] if row.group else 0
            stored.append(place_dependency(session, actor, row, change, coming=following)[1])
        number = note_change(session)
        said = {"count": len(stored), "added_rows": [fields(row) for row in stored]}
        change.keep(session, log(session, actor, Action.LINKS_ADDED, Subject("estate", number), after=said))
        return len(stored)


def _groups(rows: Iterable[Link]) -> Iterable[tuple[str, str | None]]:
    return ((row.dependent, row.group) for row in rows if isinstance(row, frozen.Dependency))
