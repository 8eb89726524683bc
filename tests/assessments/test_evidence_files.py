"""Files that show that a measure is done: kept byte by byte, within limits, under harmless names, with a trace."""

import hashlib
from collections.abc import Callable

import pytest
from sqlalchemy import select

from riskapp.accounts.permissions import Actor, Role
from riskapp.assessments import evidence_files
from riskapp.assessments.content import content_of
from riskapp.assessments.control import Control
from riskapp.assessments.evidence_files import MOST_BYTES, attach_file, clean_name, file_to_read, remove_file
from riskapp.assessments.measures import add_measure
from riskapp.assessments.models import Contributor, EvidenceFile, Measure, Version
from riskapp.assessments.remarks import remarks_of
from riskapp.audit.models import AuditEvent
from riskapp.database import db, transaction
from riskapp.errors import Invalid, NotAllowed, NotFound
from tests.assessments.ward import Ward

BOTH_DATABASES = True
BYTES = bytes(range(256)) * 40


@pytest.fixture
def place(ros: Version, maja: Actor) -> int:
    """The number of a registered measure that is in place."""
    number = add_measure(maja, ros.id, Control("A second line", status="in place"))
    return db.session.get_one(Measure, number).registered_id or 0


def stored() -> list[EvidenceFile]:
    return list(db.session.scalars(select(EvidenceFile).order_by(EvidenceFile.id)))


def last_event() -> AuditEvent:
    return db.session.scalars(select(AuditEvent).order_by(AuditEvent.id.desc())).first()


def test_a_file_comes_back_as_it_was_sent(place: int, maja: Actor) -> None:
    number = attach_file(maja, place, "test report.pdf", BYTES)
    db.session.expire_all()
    kept = file_to_read(maja, number)
    assert (kept.content, kept.size, kept.by_name) == (BYTES, len(BYTES), "Maja")
    assert kept.sha256 == hashlib.sha256(BYTES).hexdigest()
    told = last_event()
    assert told.action == "measure.evidence_attached"
    assert told.after == {"file_name": "test report.pdf", "size": len(BYTES), "sha256": kept.sha256}


def test_a_file_that_is_taken_away_leaves_its_name_and_fingerprint_in_the_trail(place: int, maja: Actor) -> None:
    number = attach_file(maja, place, "a.txt", b"a")
    assert remove_file(maja, number) == place
    assert stored() == []
    told = last_event()
    assert (told.action, told.before["file_name"]) == ("measure.evidence_removed", "a.txt")
    for gone in (lambda: remove_file(maja, number), lambda: file_to_read(maja, number)):
        with pytest.raises(NotFound):
            gone()


def test_what_is_too_large_empty_double_or_one_too_many_is_refused(
    place: int, maja: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    attach_file(maja, place, "largest.bin", b"x" * MOST_BYTES)
    for content, says in ((b"", "empty"), (b"x" * (MOST_BYTES + 1), "10 MB"), (b"x" * MOST_BYTES, "already")):
        with pytest.raises(Invalid) as refused:
            attach_file(maja, place, "largest.bin", content)
        assert refused.value.field == "file" and says in str(refused.value)
    monkeypatch.setattr(evidence_files, "MOST_FILES", 1)
    with pytest.raises(Invalid) as refused:
        attach_file(maja, place, "b.txt", b"b")
    assert "1 files already" in str(refused.value)
    assert [one.name for one in stored()] == ["largest.bin"]


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\kari\\Måling 2027.xlsx", "Måling 2027.xlsx"),
        ('a"; filename="b.html', "a_; filename=_b.html"),
        ("line\r\nSet-Cookie: a=b.txt", "line Set-Cookie_ a=b.txt"),
        ("evil\u202etxt.exe", "evil txt.exe"),
        ("\x1b[31mred.txt", "[31mred.txt"),
        ("<script>.svg", "_script_.svg"),
        (".htaccess", "htaccess"),
        ("..", "file"),
        ("", "file"),
        ("č" * 300 + ".pdf", "č" * 116 + ".pdf"),
    ],
)
def test_a_name_is_made_harmless_and_stays_readable(sent: str, kept: str, place: int, maja: Actor) -> None:
    assert clean_name(sent) == kept
    attach_file(maja, place, sent, b"x")
    assert stored()[0].name == kept


def test_who_may_attach_read_and_take_away(place: int, ward: Ward, maja: Actor, person: Callable[..., Actor]) -> None:
    number = attach_file(maja, place, "a.txt", b"a")
    auditor, far = person("rut", Role.AUDITOR), person("far", Role.MEMBER, asset=ward.cloud)
    assert file_to_read(auditor, number).content == b"a"
    for act in (lambda: attach_file(auditor, place, "b.txt", b"b"), lambda: remove_file(auditor, number)):
        with pytest.raises(NotAllowed):
            act()
    acts = (lambda: attach_file(far, place, "b.txt", b"b"), lambda: remove_file(far, number))
    for act in (*acts, lambda: file_to_read(far, number)):
        with pytest.raises(NotFound):
            act()
    assert [one.name for one in stored()] == ["a.txt"]


def test_whoever_attaches_wrote_in_what_is_not_decided_yet(
    place: int, ros: Version, maja: Actor, person: Callable[..., Actor]
) -> None:
    other = person("ola", Role.MEMBER)
    attach_file(other, place, "a.txt", b"a")
    wrote = db.session.scalars(select(Contributor.user_id).where(Contributor.version_id == ros.id))
    assert other.id in list(wrote)


def test_a_file_that_a_signed_report_names_stays(place: int, ros: Version, maja: Actor) -> None:
    number = attach_file(maja, place, "a.txt", b"a")
    with transaction():
        ros.frozen = content_of(ros)
    with pytest.raises(Invalid, match="The signed report of .* names this file"):
        remove_file(maja, number)
    assert [one.name for one in stored()] == ["a.txt"]
    remove_file(maja, attach_file(maja, place, "later.txt", b"b"))


def test_in_place_without_a_file_is_worth_a_look(place: int, ros: Version, maja: Actor) -> None:
    (remark,) = remarks_of(ros)
    assert (remark.measure, remark.step) == (1, "measures")
    assert "no file in the register" in remark.text
    number = attach_file(maja, place, "a.txt", b"a")
    assert remarks_of(ros) == ()
    remove_file(maja, number)
    assert len(remarks_of(ros)) == 1
