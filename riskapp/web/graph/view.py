"""How the pages of the explorer read the view in their address line, and what they call its ways to stack."""

from typing import Any

from flask_babel import lazy_gettext as _l
from werkzeug.datastructures import MultiDict

from riskapp.explorer import view
from riskapp.explorer.stacking import By
from riskapp.explorer.table import Choice, Shape

STACKS = (
    (By.CAUSE, _l("what they hang on")),
    (By.KIND, _l("kind")),
    (By.SITE, _l("site")),
    (By.SUPPLIER, _l("supplier")),
)


def view_of(args: MultiDict[str, str], tables: view.Tables) -> view.View:
    """The view of a page's tables; raises Invalid for a word or number that means nothing."""
    return view.view_of(args.to_dict(flat=False), tables)


def choice_in(args: MultiDict[str, str], shape: Shape[Any], table: str = "") -> Choice:
    """The rows of one table that are wanted; raises Invalid for a word that means nothing in it."""
    return view.choice_in(args.to_dict(flat=False), shape, table)
