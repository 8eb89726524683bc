"""The register of whoever asks, and the choice in the address line."""

from flask import request

from riskapp.decisions.surroundings import today
from riskapp.errors import N_, Invalid
from riskapp.register.choosing import Wanted, wanted_in
from riskapp.register.reading import read_register
from riskapp.register.rows import Register
from riskapp.web.guard import the_actor


def the_choice() -> Wanted:
    """What the address asks for; raises Invalid for what means nothing."""
    return wanted_in(request.args.to_dict())


def the_register(*, newest: bool = False) -> Register:
    """All that counts today for whoever asks."""
    return read_register(the_actor(), today(), newest=newest)


def page_number() -> int:
    """The page in the address line; raises Invalid for what is no number."""
    try:
        return int(request.args.get("page") or 1)
    except ValueError as error:
        raise Invalid(N_("There is no such page. Go back and choose again.")) from error
