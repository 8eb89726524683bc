"""The names of people in contents that are kept: beside them, so that one can be taken away and the hash holds."""

from sqlalchemy import String, Text
from sqlalchemy.orm import Mapped, mapped_column

from riskapp.database import Base


class ContentPerson(Base):
    """A commitment in a content, with the salt and the name that it was made of; both are empty once it is erased.

    `content_hash` is the SHA-256 of the content that holds it, or that a step was taken over whose statement does.
    The database takes new rows, lets both be emptied together, and refuses everything else.
    """

    __tablename__ = "content_person"

    digest: Mapped[str] = mapped_column(String(64), primary_key=True)
    content_hash: Mapped[str] = mapped_column(String(64), index=True)
    salt: Mapped[str] = mapped_column(String(32))
    name: Mapped[str] = mapped_column(Text)
