"""A form opens only for who may store what it asks for: nobody fills one in to be refused at its end."""

from riskapp.accounts.authority import require
from riskapp.accounts.permissions import Permission
from riskapp.web.guard import the_actor


def require_edit(*assets: int) -> None:
    """Raise NotAllowed unless the person may edit one of these assets; without any, the whole estate."""
    actor = the_actor()
    allowed = (
        actor.may_for_any(Permission.EDIT_ESTATE, assets) if assets else actor.may_everywhere(Permission.EDIT_ESTATE)
    )
    require(allowed, Permission.EDIT_ESTATE)
