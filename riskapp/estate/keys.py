"""Ids for what a person adds without naming one: short, readable, free."""

import re
import unicodedata

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from riskapp.estate.models import Asset, Category, Flow

_LETTERS = str.maketrans({"æ": "ae", "ø": "o", "å": "a", "đ": "d", "ŋ": "n", "ŧ": "t", "ß": "ss"})
_LONGEST = 40


def free_key(session: Session, model: type[Asset] | type[Category] | type[Flow], name: str) -> str:
    """An id made of `name` ("Akutt mottak" gives "akutt-mottak") that no row of `model` has; numbered where taken."""
    wanted = _plain(name) or model.__tablename__
    query = select(model.key).where(or_(model.key == wanted, model.key.startswith(f"{wanted}-", autoescape=True)))
    taken = set(session.scalars(query))
    number = 1
    key = wanted
    while key in taken:
        number += 1
        key = f"{wanted}-{number}"
    return key


def _plain(name: str) -> str:
    letters = unicodedata.normalize("NFKD", name.casefold().translate(_LETTERS))
    return re.sub(r"[^a-z0-9]+", "-", letters.encode("ascii", "ignore").decode())[:_LONGEST].strip("-")
