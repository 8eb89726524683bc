"""The daily mail: sent over a checked line, once a day, with counts only, and kept until the server takes it."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from smtplib import SMTPDataError, SMTPServerDisconnected

import pytest
from flask import Flask
from sqlalchemy import select

from riskapp.accounts import operations as accounts
from riskapp.accounts.authority import actor_of
from riskapp.accounts.models import User
from riskapp.accounts.permissions import OPERATOR, Actor, Role
from riskapp.assessments.dialogue import make_remark
from riskapp.assessments.models import Version
from riskapp.commands.checking import _mail
from riskapp.database import db, now, transaction
from riskapp.decisions.surroundings import today
from riskapp.errors import Invalid, RiskappError, Unready
from riskapp.exchange.mail import send_mail
from riskapp.jobs.daily import look_after, mail_digests
from riskapp.notices.addresses import address_of, set_address
from riskapp.notices.digests import Digest, backlog, send_waiting
from riskapp.notices.reading import mark_all_read
from riskapp.settings import Mail, Settings
from tests.assessments.ward import make_ward, start
from tests.notices.mail_server import Server, serving

BOTH_DATABASES = True


@pytest.fixture
def server(tmp_path: Path, app: Flask) -> Iterator[Server]:
    """A mail server that this instance uses."""
    with serving(tmp_path) as running:
        use(app, running.mail)
        yield running


def use(app: Flask, mail: Mail) -> None:
    app.extensions["riskapp.settings"] = replace(app.extensions["riskapp.settings"], mail=mail)


@pytest.fixture
def dpia(app: Flask, person: Callable[..., Actor]) -> Version:
    """A DPIA that Maja writes."""
    return start(person("maja", Role.MEMBER), "dpia", make_ward().lab, title="The secret trial")


@pytest.fixture
def pavel(dpia: Version, person: Callable[..., Actor]) -> Actor:
    """The privacy officer, who wants mail."""
    actor = person("pavel", Role.PRIVACY_OFFICER)
    set_address(actor, " pavel@fjord.example ")
    return actor


def name_pavel(dpia: Version, times: int = 1) -> None:
    maja = db.session.scalars(select(User).where(User.username == "maja")).one()
    for _ in range(times):
        make_remark(actor_of(maja), dpia.id, "rights", "", "remark", "A patient died, @pavel")


def later() -> None:
    """The pause after a refusal is over."""
    with transaction() as session:
        for one in session.scalars(select(Digest)):
            one.next_try_at = now() - timedelta(seconds=1)


def test_one_mail_a_day_with_counts_and_a_link_and_nothing_else(server: Server, dpia: Version, pavel: Actor) -> None:
    name_pavel(dpia, 2)
    assert mail_digests(by_hand=True) == 1
    (message,) = server.taken
    assert (message["To"], message["From"]) == ("pavel@fjord.example", "riskapp@fjord.example")
    assert message["Subject"] == "riskapp: 2 notifications" and message["Auto-Submitted"] == "auto-generated"
    text = message.get_content()
    assert "Somebody named you in a remark: 2" in text and "http://127.0.0.1:8000/notifications" in text
    assert "secret" not in text and "died" not in text and "Maja" not in text
    name_pavel(dpia)
    assert mail_digests(by_hand=True) == 0
    assert len(server.taken) == 1


def test_what_is_read_or_was_told_before_is_no_news(server: Server, dpia: Version, pavel: Actor) -> None:
    name_pavel(dpia)
    mail_digests(by_hand=True)
    yesterday = today() - timedelta(days=1)
    with transaction() as session:
        session.scalars(select(Digest)).one().day = yesterday
    assert mail_digests(by_hand=True) == 0
    name_pavel(dpia)
    mark_all_read(pavel)
    assert mail_digests(by_hand=True) == 0
    name_pavel(dpia)
    assert mail_digests(by_hand=True) == 1
    assert server.taken[1]["Subject"] == "riskapp: 1 notification"


def test_titles_are_told_only_where_that_is_set(server: Server, app: Flask, dpia: Version, pavel: Actor) -> None:
    use(app, replace(server.mail, titles=True))
    name_pavel(dpia)
    mail_digests(by_hand=True)
    text = server.taken[0].get_content()
    assert "The secret trial" in text and "died" not in text


def test_a_refused_mail_is_kept_told_and_sent_later(
    server: Server, dpia: Version, pavel: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    server.tells = "451 the disk is full"
    name_pavel(dpia)
    assert mail_digests(by_hand=True) == 0
    found = backlog()
    assert (found.waiting, found.refused) == (1, 1) and "the disk is full" in found.error
    assert mail_digests() == 0, "it is not tried again at once"
    server.tells = ""
    later()
    assert mail_digests() == 1 and len(server.taken) == 1
    assert backlog().waiting == 0


def test_the_pause_grows_and_nothing_is_given_up(app: Flask, dpia: Version, pavel: Actor, server: Server) -> None:
    name_pavel(dpia)
    server.tells = "550 no"
    mail_digests(by_hand=True)

    def refuse(*_sent: object) -> None:
        raise OSError("still no")

    at, pauses = now(), []
    for _ in range(9):
        at = db.session.scalars(select(Digest)).one().next_try_at
        send_waiting(refuse, at)
        pauses.append(db.session.scalars(select(Digest)).one().next_try_at - at)
    assert pauses == sorted(pauses) and pauses[-1] == timedelta(hours=12)


@pytest.mark.parametrize(
    ("fault", "tried"),
    [(TimeoutError("nobody answers"), 1), (SMTPServerDisconnected("gone"), 1), (SMTPDataError(550, b"no"), 2)],
    ids=["silent", "gone", "refused"],
)
def test_a_server_that_does_not_answer_is_waited_for_once_a_turn(
    app: Flask, pavel: Actor, fault: OSError, tried: int
) -> None:
    asked, at = [], now()
    for number in range(2):
        with transaction() as session:
            day = at.date() - timedelta(days=number)
            session.add(Digest(user_id=pavel.id, day=day, upto=0, subject="x", text="y", next_try_at=at))

    def refuse(*sent: object) -> None:
        asked.append(sent)
        raise fault

    assert send_waiting(refuse, at) == 0
    assert len(asked) == tried


def test_a_mail_that_a_wrong_clock_put_off_for_years_is_sent(app: Flask, pavel: Actor) -> None:
    with transaction() as session:
        far = now() + timedelta(days=900)
        session.add(Digest(user_id=pavel.id, day=now().date(), upto=0, subject="x", text="y", next_try_at=far))
    assert send_waiting(lambda *_sent: None) == 1


def test_a_certificate_of_another_name_is_not_trusted(tmp_path: Path) -> None:
    with serving(tmp_path, "elsewhere.example") as server:
        with pytest.raises(OSError, match="certificate verify failed"):
            send_mail(server.mail, "pavel@fjord.example", "x", "x")
        with pytest.raises(OSError, match="certificate verify failed"):
            send_mail(replace(server.mail, ca_file=None), "pavel@fjord.example", "x", "x")
        assert server.taken == []


def test_a_wrong_password_and_a_missing_one_are_told(server: Server, tmp_path: Path) -> None:
    (tmp_path / "password").write_text("wrong", encoding="utf-8")
    with pytest.raises(OSError, match="535"):
        send_mail(server.mail, "pavel@fjord.example", "x", "x")
    (tmp_path / "password").unlink()
    with pytest.raises(Unready, match="password"):
        send_mail(server.mail, "pavel@fjord.example", "x", "x")


def test_two_processes_do_not_send_the_same_mail(server: Server, dpia: Version, pavel: Actor) -> None:
    name_pavel(dpia)
    server.tells = "451 later"
    mail_digests(by_hand=True)
    later()
    sent: list[str] = []

    def send_and_look(to: str, _letter: object) -> None:
        sent.append(to)
        send_waiting(lambda again, _letter: sent.append(again))

    assert send_waiting(send_and_look) == 1 and sent == ["pavel@fjord.example"]


def test_nobody_without_address_or_with_a_closed_account_gets_mail(server: Server, dpia: Version, pavel: Actor) -> None:
    name_pavel(dpia)
    server.tells = "451 later"
    mail_digests(by_hand=True)
    user = db.session.get_one(User, pavel.id)
    accounts.set_active(OPERATOR, user.id, False, user.version)
    server.tells = ""
    later()
    assert mail_digests(by_hand=True) == 0 and server.taken == [] and backlog().waiting == 0


@pytest.mark.parametrize(
    "text", ["pavel", "a@b", "a b@c.no", "a@c.no\nBcc: x@y.no", "é@c.no", "a@" + "b" * 300 + ".no"]
)
def test_what_is_no_address_is_refused(pavel: Actor, text: str) -> None:
    with pytest.raises(Invalid) as refused:
        set_address(pavel, text)
    assert refused.value.field == "address" and address_of(pavel) == "pavel@fjord.example"


def test_an_empty_address_ends_the_mails(server: Server, dpia: Version, pavel: Actor) -> None:
    set_address(pavel, "")
    name_pavel(dpia)
    assert mail_digests(by_hand=True) == 0 and backlog().waiting == 0


def test_without_a_server_nothing_is_mailed_or_kept(app: Flask, dpia: Version, pavel: Actor) -> None:
    name_pavel(dpia)
    look_after(by_hand=True)
    assert backlog().waiting == 0


def test_the_check_tells_of_the_server_and_of_what_it_refused(
    server: Server, settings: Settings, dpia: Version, pavel: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    mail = server.mail
    for name, value in {
        "RISKAPP_INSTANCE": settings.instance,
        "RISKAPP_DATABASE_URL": settings.database_url,
        "RISKAPP_MAIL_HOST": mail.host,
        "RISKAPP_MAIL_PORT": mail.port,
        "RISKAPP_MAIL_USER": mail.user,
        "RISKAPP_MAIL_PASSWORD_FILE": mail.password_file,
        "RISKAPP_MAIL_CA_FILE": mail.ca_file,
        "RISKAPP_MAIL_FROM": mail.sender,
    }.items():
        monkeypatch.setenv(name, str(value))
    assert "0 mails wait" in _mail()
    name_pavel(dpia)
    server.tells = "451 the disk is full"
    mail_digests(by_hand=True)
    with pytest.raises(RiskappError, match="1 mails wait and are tried again.*the disk is full"):
        _mail()
    monkeypatch.setenv("RISKAPP_MAIL_PORT", "1")
    with pytest.raises(RiskappError, match="cannot be used"):
        _mail()


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("PORT", "x"),
        ("PORT", "70000"),
        ("SECURITY", "ssl"),
        ("SECURITY", "none"),
        ("FROM", "nobody"),
        ("USER", "me"),
        ("TITLES", "perhaps"),
    ],
)
def test_a_setting_that_makes_no_sense_stops_the_start_with_its_name(name: str, value: str) -> None:
    good = {"RISKAPP_MAIL_HOST": "mail.example", "RISKAPP_MAIL_FROM": "a@b.no"}
    assert Mail.from_environment(good).security == "starttls"
    with pytest.raises(Unready, match=f"RISKAPP_MAIL_{name}"):
        Mail.from_environment({**good, f"RISKAPP_MAIL_{name}": value})
