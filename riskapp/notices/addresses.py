"""Where somebody wants the daily mail; without an address there is none."""

import re

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from riskapp.accounts.authority import log
from riskapp.accounts.permissions import Actor
from riskapp.audit.trail import Subject
from riskapp.audit.vocabulary import Action
from riskapp.database import Base, db, transaction
from riskapp.errors import N_, Invalid, NotAllowed

_ADDRESS = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9-]{1,63}(\.[A-Za-z0-9-]{1,63})+")
_LONGEST = 254


class MailAddress(Base):
    """The address of one person."""

    __tablename__ = "mail_address"

    user_id: Mapped[int] = mapped_column(ForeignKey("user_account.id", ondelete="CASCADE"), primary_key=True)
    address: Mapped[str] = mapped_column(String(_LONGEST))


def address_of(actor: Actor) -> str:
    """Where the actor's mail goes, or nothing."""
    found = db.session.get(MailAddress, actor.id) if actor.id is not None else None
    return found.address if found else ""


def set_address(actor: Actor, text: str) -> None:
    """Have the daily mail sent there; an empty text ends it. Raises Invalid (`address`) for what is no address.

    The trail tells that it was done, not the address: that is nobody else's business.
    """
    if actor.id is None:
        raise NotAllowed(N_("Only a person with an account is sent mail."))
    address = text.strip()
    if address and (len(address) > _LONGEST or not _ADDRESS.fullmatch(address)):
        raise Invalid(N_("Write an address such as kari@hospital.example, or nothing."), field="address")
    with transaction() as session:
        found = session.get(MailAddress, actor.id)
        if (found.address if found else "") == address:
            return
        if found is not None and not address:
            session.delete(found)
        elif found is not None:
            found.address = address
        else:
            session.add(MailAddress(user_id=actor.id, address=address))
        action = Action.MAIL_ADDRESS_SET if address else Action.MAIL_ADDRESS_REMOVED
        log(session, actor, action, Subject("user", actor.id, actor.name))
