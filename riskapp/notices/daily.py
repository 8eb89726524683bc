"""What is done once a day: whichever process comes first takes the day, and the others leave it alone."""

from datetime import date

from sqlalchemy import String, delete
from sqlalchemy.orm import Mapped, mapped_column

from riskapp.database import Base, transaction
from riskapp.errors import Conflict


class DailyRun(Base):
    """The last day on which a job was begun."""

    __tablename__ = "daily_run"

    job: Mapped[str] = mapped_column(String(30), primary_key=True)
    day: Mapped[date] = mapped_column(primary_key=True)


def take_day(job: str, day: date) -> bool:
    """Whether the caller is the one to do the job today; True for one caller only, whichever process it is in."""
    try:
        with transaction() as session:
            if session.get(DailyRun, (job, day)) is not None:
                return False
            session.execute(delete(DailyRun).where(DailyRun.job == job, DailyRun.day < day))
            session.add(DailyRun(job=job, day=day))
    except Conflict:  # another process took it in the same moment
        return False
    return True
