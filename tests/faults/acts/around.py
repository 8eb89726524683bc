"""Acts around assessments: questions, accounts, notices, the record of processing, the trail and its time stamps."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

from flask import current_app
from sqlalchemy import select

from riskapp.accounts import operations as accounts
from riskapp.accounts.models import RoleGrant, User
from riskapp.accounts.permissions import OPERATOR, Role
from riskapp.accounts.sign_in import sign_in, sign_out
from riskapp.applicability.deciding import decide_control
from riskapp.applicability.queries import standing_of
from riskapp.applicability.statement import Decision
from riskapp.database import db
from riskapp.decisions.deciding import approve
from riskapp.decisions.erasing.erasing_names import erase
from riskapp.decisions.reports.time_stamps import stamp_waiting
from riskapp.decisions.reviews.reminding import remind
from riskapp.decisions.surroundings import today
from riskapp.decisions.trail.trail_points import deliver_copies, sign_trail
from riskapp.errors import Invalid
from riskapp.estate import assets
from riskapp.graph import snapshot as frozen
from riskapp.graph.vocabulary import Kind
from riskapp.issuing.issuing import issue_report
from riskapp.notices.addresses import set_address
from riskapp.notices.daily import take_day
from riskapp.notices.digests import Letter, queue_digests, send_waiting
from riskapp.notices.feed import make_feed, revoke_feed
from riskapp.notices.reading import mark_all_read
from riskapp.processing import keeping, parts, queries
from riskapp.processing.record import Basics, Contacts, Processor, Purpose, Review, Security, Transfer
from riskapp.questions.asked import Asked
from riskapp.questions.keeping import delete_question, keep_question, label_question
from riskapp.questions.naming import Label
from riskapp.settings import Signing
from tests.decisions.examples import People, Ward, advised, filled
from tests.reports.test_levels import nobody_answers

SERVICE, ROOTS = "RISKAPP_SOAK_TIMESTAMP_URL", "RISKAPP_SOAK_TIMESTAMP_ROOTS"
"""The time-stamp service of the test, which only `stamp` asks: every decision would take a second with it."""


def ask(people: People, ward: Ward, number: int) -> None:
    """Questions that are kept, renamed and deleted, and a language that is chosen."""
    keep_question(people.security, Asked(("lab",), "availability", 240), Label(f"Question {number}"))
    gone = keep_question(people.security, Asked(("archive",), "availability", 60), Label(f"Another {number}"))
    label_question(people.security, gone, Label(f"Renamed {number}", shared=True), 1)
    delete_question(people.security, gone)
    choose_other_language(people)


def choose_other_language(people: People) -> None:
    """The one that the person does not have."""
    known = db.session.get_one(User, people.member.id).language
    accounts.choose_language(people.member, "en" if known == "nb" else "nb")


def keep_accounts(people: People, ward: Ward, number: int) -> None:
    """An account that is opened, used and closed."""
    name, first, second = f"user{number}", f"fjord-og-fjell-{number}", f"skog-og-sjo-{number}"
    user = accounts.add_user(OPERATOR, name, "Kari Nordmann", first, roles=[Role.MEMBER])
    accounts.grant_role(OPERATOR, user, Role.SYSTEM_OWNER, ward.lab)
    wanted = select(RoleGrant.id).where(RoleGrant.user_id == user, RoleGrant.asset_id.is_not(None))
    accounts.withdraw_role(OPERATOR, db.session.scalars(wanted).one())
    accounts.reset_password(OPERATOR, user, second)
    try:
        sign_in(name, "wrong", f"host-{number}")
    except Invalid:
        db.session.rollback()
    signed = sign_in(name, second, f"host-{number}")
    accounts.change_own_password(signed.actor, second, first, address=f"host-{number}", keep_token=signed.token)
    sign_out(signed.actor, signed.token)
    accounts.set_active(OPERATOR, user, False, db.session.get_one(User, user).version)


def tell(people: People, ward: Ward, number: int) -> None:
    """Somebody is reminded of a day, reads it, is mailed, and has a calendar."""
    filled(people, "ros", [ward.lab])
    set_address(people.member, f"maja.{number}@sykehus.example")
    take_day("soak", today() + timedelta(days=number % 9000))
    remind(OPERATOR, today() + timedelta(days=90))
    queue_digests(OPERATOR, today() + timedelta(days=number % 9000), lambda *_: Letter("News", "Something is due"))
    send_waiting(lambda *_: None)
    mark_all_read(people.member)
    set_address(people.member, "")
    make_feed(people.member)
    revoke_feed(people.member)


def keep_record(people: People, ward: Ward, number: int) -> None:
    """An activity of the record with each of its rows added, changed and removed."""
    who = people.privacy
    activity = keeping.add_activity(who, Basics(f"Laboratory {number}", "controller", "Analysing", "The laboratory"))
    keeping.change_section(who, activity, Security("Locks"), 1)
    keeping.change_section(who, activity, Review(date(2026, 1, 2)), 1)
    rows = {
        "purposes": (Purpose("To bill"), Purpose("To cure")),
        "processors": (Processor("lab-supplier", "Runs it"), Processor("lab-supplier", "Keeps it running")),
        "transfers": (Transfer("USA"), Transfer("USA", "Support")),
    }
    for name, (first, second) in rows.items():
        row = parts.add_part(who, activity, first)
        parts.change_part(who, activity, replace(second, number=row), 1)
        parts.remove_part(who, activity, name, row, 2)
    keeping.change_contacts(who, Contacts(f"Street {number}", "", "Pavel"), queries.contacts_version())


def sign(people: People, ward: Ward, number: int) -> None:
    """A checkpoint with its copy, and a name that is erased from what the operator wrote."""
    assets.add_asset(OPERATOR, frozen.Asset(f"p-{number}", f"Kari Nord {number}", Kind.PROCESS))
    sign_trail()
    deliver_copies()
    erase(OPERATOR, f"Kari Nord {number}", "She asked")


def issue(people: People, ward: Ward, number: int) -> None:
    """What is said of a control, and a report that belongs to no assessment."""
    said = Decision("yes", f"Round {number}", ("baseline",), "partly")
    decide_control(people.security, "A.5.1", said, standing_of("A.5.1").row_version)
    issue_report(people.security, "applicability", "en" if number % 2 else "nb")


def stamp(people: People, ward: Ward, number: int) -> None:
    """A report and checkpoints that wait for a service that is down, and get their time stamps once it answers."""
    with asking(nobody_answers()):
        approve(people.owner, advised(people, "ros", [ward.archive]).id, "Yes")
        deliver_copies()
    with asking(os.environ[SERVICE]):
        assert {one.error for one in stamp_waiting(all_of_them=True)} <= {""}
        assert [one.fault for one in deliver_copies()] == []


@contextmanager
def asking(url: str) -> Iterator[None]:
    """The instance with this time-stamp service; without any afterwards."""
    before = current_app.extensions["riskapp.settings"]
    signing = Signing(timestamp_url=url, timestamp_roots=Path(os.environ[ROOTS]))
    current_app.extensions["riskapp.settings"] = replace(before, signing=signing)
    try:
        yield
    finally:
        current_app.extensions["riskapp.settings"] = before
