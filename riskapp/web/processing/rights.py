"""A form opens only for who may store what it asks for: nobody fills one in to be refused at its end."""

from riskapp.accounts.authority import require
from riskapp.accounts.permissions import Permission
from riskapp.processing.access import may_write
from riskapp.processing.models import ProcessingActivity
from riskapp.processing.queries import stored_activity
from riskapp.web.guard import the_actor


def activity_to_change(number: int) -> ProcessingActivity:
    """The activity that a form is about. Raises NotFound, or NotAllowed for whoever may not write in it."""
    stored = stored_activity(number)
    require(may_write(the_actor(), stored.systems), Permission.KEEP_RECORD)
    return stored
