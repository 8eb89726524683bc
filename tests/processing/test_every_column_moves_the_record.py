"""Every stored value of the record of processing is changed by itself, and the printed record changes."""

from datetime import UTC, date, datetime

from sqlalchemy import select, update

from riskapp.accounts.permissions import OPERATOR
from riskapp.database import db, transaction
from riskapp.processing import keeping, models, parts, queries
from riskapp.processing.record import Basics, Contacts, Processor, Purpose, Transfer
from riskapp.reports.content import Report
from riskapp.reports.record import Issue, record_report
from tests.decisions.test_every_column_moves_the_report import other

NOT_PRINTED = {
    "id": "the database's own number",
    "activity_id": "stands under its activity",
    "row_version": "keeps two writers apart",
    "versions": "likewise, for each section",
    "created_at": "the trail has it; what counts is when the whole was read last",
}
TABLES = (
    models.ProcessingActivity,
    models.ProcessingPurpose,
    models.ProcessingProcessor,
    models.ProcessingTransfer,
    models.RecordContacts,
)
DAY = date(2026, 1, 5)


def one_of_each_role() -> None:
    """The contacts, and two activities in which every column has something: for ourselves, and for others."""
    keeping.change_contacts(OPERATOR, Contacts("Zq address", "Zq representative", "Zq officer"), 0)
    for role in ("controller", "processor"):
        number = keeping.add_activity(OPERATOR, Basics(f"Zq {role}", role, "Zq description", "Zq owner"))
        parts.add_part(OPERATOR, number, Purpose("Zq purpose", "6(1)(e)", "9(2)(h)", "Zq supplement"))
        processor = Processor("Zq supplier", "Zq service", "signed", DAY, "Zq reference", {"audit": "yes"})
        parts.add_part(OPERATOR, number, processor)
        parts.add_part(OPERATOR, number, Transfer("USA", "Zq", "46 clauses", "Zq", DAY, "Zq", "Zq"))
    with transaction() as session:
        for stored in session.scalars(select(models.ProcessingActivity)):
            for name in ("systems", "categories", "subjects"):
                setattr(stored, name, [f"Zq {name}"])


def test_no_column_of_the_record_is_stored_in_vain(app):
    one_of_each_role()
    issue = Issue("en", datetime(2027, 3, 4, 8, 30, tzinfo=UTC))

    def report() -> Report:
        return record_report(queries.activities(), queries.known(), issue)

    before, idle = report(), []
    for model in TABLES:
        for column in model.__table__.columns:
            if column.name not in NOT_PRINTED:
                old = db.session.execute(select(column).order_by(column.is_(None))).scalars().first()
                db.session.execute(update(model).values({column.name: other(column, old)}))
                db.session.expire_all()
                if report() == before:
                    idle.append(f"{model.__tablename__}.{column.name}")
                db.session.rollback()
    assert idle == []
