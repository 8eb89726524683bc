"""Reads the demo record of processing beside this file, and writes it through the operations that people use."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from importlib.resources import files

from riskapp.accounts.permissions import Actor
from riskapp.catalogues.reading import Entry, parse
from riskapp.commands.demo.content import read_date
from riskapp.decisions.surroundings import today
from riskapp.processing import keeping, parts
from riskapp.processing.record import (
    Basics,
    Contacts,
    Data,
    Part,
    Parties,
    Processor,
    Purpose,
    Recipients,
    Retention,
    Review,
    Section,
    Security,
    Transfer,
)


@dataclass(frozen=True)
class DemoActivity:
    """One activity of the demo; `review_days` is how long ago somebody read the whole."""

    basics: Basics
    sections: tuple[Section, ...]
    parts: tuple[Part, ...]
    review_days: int


@dataclass(frozen=True)
class DemoRecord:
    """The demo's record, and the account that keeps it."""

    keeper: str
    contacts: Contacts
    activities: tuple[DemoActivity, ...]


def load_demo_record() -> DemoRecord:
    """The demo's record; raises Invalid, naming the entry, where it is amiss."""
    top = parse("record.toml", files("riskapp.commands.demo").joinpath("record.toml").read_text(encoding="utf-8"))
    contacts = top.entry("contacts")
    record = DemoRecord(
        top.string("keeper"),
        Contacts(contacts.string("address"), "", contacts.string("officer")),
        tuple(_activity(entry) for entry in top.entries("activity")),
    )
    contacts.finish()
    top.finish()
    return record


def write_demo_record(keeper: Actor, record: DemoRecord) -> None:
    """Write the record as the keeper."""
    keeping.change_contacts(keeper, record.contacts, 0)
    for one in record.activities:
        number = keeping.add_activity(keeper, one.basics)
        for section in (*one.sections, Review(today() - timedelta(days=one.review_days))):
            keeping.change_section(keeper, number, section, 1)
        for part in one.parts:
            parts.add_part(keeper, number, part)


def _activity(entry: Entry) -> DemoActivity:
    basics = Basics(*(entry.string(name) for name in ("name", "role", "description", "owner", "state")))
    activity = DemoActivity(basics, tuple(_sections(entry)), tuple(_parts(entry)), entry.number("review_days"))
    entry.finish()
    return activity


def _sections(entry: Entry) -> Iterator[Section]:
    yield Parties(behalf_of=entry.string("behalf_of", ""), behalf_contact=entry.string("behalf_contact", ""))
    yield Data(entry.strings("systems"), entry.strings("categories"), entry.strings("subjects"))
    yield Recipients(entry.string("recipients"))
    yield Retention(entry.string("period"), entry.string("rule"), entry.string("erasure"))
    yield Security(entry.string("measures"))


def _parts(entry: Entry) -> Iterator[Part]:
    for one in entry.entries("purpose"):
        yield Purpose(one.string("purpose"), one.string("basis"), one.string("condition"), one.string("supplement"))
        one.finish()
    for one in entry.entries("processor"):
        yield _processor(one)
    for one in entry.entries("transfer"):
        yield _transfer(one)


def _transfer(one: Entry) -> Transfer:
    read = Transfer(
        country=one.string("country"),
        recipient=one.string("recipient"),
        mechanism=one.string("mechanism"),
        safeguards=one.string("safeguards", ""),
        assessed=_day(one, "assessed"),
        assessed_by=one.string("assessed_by", ""),
        reference=one.string("reference", ""),
    )
    one.finish()
    return read


def _processor(one: Entry) -> Processor:
    settled = {item: answer for answer in ("yes", "no") for item in one.strings(answer)}
    read = Processor(
        supplier=one.string("supplier"),
        service=one.string("service"),
        agreement=one.string("agreement"),
        signed=_day(one, "signed"),
        reference=one.string("reference"),
        checklist=settled,
    )
    one.finish()
    return read


def _day(entry: Entry, key: str) -> date | None:
    return read_date(entry, key) if entry.has(key) else None
