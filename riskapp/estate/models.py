"""The estate's tables. `key` is the id that files and people use; the number is ours, and the order of the files."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from riskapp.database import Base, UtcDateTime


def _level(column: str) -> CheckConstraint:
    return CheckConstraint(f"{column} BETWEEN 1 AND 4", name=f"{column}_level")


class Category(Base):
    """A kind of personal data."""

    __tablename__ = "category"

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(Text, unique=True)
    name: Mapped[str] = mapped_column(Text)
    sensitivity: Mapped[str] = mapped_column(String(20))
    version: Mapped[int] = mapped_column()
    __mapper_args__ = {"version_id_col": version}


class Asset(Base):
    """A system, device, infrastructure, network, supplier, location or process."""

    __tablename__ = "asset"
    __table_args__ = (
        _level("confidentiality"),
        _level("integrity"),
        _level("availability"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(Text, unique=True)
    name: Mapped[str] = mapped_column(Text)
    kind: Mapped[str] = mapped_column(String(20))
    description: Mapped[str] = mapped_column(Text, default="")
    owner: Mapped[str] = mapped_column(Text, default="")
    supplier: Mapped[str] = mapped_column(Text, default="")
    site: Mapped[str] = mapped_column(Text, default="")
    lifecycle: Mapped[str] = mapped_column(String(20), default="in use")
    confidentiality: Mapped[int | None]
    integrity: Mapped[int | None]
    availability: Mapped[int | None]
    max_downtime: Mapped[int | None]
    recovery: Mapped[int] = mapped_column(default=0)
    external_ref: Mapped[str] = mapped_column(Text, default="")
    state: Mapped[int] = mapped_column(default=0, index=True)
    """The state of the estate that last changed this row, so that what is kept in memory can catch up with it."""
    version: Mapped[int] = mapped_column()
    __mapper_args__ = {"version_id_col": version}


class Holding(Base):
    """An asset stores a category of data about so many data subjects."""

    __tablename__ = "holding"
    __table_args__ = (UniqueConstraint("asset_id", "category_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    asset_id: Mapped[int] = mapped_column(ForeignKey("asset.id"))
    category_id: Mapped[int] = mapped_column(ForeignKey("category.id"), index=True)
    persons: Mapped[int]
    version: Mapped[int] = mapped_column()
    asset: Mapped[Asset] = relationship()
    category: Mapped[Category] = relationship()
    __mapper_args__ = {"version_id_col": version}


class Flow(Base):
    """Data that go from one asset to another."""

    __tablename__ = "flow"

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(Text, unique=True)
    source_id: Mapped[int] = mapped_column(ForeignKey("asset.id"), index=True)
    target_id: Mapped[int] = mapped_column(ForeignKey("asset.id"), index=True)
    access: Mapped[str] = mapped_column(String(10))
    encrypted: Mapped[bool]
    validated: Mapped[bool]
    purpose: Mapped[str] = mapped_column(Text, default="")
    persons: Mapped[int | None]
    version: Mapped[int] = mapped_column()
    source: Mapped[Asset] = relationship(foreign_keys=[source_id])
    target: Mapped[Asset] = relationship(foreign_keys=[target_id])
    categories: Mapped[list["FlowCategory"]] = relationship(
        cascade="all, delete-orphan", order_by="FlowCategory.position", lazy="selectin"
    )
    carriers: Mapped[list["FlowCarrier"]] = relationship(
        cascade="all, delete-orphan", order_by="FlowCarrier.position", lazy="selectin"
    )
    __mapper_args__ = {"version_id_col": version}


class FlowCategory(Base):
    """A category that a flow carries, at its place in the list."""

    __tablename__ = "flow_category"

    flow_id: Mapped[int] = mapped_column(ForeignKey("flow.id", ondelete="CASCADE"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    category_id: Mapped[int] = mapped_column(ForeignKey("category.id"), index=True)
    category: Mapped[Category] = relationship(lazy="joined")


class FlowCarrier(Base):
    """An asset, usually a network, that a flow passes through."""

    __tablename__ = "flow_carrier"

    flow_id: Mapped[int] = mapped_column(ForeignKey("flow.id", ondelete="CASCADE"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    asset_id: Mapped[int] = mapped_column(ForeignKey("asset.id"), index=True)
    asset: Mapped[Asset] = relationship(lazy="joined")


class Dependency(Base):
    """One asset needs another; `group_name` null is a group of its own. Times are minutes."""

    __tablename__ = "dependency"
    __table_args__ = (CheckConstraint("dependent_id <> provider_id", name="not_itself"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    dependent_id: Mapped[int] = mapped_column(ForeignKey("asset.id"), index=True)
    provider_id: Mapped[int] = mapped_column(ForeignKey("asset.id"), index=True)
    kind: Mapped[str] = mapped_column(String(20))
    group_name: Mapped[str | None] = mapped_column(Text)
    needed: Mapped[int] = mapped_column(default=1)
    tolerance: Mapped[int] = mapped_column(default=0)
    strength: Mapped[str] = mapped_column(String(10), default="hard")
    version: Mapped[int] = mapped_column()
    dependent: Mapped[Asset] = relationship(foreign_keys=[dependent_id])
    provider: Mapped[Asset] = relationship(foreign_keys=[provider_id])
    __mapper_args__ = {"version_id_col": version}


class EstateState(Base):
    """Counts the changes of the estate, so that a snapshot knows whether it is still the present one: one row."""

    __tablename__ = "estate_state"
    __table_args__ = (CheckConstraint("id = 1", name="single"),)

    id: Mapped[int] = mapped_column(primary_key=True, default=1)
    number: Mapped[int] = mapped_column(default=0)
    changed_at: Mapped[datetime] = mapped_column(UtcDateTime)
