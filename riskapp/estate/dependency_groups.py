"""A group of dependencies (alternatives of one dependent that bear one name) stays one: its rows agree and suffice."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from riskapp.errors import N_, Invalid
from riskapp.estate.models import Dependency
from riskapp.graph import snapshot as frozen


def others_of_group(session: Session, dependent_id: int, group: str | None, but: int | None = None) -> list[Dependency]:
    """The rows of the group, without row number `but`, in the order of the files; none where `group` is None."""
    if group is None:
        return []
    query = select(Dependency).where(Dependency.dependent_id == dependent_id, Dependency.group_name == group)
    return [row for row in session.scalars(query.order_by(Dependency.id)) if row.id != but]


def refuse_twice(
    session: Session, dependent_id: int, provider_id: int, row: frozen.Dependency, but: int | None
) -> None:
    """Raise Invalid where the same dependency is there, or the group names the provider already."""
    query = select(Dependency).where(Dependency.dependent_id == dependent_id, Dependency.provider_id == provider_id)
    for other in session.scalars(query):
        if other.id == but or other.group_name != row.group:
            continue
        if row.group is not None:
            raise Invalid(N_("The group %(group)s names this provider already."), field="provider", group=row.group)
        if other.kind == row.kind.value:
            raise Invalid(N_("This dependency is there already. Change that one instead."), field="provider")


def refuse_too_few(row: frozen.Dependency, members: int) -> None:
    """Raise Invalid where the group, with its new row, has fewer members than it needs."""
    if row.needed > members:
        raise Invalid(
            N_(
                "The group %(group)s has %(members)s members with this one, so it cannot need %(needed)s. Add the "
                "others first, or write a smaller number."
            ),
            field="needed",
            group=row.group or row.provider,
            members=members,
            needed=row.needed,
        )


def refuse_leaving_too_few(left: Sequence[Dependency]) -> None:
    """Raise Invalid where the rows that stay behind in a group are fewer than it needs."""
    if left and left[0].needed > len(left):
        raise Invalid(
            N_("The group %(group)s needs %(needed)s and would have only %(members)s left. Let it need fewer first."),
            field="group",
            group=left[0].group_name,
            needed=left[0].needed,
            members=len(left),
        )


def agree(others: Sequence[Dependency], row: frozen.Dependency) -> int:
    """Give the other rows of the group what `row` says of the group as a whole; returns how many of them changed."""
    said = (row.needed, row.tolerance, row.strength.value)
    changed = [other for other in others if (other.needed, other.tolerance, other.strength) != said]
    for other in changed:
        other.needed, other.tolerance, other.strength = said
    return len(changed)
