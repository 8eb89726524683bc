"""How the pages of the explorer read the view in their address line, and what they call its ways to stack."""

from flask_babel import lazy_gettext as _l
from werkzeug.datastructures import MultiDict

from riskapp.explorer import view
from riskapp.explorer.stacking import By

STACKS = (
    (By.CAUSE, _l("what they hang on")),
    (By.KIND, _l("kind")),
    (By.SITE, _l("site")),
    (By.SUPPLIER, _l("supplier")),
)


def view_of(args: MultiDict[str, str]) -> view.View:
    """The view in the address line; raises Invalid for a word or number that means nothing."""
    return view.view_of(args.to_dict(flat=False))
