"""The table of saved questions."""

from datetime import datetime

from sqlalchemy import JSON, BigInteger, ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from riskapp.accounts.models import User
from riskapp.database import Base, UtcDateTime


class SavedQuestion(Base):
    """A question to the graph under a name: what it asks and how it is looked at, as `asked.Asked` says.

    `folded_name` is the name as it is compared: the database keeps it from standing twice with one owner. `changes` are
    JSON. `shared` shows it to all who may view the estate.
    """

    __tablename__ = "saved_question"
    __table_args__ = (Index("ix_saved_question_owner_id_folded_name", "owner_id", "folded_name", unique=True),)

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(200))
    folded_name: Mapped[str] = mapped_column(String(600))
    note: Mapped[str] = mapped_column(Text, default="")
    topic: Mapped[str] = mapped_column(String(20))
    about: Mapped[list[str]] = mapped_column(JSON)
    threat: Mapped[str] = mapped_column(String(20), default="")
    outage: Mapped[int | None] = mapped_column(BigInteger)
    control: Mapped[bool] = mapped_column(default=False)
    changes: Mapped[str] = mapped_column(Text, default="")
    view: Mapped[dict[str, list[str]]] = mapped_column(JSON, default=dict)
    shared: Mapped[bool] = mapped_column(default=False, index=True)
    owner_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"), index=True)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    changed_at: Mapped[datetime] = mapped_column(UtcDateTime)
    row_version: Mapped[int] = mapped_column()
    owner: Mapped[User | None] = relationship()
    __mapper_args__ = {"version_id_col": row_version}
