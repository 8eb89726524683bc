"""The table of saved questions."""

from datetime import datetime

from sqlalchemy import JSON, BigInteger, ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from riskapp.accounts.models import User
from riskapp.database import Base, UtcDateTime


class SavedQuestion(Base):
    """A question about a blast radius under a name, maybe with changes of the estate that it supposes (JSON).

    `hit` are ids of assets that people use, `outage` minutes (None: until further notice). `shared` shows it to all
    who may view the estate.
    """

    __tablename__ = "saved_question"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(200))
    note: Mapped[str] = mapped_column(Text, default="")
    hit: Mapped[list[str]] = mapped_column(JSON)
    threat: Mapped[str] = mapped_column(String(20))
    outage: Mapped[int | None] = mapped_column(BigInteger)
    control: Mapped[bool] = mapped_column(default=False)
    changes: Mapped[str] = mapped_column(Text, default="")
    shared: Mapped[bool] = mapped_column(default=False, index=True)
    owner_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"), index=True)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    changed_at: Mapped[datetime] = mapped_column(UtcDateTime)
    row_version: Mapped[int] = mapped_column()
    owner: Mapped[User | None] = relationship()
    __mapper_args__ = {"version_id_col": row_version}
